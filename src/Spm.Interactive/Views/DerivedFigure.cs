using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;

namespace Spm.Interactive.Views;

/// <summary>
/// A first picture of what an analysis found: a FORC density and contact Kelvin probe data as <see cref="Plot"/> draws them, other quantities as maps over two spatial
/// dimensions or else along the longest dimension with their standard errors.
/// </summary>
internal static class DerivedFigure
{
    private const int _most = 3, _width = 640, _panelHeight = 240;

    /// <summary>Quantities that number something: a colour or a curve of them says little.</summary>
    private static readonly string[] Labels = ["law"];

    /// <summary>The picture; null where a table says all: single values, or nothing found.</summary>
    public static Figure? Of(DerivedResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (ForcFigure.IsDensity(result)) return OfPlace(result, result.Dimensions[^2].Length * result.Dimensions[^1].Length, nameof(Plot.Forc), place => Plot.Forc(result, place));
        if (CkpfmMatrix.WriteOf(result) is { } write) return OfPlace(result, write.Length, nameof(Plot.Ckpfm), place => Plot.Ckpfm(result, place));
        DerivedQuantity[] shown = [.. result.Quantities.Where(q => !Labels.Contains(q.Symbol) && q.Values.Any(double.IsFinite)).Take(_most)];
        if (shown.Length == 0) return null;
        return result.Dimensions.Count(d => d.Kind == DimensionKind.Spatial && d.Length > 1) == 2 ? Maps(result, shown) : Curves(result, shown);
    }

    /// <summary>Relaxations: maps where there are, else the first curve that has a law.</summary>
    public static Figure Of(RelaxationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var derived = result.Derived;
        if (derived.Count > 1 && Of(derived) is { } figure) return figure;
        return Plot.Relaxation(result, Math.Max(0, Array.FindIndex(derived["law"].Values, double.IsFinite)));
    }

    /// <summary>What one place shows, the middle one of several.</summary>
    private static Figure OfPlace(DerivedResult result, int valuesPerPlace, string verb, Func<int, Figure> draw)
    {
        var (places, place) = (result.Count / valuesPerPlace, result.Count / valuesPerPlace / 2);
        var figure = draw(place);
        return places == 1 ? figure : figure with { Notes = [$"Place {place:N0} of {places:N0}, counted from 0; another: {nameof(Plot)}.{verb}(result, 0).", .. figure.Notes] };
    }

    private static Figure Maps(DerivedResult result, DerivedQuantity[] shown)
    {
        var figure = ImagesFormatter.FigureOf(new(result.Name, [.. shown.Select(q => result.MapOf(q.Symbol))]));
        var others = result.Dimensions.Where(d => d.Kind != DimensionKind.Spatial && d.Length > 1).ToArray();
        return others.Length == 0 ? figure : figure with { Notes = [$"Over {string.Join(" and ", others.Select(d => $"{d.Quantity} ({d.Length:N0})"))} there is more; the maps show one value of each. Another: result.MapOf(\"{shown[0].Symbol}\", slice).", .. figure.Notes] };
    }

    private static Figure? Curves(DerivedResult result, DerivedQuantity[] shown)
    {
        if (result.Dimensions.Count == 0 || result.Dimensions.MaxBy(d => d.Length) is not { Length: > 1 } along) return null;
        var stride = result.Dimensions.SkipWhile(d => d != along).Skip(1).Aggregate(1, (product, d) => product * d.Length);
        // The middle of all other dimensions, as the values lie: what is before counts blocks, what is behind counts within one.
        var first = result.Count / (along.Length * stride) / 2 * along.Length * stride + stride / 2;
        double[] Row(double[]? values) => [.. Enumerable.Range(0, along.Length).Select(i => values?[first + i * stride] ?? double.NaN)];
        var panels = shown.Select((q, k) => PanelOf(q, along, Row(q.Values), Row(q.StandardErrors), new(0, (double)k / shown.Length, 1, 1.0 / shown.Length))).ToArray();
        var words = string.Join("; ", shown.Select(q => $"{q.Name} {Words(Row(q.Values), q.Unit)}"));
        var notes = result.Count == along.Length ? Array.Empty<string>() : [$"One of {result.Count / along.Length:N0} curves, from the middle of the other dimensions."];
        return new(result.Name, _width, _panelHeight * shown.Length + 40, panels, $"{result.Name} along {along.Quantity.ToLowerInvariant()}, {along.Length:N0} values: {words}.") { Notes = notes };
    }

    private static Panel PanelOf(DerivedQuantity quantity, Dimension along, double[] values, double[] errors, Cell cell)
    {
        int[] known = [.. Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i]))];
        double[] x = [.. known.Select(i => along.Values[i])], y = [.. known.Select(i => values[i])], sorted = [.. y.Order()];
        List<Layer> layers = [new LineLayer("", x, y, Palette.Blue) { StrokeWidth = 0.8 }, new PointLayer(errors.Any(double.IsFinite) ? "± standard error" : "", x, y, Palette.Blue) { Errors = [.. known.Select(i => errors[i])] }];
        if (known.Length == 0) layers.Add(new MessageLayer("no value along this curve"));
        // One wild value must not flatten all others: beyond the middle 98 % they are arrows at the edge.
        double[] middle = sorted.Length == 0 ? [] : [Quantiles.Of(sorted, 0.01), Quantiles.Of(sorted, 0.99)];
        return new(cell, Axis.Over(along.Quantity, along.Unit, along.Values, 0.03), Axis.Over(quantity.Symbol, quantity.Unit, middle, 0.15), layers) { Title = quantity.Name };
    }

    private static string Words(double[] values, string unit) => values.Where(double.IsFinite).ToArray() is { Length: > 0 } finite
        ? $"from {Quantity.Format(finite.Min(), unit)} to {Quantity.Format(finite.Max(), unit)}" : "has no value";
}
