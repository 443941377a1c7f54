using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// Where the points of a family of first-order reversal curves lie: each curve begins at its reversal bias V_r and runs back towards
/// saturation. The same for every pixel; the responses come from the dataset.
/// </summary>
public sealed class ForcFamily
{
    /// <summary>Reversal biases nearer than this part of the range are one level.</summary>
    private const double SameLevel = 1e-6;

    /// <summary>Fewer levels do not show a curvature.</summary>
    private const int LeastLevels = 3;

    private ForcFamily(Dataset source, int[] along, double[] biasV, double[] reversalV, int[] index, bool isRising)
    {
        (Source, Along, BiasV, ReversalV, PointIndex, IsRising) = (source, along, biasV, reversalV, index, isRising);
        var range = biasV.Length == 0 ? 0 : biasV.Max() - biasV.Min();
        List<double> levels = [];
        foreach (var v in reversalV.Order())
            if (levels.Count == 0 || v - levels[^1] > SameLevel * range)
                levels.Add(v);
        if (levels.Count < LeastLevels)
            throw new ArgumentException($"'{source.Name}' has {levels.Count} reversal biases on the {(isRising ? "rising" : "falling")} side{(levels.Count > 0 ? $" ({string.Join(", ", levels.Select(v => $"{v:g4} V"))})" : "")}; first-order reversal curves need at least {LeastLevels} that differ.", nameof(source));
        ReversalsV = [.. levels];
        Level = [.. reversalV.Select(v => NearestLevel(levels, v))];
        BiasStepV = Median(Enumerable.Range(1, Math.Max(0, biasV.Length - 1)).Where(i => reversalV[i] == reversalV[i - 1]).Select(i => Math.Abs(biasV[i] - biasV[i - 1])).Where(s => s > 0));
        ReversalStepV = Median(levels.Skip(1).Zip(levels, (b, a) => b - a));
        AxisV = Axis(biasV, BiasStepV);
    }

    /// <summary>The data.</summary>
    public Dataset Source { get; }

    /// <summary>True for curves with rising bias after saturation at high bias, false for the mirrored family.</summary>
    public bool IsRising { get; }

    /// <summary>Distinct reversal biases, ascending, V.</summary>
    public IReadOnlyList<double> ReversalsV { get; }

    /// <summary>Common bias axis of the family, ascending, V: the biases measured when the branches share them, else an even one.</summary>
    public IReadOnlyList<double> AxisV { get; }

    /// <summary>[point]: bias, V.</summary>
    public IReadOnlyList<double> BiasV { get; }

    /// <summary>[point]: reversal bias of the branch it lies on, V.</summary>
    public IReadOnlyList<double> ReversalV { get; }

    /// <summary>[point]: index of its level in <see cref="ReversalsV"/>.</summary>
    internal int[] Level { get; }

    /// <summary>[point]: index among the samples of a curve of <see cref="CurveReader"/> along <see cref="Along"/>.</summary>
    internal int[] PointIndex { get; }

    /// <summary>Indices of the dimensions the family lies along.</summary>
    internal int[] Along { get; }

    /// <summary>Median bias step along a branch, V.</summary>
    internal double BiasStepV { get; }

    /// <summary>Median distance of levels, V.</summary>
    internal double ReversalStepV { get; }

    /// <summary>
    /// Finds the family in a dataset: over a reversal dimension × a bias dimension (points before the reversal bias are not part of a branch),
    /// or along one bias waveform that is split at its turning points.
    /// </summary>
    /// <exception cref="ArgumentException">The dimensions do not fit, the data are complex, or there are fewer than three reversal biases.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static ForcFamily Of(Dataset source, ForcOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        options.Check();
        var reversal = options.ReversalDimension is { } name ? AxisChoice.Named(source, name) : AxisChoice.Matching(source, "forc", "reversal");
        var bias = AxisChoice.Bias(source, options.BiasDimension, reversal, "first-order reversal curves");
        return reversal < 0 ? OfWaveform(source, bias, options) : OfGrid(source, reversal, bias, options);
    }

    private static ForcFamily OfWaveform(Dataset source, int bias, ForcOptions options)
    {
        var values = source.Dimensions[bias].Values;
        var branches = ForcWaveform.Reversals(values, options.Side);
        int[] index = [.. branches.SelectMany(b => Enumerable.Range(b.First, b.Count))];
        return new(source, [bias], [.. index.Select(i => values[i])], [.. branches.SelectMany(b => Enumerable.Repeat(b.ReversalV, b.Count))], index,
            branches.Count == 0 || branches[0].IsRising);
    }

    private static ForcFamily OfGrid(Dataset source, int reversal, int bias, ForcOptions options)
    {
        var axis = source.Dimensions[reversal];
        if (options.ReversalsV is { } given && given.Count != axis.Length)
            throw new ArgumentException($"{axis.Name} has {axis.Length} steps; that many reversal biases are needed, got {given.Count}.", nameof(options));
        if (options.ReversalsV is null && !BiasAxis.Is(axis))
            throw new ArgumentException($"{axis} says which reversal curve, not at which bias it turns. Give the bias of each in ReversalsV.", nameof(source));
        var reversals = options.ReversalsV ?? axis.Values;
        var biases = source.Dimensions[bias].Values;
        if (reversals.Concat(biases).Any(v => !double.IsFinite(v)))
            throw new ArgumentException($"'{source.Name}' has a bias that is not finite; reversal curves need one at every point.", nameof(source));
        // After a reversal at V_r the bias rises through V > V_r; which side is meant shows in where the biases lie.
        var above = reversals.Sum(r => biases.Count(v => v > r));
        var below = reversals.Sum(r => biases.Count(v => v < r));
        var isRising = options.Side == ForcSide.Rising || (options.Side == ForcSide.Widest && above >= below);
        List<(double V, double R, int Index)> points = [];
        for (var k = 0; k < reversals.Count; k++)
            for (var i = 0; i < biases.Length; i++)
                if (isRising ? biases[i] >= reversals[k] : biases[i] <= reversals[k])
                    points.Add((biases[i], reversals[k], k * biases.Length + i));
        return new(source, [reversal, bias], [.. points.Select(p => p.V)], [.. points.Select(p => p.R)], [.. points.Select(p => p.Index)], isRising);
    }

    private static int NearestLevel(List<double> levels, double v)
    {
        var found = levels.BinarySearch(v);
        if (found >= 0)
            return found;
        var next = ~found;
        return next == 0 ? 0 : next == levels.Count || v - levels[next - 1] <= levels[next] - v ? next - 1 : next;
    }

    private static double[] Axis(double[] biasV, double step)
    {
        if (biasV.Length == 0)
            return [];
        var (low, high) = (biasV.Min(), biasV.Max());
        var even = Math.Max(2, (int)Math.Round((high - low) / step) + 1);
        List<double> distinct = [];
        foreach (var v in biasV.Order())
            if (distinct.Count == 0 || v - distinct[^1] > SameLevel * (high - low))
                distinct.Add(v);
        return distinct.Count <= even ? [.. distinct] : Dimension.Linear(low, high, even);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
