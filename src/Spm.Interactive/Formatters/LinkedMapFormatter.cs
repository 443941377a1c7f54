using System.Text.Json.Nodes;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A map beside the loop of the selected pixel; works in a saved file with no kernel.</summary>
public static class LinkedMapFormatter
{
    private const string _hint = "Click a pixel to see its curve; then the arrow keys go from pixel to pixel.";

    /// <summary>Formats a linked map.</summary>
    /// <param name="view">The map and its curves.</param>
    /// <param name="once">Decides whether the script travels with it.</param>
    /// <param name="isLive">Whether it is shown in a notebook, where it may ask the kernel for what is not embedded; not in a file.</param>
    public static MimeBundle Format(LinkedMapView view, ScriptOnce once, bool isLive = false)
    {
        var curves = new FitCurves(view.Result);
        var payload = new LinkedMapPayload(view, curves);
        var (row, column) = payload.Selected;
        var figure = LinkedMapFigure.Of(view, (row, column), curves, payload.Notes);
        var layout = FigureLayout.Of(figure);
        var svg = SvgRenderer.Render(layout);
        var table = LoopViewFormatter.ParameterTable(view.Result, view.Grid.FitAt(row, column));
        var data = Data(layout, payload);
        if (isLive && payload.IsThinned && view.Live?.Show() is { } channel) data["live"] = channel;
        var html = FigureHtml.Wrap($"<div data-spm-stage=\"1\" aria-label=\"{SvgWriter.Encode(_hint)}\" style=\"position:relative;display:inline-block;max-width:100%\">{FigureHtml.Picture(layout.Figure, svg)}</div>"
            + $"<div style=\"opacity:.75;font-size:12px\">{_hint}</div>{table.ToHtml()}", data, view, once);
        var map = view.Maps[0];
        return new MimeBundle($"{MapSummary.Sentence(map)}\n{MapSummary.TextPicture(map)}\n{figure.Panels[1].Title}\n{table.ToText()}").With(MimeTypes.Html, html).With(MimeTypes.Svg, svg);
    }

    /// <summary>Geometry and curves. What the curve part holds already is taken out of the geometry part.</summary>
    private static JsonObject Data(FigureLayout layout, LinkedMapPayload payload)
    {
        var data = FigurePayload.Of(layout);
        data["kind"] = "linked";
        foreach (var panel in data["panels"]!.AsArray().OfType<JsonObject>())
        {
            panel["series"] = new JsonArray();
            if (panel.ContainsKey("map")) panel["map"] = true;
        }
        data["linked"] = payload.ToJson();
        return data;
    }
}
