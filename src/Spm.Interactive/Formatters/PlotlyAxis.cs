using System.Text.Json.Nodes;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Formatters;

/// <summary>One axis of a Plotly figure: title, logarithmic or not, and the words of a categorical axis in order of appearance.</summary>
internal sealed class PlotlyAxis(JsonObject? axis)
{
    private readonly List<string> _categories = [];

    public string Title { get; } = PlotlyTrace.Text(axis?["title"]);

    public bool IsLogarithmic { get; } = axis?["type"]?.GetValue<string>() == "log";

    /// <summary>Words at integer positions, or null when the axis has numbers.</summary>
    public IReadOnlyList<string>? Categories => _categories.Count > 0 ? _categories : null;

    /// <summary>Numbers of an attribute: as they are, their logarithm on a logarithmic axis, a word's place, NaN for null; null when there is none.</summary>
    public double[]? Numbers(JsonNode? values) => values is not JsonArray array ? null : [.. array.Select(Number)];

    /// <summary>The axis over all layers, with bars standing on zero.</summary>
    public Axis Over(IEnumerable<Layer> layers, bool horizontal)
    {
        var label = IsLogarithmic ? $"log₁₀ {Title}".TrimEnd() : Title;
        if (horizontal && Categories is not null) return new(label, "", -0.5, _categories.Count - 0.5);
        var bars = layers.OfType<BarLayer>().Any();
        var over = Axis.Over(label, "", layers.SelectMany(layer => layer switch
        {
            LineLayer line => horizontal ? line.X : line.Y,
            PointLayer points => horizontal ? points.X : points.Y,
            BarLayer bar => horizontal ? bar.Edges : bar.Heights.Append(0),
            _ => [],
        }));
        return bars && !horizontal ? over with { Min = over.Min < 0 && layers.OfType<BarLayer>().All(bar => bar.Heights.All(h => !(h < 0))) ? 0 : over.Min } : over;
    }

    private double Number(JsonNode? node)
    {
        if (node is not JsonValue value) return double.NaN;
        if (value.TryGetValue(out double number)) return IsLogarithmic ? Math.Log10(number) : number;
        if (!value.TryGetValue(out string? word)) return double.NaN;
        if (!_categories.Contains(word)) _categories.Add(word);
        return _categories.IndexOf(word);
    }
}
