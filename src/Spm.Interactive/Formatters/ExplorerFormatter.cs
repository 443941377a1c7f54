using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>Data that were swept at each position: a map of one point of the sweep beside the curve of the selected pixel; works in a saved file with no kernel.</summary>
public static class ExplorerFormatter
{
    /// <summary>Formats an explorer.</summary>
    /// <param name="view">The data.</param>
    /// <param name="once">Decides whether the script travels with it.</param>
    /// <param name="isLive">Whether it is shown in a notebook, where it may ask the kernel for what is not embedded; not in a file.</param>
    public static MimeBundle Format(ExplorerView view, ScriptOnce once, bool isLive = false) => Format(view, view, once, isLive: isLive);

    /// <summary>The picture of an explorer without what is said of embedded curves: it has the measured ones.</summary>
    public static Figure FigureOf(ExplorerView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var payload = new ExplorerPayload(view);
        var figure = ExplorerFigure.Of(payload, Selected(payload));
        return figure with { Notes = [.. figure.Notes.Where(note => note != ExplorerPayload.PrecisionNote)] };
    }

    /// <summary>Formats an explorer that stands for <paramref name="owner"/>, with words around it.</summary>
    internal static MimeBundle Format(ExplorerView view, object owner, ScriptOnce once, string text = "", string before = "", string after = "", bool isLive = false)
    {
        ArgumentNullException.ThrowIfNull(view);
        var payload = new ExplorerPayload(view);
        var (map, selected) = (FirstMap(payload), Selected(payload));
        var figure = ExplorerFigure.Of(payload, selected);
        var layout = FigureLayout.Of(figure);
        var svg = SvgRenderer.Render(layout);
        var picture = FigureBundle.StaticPicture(figure, svg);
        var words = $"{MapSummary.Sentence(map with { Name = figure.Panels[0].Title })}\n{MapSummary.TextPicture(map)}\n{view.Data.Quantity} against {view.Sweep.Quantity} of {figure.Panels[1].Title}";
        return new MimeBundle(text.Length > 0 ? $"{text}\n{words}" : $"{view.Data}\n{words}")
            .With(MimeTypes.Html, before + ExplorerHtml.Of(layout, svg, payload, selected, "", owner, once, isLive && payload.IsThinned ? view.Live?.Show() : null) + after).With(picture);
    }

    private static ScalarMap FirstMap(ExplorerPayload payload) => payload.Sample.Slice(payload.Index, payload.Slices[0], payload.Slices[0].Name);

    private static (int Row, int Column) Selected(ExplorerPayload payload) => payload.Nearest(LinkedMapView.PixelNearMedian(FirstMap(payload)));
}
