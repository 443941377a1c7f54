using Spm.Core.Fitting;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _pairSide = 225, _pairsWidest = 1250, _mostPairs = 6, _usualPairs = 4, _pointsPerPair = 1200, _pairLeft = 62;

    /// <summary>
    /// Parameters against each other over the good fits of a result, below a histogram of each; each title has the rank correlation ρ (Spearman) of all good fits.
    /// </summary>
    /// <param name="result">Fits.</param>
    /// <param name="parameters">Names or symbols, 2 to 6; null for the first four.</param>
    /// <param name="title">Headline; null for what was fitted.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or they are not 2 to 6.</exception>
    public static Figure ParameterPairs(FitResult result, IReadOnlyList<string>? parameters = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        int[] chosen = parameters is null ? [.. Enumerable.Range(0, Math.Min(_usualPairs, result.Parameters.Count))] : [.. parameters.Select(name => IndexOf(result, name))];
        if (chosen.Length is < 2 or > _mostPairs) throw new ArgumentException($"Pairs are drawn of 2 to {_mostPairs} parameters, got {chosen.Length}. There are {string.Join(", ", result.Parameters.Select(p => p.Symbol))}.", nameof(parameters));
        var width = result.Parameters.Count;
        int[] good = [.. Enumerable.Range(0, result.Count).Where(fit => result.IsGood(fit) && chosen.All(k => double.IsFinite(result.Values[fit * width + k])))];
        double[][] columns = [.. chosen.Select(k => Array.ConvertAll(good, fit => result.Values[fit * width + k]))];
        var shown = ThinnedPoints.Of(Enumerable.Range(0, good.Length), _pointsPerPair);
        var axes = chosen.Select((k, i) => ColourRange.Of(Short(result.Parameters[k]), result.Parameters[k].Unit, columns[i], isCyclic: false)).Select(Wider).ToArray();
        var (n, panels, words) = (chosen.Length, new List<Panel>(), new List<string>());
        for (var row = 0; row < n; row++)
            for (var column = 0; column <= row; column++)
            {
                var cell = new Cell((double)column / n, (double)row / n, 1.0 / n, 1.0 / n);
                if (row == column)
                {
                    panels.Add(Histogram(columns[row], axes[row], cell) with { Title = result.Parameters[chosen[row]].Name, ReservedLeft = _pairLeft });
                    continue;
                }
                var rho = RankCorrelation.Of(columns[column], columns[row]);
                words.Add($"{result.Parameters[chosen[column]].Symbol} with {result.Parameters[chosen[row]].Symbol} {(double.IsNaN(rho) ? "not defined" : $"{rho:F2}")}");
                panels.Add(new Panel(cell, axes[column], axes[row], [new PointLayer("", shown.Of(columns[column]), shown.Of(columns[row]), Palette.Blue) { Radius = 1.1 }])
                {
                    Title = double.IsNaN(rho) ? "" : Minus.Typeset($"ρ = {rho:F2}"),
                    ReservedLeft = _pairLeft,
                });
            }
        if (good.Length == 0) panels = [.. panels.Select(panel => panel with { Layers = [.. panel.Layers, new MessageLayer("no good fit")] })];
        var side = Math.Min(_pairSide * n + 80, _pairsWidest);
        var beyond = Enumerable.Range(0, good.Length).Count(i => axes.Where((axis, k) => columns[k][i] < axis.Min || columns[k][i] > axis.Max).Any());
        List<string> notes = [.. new[] { shown.Note("good fits"), beyond > 0 ? $"{beyond:N0} of {good.Length:N0} good fits lie beyond an axis, which then spans the middle 98 %; they are counted in the outer bars and in ρ." : null, good.Length < result.Count ? $"{result.Count - good.Length:N0} of {result.Count:N0} fits are not good and left out." : null }.OfType<string>()];
        return new(title ?? $"{result.Model} fit of {result.Source.Name}", side + 40, side, panels, $"Parameters of {good.Length:N0} good fits against each other; rank correlation: {string.Join(", ", words)}.") { Notes = notes };
    }

    private static string Short(FitParameter parameter) => parameter.Symbol.Length > 0 ? parameter.Symbol : parameter.Name;

    private static int IndexOf(FitResult result, string name)
    {
        var index = result.Parameters.ToList().FindIndex(p => p.Symbol.Equals(name, StringComparison.OrdinalIgnoreCase) || p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw new ArgumentException($"The fit has no parameter «{name}»; there are {string.Join(", ", result.Parameters.Select(p => $"{p.Symbol} ({p.Name})"))}.", nameof(name));
    }

    private static Axis Wider(Axis axis) => axis with { Min = axis.Min - 0.05 * (axis.Max - axis.Min), Max = axis.Max + 0.05 * (axis.Max - axis.Min) };

    private static Panel Histogram(double[] values, Axis axis, Cell cell)
    {
        const int Bins = 24;
        var (heights, span) = (new double[Bins], axis.Max - axis.Min);
        foreach (var value in values) heights[(int)Math.Clamp((value - axis.Min) / span * Bins, 0, Bins - 1)]++;
        return new(cell, axis, Axis.Spanning("fits", "", 0, Math.Max(heights.Max(), 1) * 1.05), [new BarLayer("", [.. Enumerable.Range(0, Bins + 1).Select(i => axis.Min + span * i / Bins)], heights, Palette.Blue)]);
    }
}
