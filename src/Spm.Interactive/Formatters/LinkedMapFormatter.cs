using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A map beside the loop of the selected pixel; works in a saved file with no kernel.</summary>
public static class LinkedMapFormatter
{
    /// <summary>The picture of a linked map without what is said of embedded curves: it has the measured ones.</summary>
    public static Figure FigureOf(LinkedMapView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var curves = new FitCurves(view.Result);
        var payload = new ExplorerPayload(view, new FittedCurves(view, curves));
        return ExplorerFigure.Of(view, payload.Nearest(view.Selected), curves, []);
    }

    /// <summary>Formats a linked map.</summary>
    /// <param name="view">The map and its curves.</param>
    /// <param name="once">Decides whether the script travels with it.</param>
    /// <param name="isLive">Whether it is shown in a notebook, where it may ask the kernel for what is not embedded; not in a file.</param>
    public static MimeBundle Format(LinkedMapView view, ScriptOnce once, bool isLive = false)
    {
        ArgumentNullException.ThrowIfNull(view);
        var curves = new FitCurves(view.Result);
        var payload = new ExplorerPayload(view, new FittedCurves(view, curves));
        var selected = payload.Nearest(view.Selected);
        var figure = ExplorerFigure.Of(view, selected, curves, payload.Notes);
        var layout = FigureLayout.Of(figure);
        var svg = SvgRenderer.Render(layout);
        var picture = FigureBundle.StaticPicture(figure, svg);
        var table = LoopViewFormatter.ParameterTable(view.Result, view.Grid.FitAt(selected.Row, selected.Column));
        var map = view.Maps[0];
        return new MimeBundle($"{MapSummary.Sentence(map)}\n{MapSummary.TextPicture(map)}\n{figure.Panels[1].Title}\n{table.ToText()}")
            .With(MimeTypes.Html, ExplorerHtml.Of(layout, svg, payload, selected, table.ToHtml(), view, once, isLive && payload.IsThinned ? view.Live?.Show() : null)).With(picture);
    }
}
