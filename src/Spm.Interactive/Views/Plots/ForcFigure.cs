using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The pictures of <see cref="Plot.Forc"/> and <see cref="Plot.ForcCurves"/>.</summary>
internal static class ForcFigure
{
    /// <summary>What <see cref="ForcDensity"/> says of places without curves.</summary>
    private const string _outside = "outside the family of curves";

    /// <summary>Whether an analysis found a density over two biases.</summary>
    public static bool IsDensity(DerivedResult result) => result.Dimensions.Count >= 2 && DensityOf(result) is not null;

    /// <summary>The density of one family as a map and a panel.</summary>
    public static (ScalarMap Map, Panel Panel, string Description) Of(DerivedResult density, int index)
    {
        ArgumentNullException.ThrowIfNull(density);
        var quantity = DensityOf(density);
        if (quantity is null || density.Dimensions.Count < 2)
            throw new ArgumentException($"'{density.Name}' has {string.Join(", ", density.Quantities.Select(q => q.Symbol))} and no density over two biases. Give what ForcDensity.Of(data) or ForcDensity.CoerciveOf(data) found.", nameof(density));
        var (rows, columns) = (density.Dimensions[^2], density.Dimensions[^1]);
        var size = rows.Length * columns.Length;
        if (index < 0 || (long)(index + 1) * size > density.Count) throw new ArgumentOutOfRangeException(nameof(index), $"'{density.Name}' has {density.Count / size} families, 0 to {density.Count / size - 1}; got {index}.");
        var (values, reasons) = (new double[rows.Length, columns.Length], new string?[rows.Length, columns.Length]);
        for (var i = 0; i < size; i++) (values[i / columns.Length, i % columns.Length], reasons[i / columns.Length, i % columns.Length]) = (quantity.Values[index * size + i], density.Reasons[index * size + i]);
        var map = new ScalarMap(quantity.Name, quantity.Unit, columns, rows, values, reasons);
        var panel = MapColours.AroundZero(map, Cell.Whole);
        panel = panel with { Layers = [.. panel.Layers.Select(layer => layer is RasterLayer raster ? raster with { Blank = _outside } : layer)] };
        return (map, panel, Describe(map, quantity.StandardErrors, index * size));
    }

    public static IReadOnlyList<string> Notes(ScalarMap map, Panel panel)
    {
        var notes = MapPanel.Notes(map, panel.Raster!).Where(note => !note.StartsWith("Colours span", StringComparison.Ordinal)).ToList();
        if (MapSummary.Range(map) is var (least, greatest) && (least < panel.Raster!.Colours.Min || greatest > panel.Raster.Colours.Max))
            notes.Add(Minus.Typeset($"Colours end at 99 % of the magnitudes; values reach from {Quantity.Format(least, map.Unit)} to {Quantity.Format(greatest, map.Unit)}."));
        return notes;
    }

    /// <summary>The panel of the reversal curves.</summary>
    public static (Panel Panel, string Description) Curves(Dataset data, ForcOptions? options, int index, Cell cell, List<string> notes)
    {
        var curves = ForcReversalCurve.Of(data, options, index);
        var all = new CurveFamily([.. curves.Select(c => c.BiasV)], [.. curves.Select(c => c.Response)], [.. curves.Select(c => c.ReversalV)], ("Reversal bias", "V"));
        var family = all.Thinned(notes);
        var finite = curves.SelectMany(c => c.Response).Where(double.IsFinite).ToArray();
        var starts = new PointLayer("reversal", [.. curves.Select(c => c.BiasV[0])], [.. curves.Select(c => c.Response[0])], "#222222") { Radius = 1.7 };
        var panel = family.PanelOf(cell, Axis.Over("Bias", "V", curves.SelectMany(c => c.BiasV), 0.03), CurveRange.Of(data.Quantity, data.Unit, finite, notes), notes, starts);
        return (panel, $"{curves.Count:N0} first-order reversal curves of {data.Quantity}, {all.ParameterWords}: "
            + (finite.Length == 0 ? "no finite point." : $"from {Quantity.Format(finite.Min(), data.Unit)} to {Quantity.Format(finite.Max(), data.Unit)}."));
    }

    private static DerivedQuantity? DensityOf(DerivedResult result) => result.Quantities.FirstOrDefault(q => q.Symbol == "density");

    private static string Describe(ScalarMap map, double[]? errors, int first)
    {
        var columns = map.Horizontal.Length;
        var good = Enumerable.Range(0, map.Values.Length).Where(i => double.IsFinite(map.Values[i / columns, i % columns])).ToArray();
        var size = $"{map.Name} over {map.Horizontal.Quantity.ToLowerInvariant()} and {map.Vertical.Quantity.ToLowerInvariant()}, {map.Horizontal.Length} × {map.Vertical.Length}";
        if (good.Length == 0) return $"{size}: no value.";
        var top = good.MaxBy(i => map.Values[i / columns, i % columns]);
        var value = UncertainQuantity.Format(map.Values[top / columns, top % columns], errors?[first + top] ?? double.NaN, map.Unit);
        return $"{size}: greatest {value} at {map.Horizontal.Quantity.ToLowerInvariant()} {Quantity.Format(map.Horizontal.Values[top % columns], "V", 3)}, {map.Vertical.Quantity.ToLowerInvariant()} {Quantity.Format(map.Vertical.Values[top / columns], "V", 3)}; "
            + $"least {Quantity.Format(good.Min(i => map.Values[i / columns, i % columns]), map.Unit)}; {good.Length:N0} places with a value.";
    }
}
