using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _componentWidth = 310, _componentHeight = 480, _componentsPerRow = 4, _mostComponents = 12, _screeHeight = 240, _mostScree = 50;
    private const double _mapShare = 0.54;

    /// <summary>
    /// Components of an unmixing (PCA, NMF): the map of each with its endmember (loading) below. Maps with values below 0 get colours around 0, others rising ones, all maps alike.
    /// </summary>
    /// <param name="maps">Score or abundance of each component over the scan.</param>
    /// <param name="endmembers">[component][point], one for each map.</param>
    /// <param name="x">Abscissa of the endmembers.</param>
    /// <param name="quantity">What is on the abscissa, such as <c>Bias</c>.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="explained">Fraction of the variance that each component explains, 0 to 1, those that have no map too; null when not known.</param>
    /// <param name="hasScree">Whether to draw <paramref name="explained"/> against the component, on a logarithmic axis.</param>
    /// <param name="endmemberQuantity">What the endmembers are.</param>
    /// <param name="endmemberUnit">Their unit.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">Lengths disagree, there is no component, or the fractions are not 0 to 1 or too few.</exception>
    public static Figure Components(IReadOnlyList<ScalarMap> maps, double[][] endmembers, double[] x, string quantity = "", string unit = "", double[]? explained = null, bool hasScree = false, string endmemberQuantity = "Loading", string endmemberUnit = "", string title = "")
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(endmembers);
        ArgumentNullException.ThrowIfNull(x);
        SameLength.Require("An endmember belongs to each map", ("maps", maps.Count), ("endmembers", endmembers.Length));
        foreach (var spectrum in endmembers) SameLength.Require("An endmember has one value for each x", ("x", x.Length), ("endmember", spectrum.Length));
        RequireFractions(explained, maps.Count, hasScree);
        var shown = Math.Min(maps.Count, _mostComponents);
        var (columns, rows) = (Math.Min(shown, _componentsPerRow), (shown + _componentsPerRow - 1) / _componentsPerRow);
        var screeShare = hasScree ? (double)_screeHeight / (_screeHeight + rows * _componentHeight) : 0;
        var (cellWidth, cellHeight) = (1.0 / columns, (1 - screeShare) / rows);
        var isSigned = maps.Any(map => MapSummary.Range(map).Least < 0);
        var panels = new List<Panel>();
        for (var k = 0; k < shown; k++)
        {
            var cell = new Cell(k % columns * cellWidth, k / columns * cellHeight, cellWidth, cellHeight * _mapShare);
            var map = maps[k] with { Name = maps[k].Name.Length > 0 ? maps[k].Name : "Score" };
            var panel = isSigned ? MapColours.AroundZero(map, cell) : MapPanel.Of(map, cell);
            panels.Add(panel with { Title = $"component {k + 1}{(explained is null ? "" : $" · {Percent(explained[k])}")}" });
            panels.Add(Endmember(endmembers[k], x, new(quantity, unit, 0, 1), new(endmemberQuantity, endmemberUnit, 0, 1), cell with { Top = cell.Top + cell.Height, Height = cellHeight * (1 - _mapShare) }));
        }
        if (hasScree) panels.Add(Scree(explained!, maps.Count, new(0, 1 - screeShare, 1, screeShare)));
        List<string> notes = maps.Count > shown ? [$"The first {shown} of {maps.Count} components are drawn."] : [];
        return new(title, Math.Max(columns * _componentWidth, 420), rows * _componentHeight + (hasScree ? _screeHeight : 0), panels, Describe(maps, endmembers, x, explained, quantity, unit)) { Notes = notes };
    }

    private static Panel Endmember(double[] y, double[] x, Axis across, Axis up, Cell cell)
    {
        var thin = ThinnedCurve.Of(x, y);
        var axis = Axis.Over(up.Quantity, up.Unit, y);
        List<Layer> layers = axis.Min < 0 && axis.Max > 0 ? [new LineLayer("", [x.Where(double.IsFinite).DefaultIfEmpty(0).Min(), x.Where(double.IsFinite).DefaultIfEmpty(1).Max()], [0, 0], Palette.Grey) { StrokeWidth = 0.8 }] : [];
        layers.Add(new LineLayer("", thin.X, thin.Y, Palette.Blue) { StrokeWidth = 1.4 });
        if (!y.Any(double.IsFinite)) layers.Add(new MessageLayer("no finite value"));
        return new(cell, Axis.Over(across.Quantity, across.Unit, x, 0.02), axis, layers);
    }

    /// <summary>Explained variance against the number of the component; those that have a map are filled.</summary>
    private static Panel Scree(double[] explained, int mapped, Cell cell)
    {
        var count = Math.Min(explained.Length, _mostScree);
        double[] numbers = [.. Enumerable.Range(1, count).Select(i => (double)i)], shown = explained[..count];
        var split = Math.Min(mapped, count);
        List<Layer> layers =
        [
            new LineLayer("", numbers, shown, Palette.Grey) { StrokeWidth = 1 },
            new PointLayer("mapped", numbers[..split], shown[..split], Palette.Blue) { Radius = 3.4 },
        ];
        if (count > split) layers.Add(new PointLayer("not mapped", numbers[split..], shown[split..], Palette.Grey, Marker.Ring));
        return new(cell, Axis.Over("Component", "", numbers, 0.03), Axis.OverLogarithm("Explained variance", "", shown), layers)
        {
            Title = $"scree: {(explained.Length > count ? $"first {count} of {explained.Length:N0}" : $"{count} components")}, the mapped ones explain {Percent(explained[..Math.Min(mapped, explained.Length)].Sum())}",
        };
    }

    private static void RequireFractions(double[]? explained, int maps, bool hasScree)
    {
        if (explained is null)
        {
            if (hasScree) throw new ArgumentException("A scree plot shows the explained variance; give it: explained: [0.7, 0.2, 0.05].", nameof(explained));
            return;
        }
        const double Rounding = 1e-6;
        if (explained.Length < maps) throw new ArgumentException($"The explained variance has {explained.Length} fractions for {maps} maps; one belongs to each, more may follow.", nameof(explained));
        if (explained.Any(f => !(f >= -Rounding)) || explained.Sum() > 1 + Rounding)
            throw new ArgumentException($"The explained variance is in fractions of the whole, 0 to 1 together, such as 0.7, 0.2; got {string.Join(", ", explained.Take(4).Select(f => $"{f:G3}"))}… with sum {explained.Sum():G4}. Of singular values s it is s²/Σs².", nameof(explained));
    }

    private static string Percent(double fraction) => fraction >= 0.0995 ? $"{100 * fraction:F1} %" : $"{100 * fraction:G2} %";

    private static string Describe(IReadOnlyList<ScalarMap> maps, double[][] endmembers, double[] x, double[]? explained, string quantity, string unit)
    {
        var each = maps.Take(_mostComponents).Select((map, k) =>
        {
            var (least, greatest) = MapSummary.Range(map);
            var peak = Enumerable.Range(0, x.Length).Where(i => double.IsFinite(endmembers[k][i])).OrderByDescending(i => Math.Abs(endmembers[k][i])).Select(i => (int?)i).FirstOrDefault();
            return $"component {k + 1}{(explained is null ? "" : $" explains {Percent(explained[k])}")}, scores {Quantity.Format(least, map.Unit, 3)} to {Quantity.Format(greatest, map.Unit, 3)}"
                + (peak is { } at ? $", endmember strongest at {(quantity.Length > 0 ? quantity + " " : "")}{Quantity.Format(x[at], unit, 3)}" : "");
        });
        return $"{maps.Count} components: {string.Join("; ", each)}.";
    }
}
