using System.Text.Json.Nodes;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>HTML of an explorer: the static picture, a hint, the table of the selected pixel, and what the browser needs to do the rest.</summary>
internal static class ExplorerHtml
{
    private const string _hint = "Click a pixel, or use the arrow keys (with Shift ten pixels), to see its curve; p pins it, Shift and drag takes the mean of a region, Escape clears.";

    /// <summary>What stands there until a script says the above.</summary>
    private const string _stillHint = "Where scripts may run, in a trusted notebook or an exported page, a click in the map shows the curve of that pixel.";

    /// <summary>An explorer; <paramref name="live"/> is the channel on which the script may ask the kernel, or null.</summary>
    public static string Of(FigureLayout layout, string svg, ExplorerPayload payload, (int Row, int Column) selected, string table, object owner, ScriptOnce once, string? live = null) =>
        FigureHtml.Wrap($"<div data-spm-stage=\"1\" aria-label=\"{SvgWriter.Encode(_hint)}\" style=\"position:relative;display:inline-block;max-width:100%\">{FigureHtml.Picture(layout.Figure, svg)}</div>"
            + $"<div data-spm-hint=\"1\" style=\"opacity:.75;font-size:12px\">{_stillHint}</div><div data-spm-table=\"1\">{table}</div>", Data(layout, payload, selected, live), owner, once);

    /// <summary>Geometry and curves. What the explorer's part holds already is taken out of the geometry.</summary>
    private static JsonObject Data(FigureLayout layout, ExplorerPayload payload, (int Row, int Column) selected, string? live)
    {
        var data = FigurePayload.Of(layout);
        (data["kind"], data["height"]) = ("explorer", layout.Figure.Height);
        data["units"] = UnitTable.Of(layout.Figure.Panels.SelectMany(panel => new[] { panel.X.Unit, panel.Y.Unit, panel.Raster?.Colours.Unit ?? "" }).Concat(payload.Units));
        var parts = CurvePanels.Parts(payload.Curves.Source.IsComplex, payload.Curves.Result is not null);
        foreach (var (i, panel) in data["panels"]!.AsArray().OfType<JsonObject>().Index())
        {
            panel.Remove("series");
            if (!panel.Remove("map")) panel["part"] = parts[i - 1];
        }
        (data["rows"], data["columns"]) = (payload.Curves.Vertical.Length, payload.Curves.Horizontal.Length);
        if (live is not null) data["live"] = live;
        data["explorer"] = payload.ToJson(selected);
        return data;
    }
}
