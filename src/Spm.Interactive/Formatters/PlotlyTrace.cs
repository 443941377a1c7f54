using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Formatters;

/// <summary>One Plotly trace as layers of a <see cref="Figure"/>.</summary>
internal static partial class PlotlyTrace
{
    private const double _barWidth = 0.8;
    private const int _markersUpTo = 20, _mostBins = 200;

    public static IEnumerable<Layer> Layers(JsonObject trace, PlotlyAxis xAxis, PlotlyAxis yAxis, string colour, int? index, double opacity)
    {
        var name = index is null ? "" : trace["name"]?.GetValue<string>() ?? $"trace {index}";
        colour = Colour(trace["marker"]?["color"]) ?? Colour(trace["line"]?["color"]) ?? colour;
        var kind = trace["type"]?.GetValue<string>() ?? "scatter";
        var (x, y) = (xAxis.Numbers(trace["x"]), yAxis.Numbers(trace["y"]));
        if (kind == "histogram") return [Histogram(name, x ?? y ?? [], trace, colour, opacity)];
        y ??= [];
        x ??= [.. Enumerable.Range(0, y.Length).Select(i => (double)i)];
        if (kind == "bar") return Bars(name, x, y, colour);
        var mode = trace["mode"]?.GetValue<string>() ?? (y.Length < _markersUpTo ? "lines+markers" : "lines");
        var layers = new List<Layer>();
        if (mode.Contains("lines", StringComparison.Ordinal)) layers.Add(new LineLayer(name, x, y, colour) { IsDashed = trace["line"]?["dash"]?.GetValue<string>() is not (null or "solid") });
        if (mode.Contains("markers", StringComparison.Ordinal)) layers.Add(new PointLayer(layers.Count > 0 ? "" : name, x, y, colour));
        return layers;
    }

    /// <summary>Heatmap or contour as a map over evenly spaced axes.</summary>
    public static ScalarMap Map(JsonObject trace, PlotlyAxis xAxis, PlotlyAxis yAxis)
    {
        var rows = (trace["z"] as JsonArray ?? []).OfType<JsonArray>().Select(row => new PlotlyAxis(null).Numbers(row)!).ToArray();
        var columns = rows.Select(row => row.Length).DefaultIfEmpty(0).Max();
        if (columns == 0) (rows, columns) = ([[double.NaN]], 1);
        var values = new double[rows.Length, columns];
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < columns; column++)
                values[row, column] = column < rows[row].Length ? rows[row][column] : double.NaN;
        return new(Text(trace["colorbar"]?["title"]) is { Length: > 0 } title ? title : trace["name"]?.GetValue<string>() ?? "", "",
            Along("x", xAxis, trace["x"], columns), Along("y", yAxis, trace["y"], rows.Length), values, new string?[rows.Length, columns]);
    }

    /// <summary>What a trace holds, in numbers.</summary>
    public static string Describe(JsonObject trace, int index, IReadOnlyList<Layer> layers)
    {
        var kind = trace["type"]?.GetValue<string>() ?? "scatter";
        var count = ((trace["y"] ?? trace["x"]) as JsonArray)?.Count ?? 0;
        var name = trace["name"]?.GetValue<string>();
        return $"{kind} {(name is null ? "" : $"«{name}» ")}of {count} points{(layers.Count > index && layers[index] is BarLayer && kind == "histogram" ? $" in {((BarLayer)layers[index]).Heights.Length} bins" : "")}";
    }

    /// <summary>A title: text, or an object with text.</summary>
    public static string Text(JsonNode? title) => title switch
    {
        JsonValue value when value.TryGetValue(out string? text) => Tag().Replace(text, ""),
        JsonObject inner => Text(inner["text"]),
        _ => "",
    };

    private static Dimension Along(string name, PlotlyAxis axis, JsonNode? given, int count)
    {
        var values = axis.Numbers(given);
        // Contours and heatmaps may give pixel edges, one more than there are pixels.
        if (values?.Length == count + 1) values = [.. Enumerable.Range(0, count).Select(i => (values[i] + values[i + 1]) / 2)];
        return new(axis.Title, axis.Title.Length > 0 ? axis.Title : name, "", DimensionKind.Spectroscopic, values?.Length == count ? values : Dimension.Linear(0, count - 1, count));
    }

    private static IEnumerable<Layer> Bars(string name, double[] x, double[] y, string colour)
    {
        var pitch = x.Where(double.IsFinite).Order().Distinct().ToArray() is { Length: > 1 } places ? places.Zip(places.Skip(1), (a, b) => b - a).Min() : 1;
        var bars = x.Zip(y).Where(bar => double.IsFinite(bar.First)).OrderBy(bar => bar.First).ToArray();
        return bars.Length == 0 ? [] : [BarLayer.Separate(name, [.. bars.Select(bar => bar.First)], [.. bars.Select(bar => bar.Second)], _barWidth * pitch, colour)];
    }

    /// <summary>Bins of a round width: the one asked for, or about 2·IQR·n^(−1/3) (Freedman and Diaconis 1981).</summary>
    private static BarLayer Histogram(string name, double[] values, JsonObject trace, string colour, double opacity)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0) return new(name, [0, 1], [0], colour);
        var span = sorted[^1] - sorted[0];
        var wanted = trace["nbinsx"] is JsonValue bins && bins.TryGetValue(out int asked) && asked > 0 ? span / asked
            : trace["xbins"]?["size"] is JsonValue size && size.TryGetValue(out double width) && width > 0 ? width
            : 2 * (Views.Quantiles.Of(sorted, 0.75) - Views.Quantiles.Of(sorted, 0.25)) / Math.Cbrt(sorted.Length);
        if (!(wanted > 0)) wanted = span > 0 ? span / 10 : 1;
        wanted = Math.Max(wanted, span / _mostBins);
        var ticks = NiceTicks.Between(sorted[0], sorted[0] + Math.Max(span, 2 * wanted), 1, (int)Math.Ceiling(Math.Max(span, 2 * wanted) / wanted));
        var step = ticks.Count > 1 ? ticks[1].Value - ticks[0].Value : wanted;
        var first = Math.Floor(sorted[0] / step) * step;
        var heights = new double[(int)((sorted[^1] - first) / step) + 1];
        foreach (var value in sorted) heights[Math.Clamp((int)((value - first) / step), 0, heights.Length - 1)]++;
        return new(name, [.. Enumerable.Range(0, heights.Length + 1).Select(i => first + i * step)], heights, colour) { Opacity = opacity };
    }

    /// <summary>A colour as a word, hexadecimal or rgb(); anything else, such as one number per point, is left to the palette.</summary>
    private static string? Colour(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? colour) && ColourText().IsMatch(colour) ? colour : null;

    [GeneratedRegex(@"^(#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20}|rgba?\([0-9., %]+\))$")]
    private static partial Regex ColourText();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
