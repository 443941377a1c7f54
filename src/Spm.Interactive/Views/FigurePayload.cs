using System.Text.Json.Nodes;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>What the browser script needs to know about a figure: where the axes are, what lies under the pointer.</summary>
internal static class FigurePayload
{
    private const int _maxSide = 256, _maxPoints = 20_000, _maxWords = 4096;

    public static JsonObject Of(FigureLayout layout)
    {
        var units = layout.Figure.Panels.SelectMany(panel => new[] { panel.X.Unit, panel.Y.Unit, panel.Raster?.Colours.Unit ?? "" });
        return new()
        {
            ["kind"] = "figure",
            ["width"] = layout.Figure.Width,
            ["units"] = UnitTable.Of(units),
            ["panels"] = new JsonArray([.. layout.Panels.Select(Panel)]),
        };
    }

    /// <summary>Values and reasons of a map, row 0 at the top.</summary>
    public static JsonObject Raster(MapRaster raster)
    {
        var json = Reasons(raster);
        (json["columns"], json["rows"], json["values"]) = (raster.Columns, raster.Rows, Packing.Float24(raster.Values));
        return json;
    }

    /// <summary>The distinct reasons, the first of which means good, and which one each pixel has; nothing where all are good.</summary>
    public static JsonObject Reasons(MapRaster raster)
    {
        // At most 255 reasons: those beyond share the last one, so that no bad pixel passes for good.
        List<string> reasons = ["", .. raster.Reasons.OfType<string>().Distinct(StringComparer.Ordinal).Take(byte.MaxValue)];
        var index = reasons.Select((reason, i) => (reason, i)).ToDictionary(pair => pair.reason, pair => (byte)pair.i, StringComparer.Ordinal);
        return new()
        {
            ["reasons"] = new JsonArray([.. reasons.Select(reason => (JsonNode)reason)]),
            ["reason"] = reasons.Count == 1 ? "" : Convert.ToBase64String([.. raster.Reasons.Select(reason => reason is null ? (byte)0 : index.GetValueOrDefault(reason, (byte)(reasons.Count - 1)))]),
        };
    }

    public static JsonObject Axis(Axis axis)
    {
        var json = new JsonObject { ["quantity"] = axis.Quantity, ["unit"] = axis.Unit, ["min"] = axis.Min, ["max"] = axis.Max, ["cyclic"] = axis.IsCyclic };
        if (axis.IsLogarithmic) json["log"] = true;
        // The browser knows rising axes only: a row that is counted from the top is a word to it.
        if (axis.IsReversed && axis.Max + axis.Min < _maxWords) json["words"] = new JsonArray([.. Enumerable.Range(0, (int)Math.Round(axis.Max + axis.Min) + 1).Select(k => (JsonNode)$"{axis.Quantity} {Math.Round(axis.Max + axis.Min) - k}")]);
        else if (axis.IsReversed) json["quantity"] = $"{axis.Quantity} from below";
        if (axis.Categories is { } words) json["words"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        return json;
    }

    private static JsonNode Panel(PanelLayout layout)
    {
        var panel = new JsonObject
        {
            ["slot"] = Box(layout.Slot),
            ["box"] = Box(layout.Plot),
            ["x"] = Axis(layout.Panel.X),
            ["y"] = Axis(layout.Panel.Y),
            ["series"] = new JsonArray([.. Curves(layout.Panel).Select(Series).OfType<JsonNode>()]),
        };
        if (layout.Panel.Raster is { } layer)
        {
            panel["map"] = Raster(layer.Raster.ReducedTo(_maxSide));
            panel["colours"] = Axis(layer.Colours);
            panel["bar"] = Box(layout.ColourBar!.Value);
        }
        return panel;
    }

    /// <summary>What lies under the pointer; the edges of a surface's box are no curves.</summary>
    private static IEnumerable<Layer> Curves(Panel panel) => panel.IsBare ? [] : panel.Layers.Where(layer => layer.Label.Length > 0 || layer is LineLayer);

    private static JsonObject? Series(Layer layer) => layer switch
    {
        LineLayer line => Points(line.Label, line.X, line.Y),
        PointLayer points => Points(points.Label, points.X, points.Y),
        BarLayer bars => Points(bars.Label, [.. bars.Heights.Select((_, i) => (bars.Edges[i] + bars.Edges[i + 1]) / 2)], bars.Heights),
        _ => null,
    };

    private static JsonObject? Points(string label, double[] x, double[] y) => x.Length > _maxPoints ? null
        : new() { ["label"] = label, ["x"] = Packing.Float32(x), ["y"] = Packing.Float32(y) };

    private static JsonArray Box(Box box) => new(Math.Round(box.X, 2), Math.Round(box.Y, 2), Math.Round(box.Width, 2), Math.Round(box.Height, 2));
}
