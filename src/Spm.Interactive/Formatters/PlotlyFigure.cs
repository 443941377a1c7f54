using System.Text.Json.Nodes;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Formatters;

/// <summary>
/// The static picture of a Plotly figure. Drawn: scatter, bar, histogram, heatmap, contour (as heatmap), on one pair of linear or logarithmic axes.
/// Anything else gives a picture that says what only the interactive view can show. Source of the attributes: Plotly figure reference 2.28.
/// </summary>
public static class PlotlyFigure
{
    private const int _width = 640, _height = 420;

    /// <summary>Converts a figure.</summary>
    /// <param name="json">The figure: <c>data</c> and <c>layout</c>.</param>
    public static Figure Of(JsonObject json)
    {
        var layout = json["layout"] as JsonObject ?? [];
        var traces = (json["data"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        var title = PlotlyTrace.Text(layout["title"]);
        var unsupported = traces.Select(Obstacle).OfType<string>().Distinct().ToArray();
        if (unsupported.Length > 0 || traces.Length == 0) return Message(title, unsupported);
        var (x, y) = (new PlotlyAxis(layout["xaxis"] as JsonObject), new PlotlyAxis(layout["yaxis"] as JsonObject));
        if (traces.FirstOrDefault(trace => Kind(trace) is "heatmap" or "contour") is { } map) return MapOf(title, map, x, y, layout);
        var layers = new List<Layer>();
        var opacity = Kind(traces[0]) == "histogram" && traces.Length > 1 ? 0.6 : 1;
        for (var i = 0; i < traces.Length; i++)
            layers.AddRange(PlotlyTrace.Layers(traces[i], x, y, Palette.Series[i % Palette.Series.Count], traces.Length > 1 ? i : null, opacity));
        var description = $"{(title.Length > 0 ? title + ": " : "")}chart with {traces.Length} {(traces.Length == 1 ? "trace" : "traces")} ({string.Join(", ", traces.Select((trace, i) => PlotlyTrace.Describe(trace, i, layers)))})";
        return new(title, Size(layout, "width", _width), Size(layout, "height", _height), [new(Cell.Whole, x.Over(layers, horizontal: true), y.Over(layers, horizontal: false), layers) { XCategories = x.Categories }], description);
    }

    private static string Kind(JsonObject trace) => trace["type"]?.GetValue<string>() ?? "scatter";

    /// <summary>Why a trace cannot be drawn, or null.</summary>
    private static string? Obstacle(JsonObject trace) => Kind(trace) is not ("scatter" or "scattergl" or "bar" or "histogram" or "heatmap" or "contour") ? $"{Kind(trace)} traces"
        : trace["xaxis"]?.GetValue<string>() is not (null or "x") || trace["yaxis"]?.GetValue<string>() is not (null or "y") ? "subplots"
        : trace["orientation"]?.GetValue<string>() == "h" ? $"horizontal {Kind(trace)} traces"
        : null;

    private static Figure Message(string title, string[] unsupported)
    {
        var words = unsupported.Length > 0 ? $"{string.Join(" and ", unsupported)}: open the interactive view" : "the chart has no traces";
        return new(title, _width, 160, [new(Cell.Whole, new("", "", 0, 1), new("", "", 0, 1), [new MessageLayer(words)]) { XCategories = [] }], $"{(title.Length > 0 ? title + ": " : "")}{words}");
    }

    private static Figure MapOf(string title, JsonObject trace, PlotlyAxis x, PlotlyAxis y, JsonObject layout)
    {
        var map = PlotlyTrace.Map(trace, x, y);
        var figure = ScalarMapFormatter.FigureOf(map with { Name = title.Length > 0 ? title : map.Name });
        return figure with { Title = title, Width = Size(layout, "width", _width), Height = Size(layout, "height", _height) };
    }

    private static int Size(JsonObject layout, string name, int otherwise) =>
        layout[name] is JsonValue value && value.TryGetValue(out double pixels) && pixels is >= 80 and <= 4000 ? (int)pixels : otherwise;
}
