using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>Images of one scan side by side, at most three in a row.</summary>
public static class ImagesFormatter
{
    private const int _perRow = 3, _width = 370, _height = 350;

    /// <summary>Formats several images.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static MimeBundle Format(ImagesView view, ScriptOnce once) => FigureBundle.Of(Describe(view), FigureOf(view), view, once);

    /// <summary>A picture alone, without the script and the data of an interactive one: for what is replaced in a moment.</summary>
    internal static MimeBundle Static(ImagesView view)
    {
        var svg = SvgRenderer.Render(FigureLayout.Of(FigureOf(view)));
        return new MimeBundle(Describe(view)).With(MimeTypes.Html, svg).With(MimeTypes.Svg, svg);
    }

    /// <summary>The picture of several images.</summary>
    public static Figure FigureOf(ImagesView view)
    {
        if (view.Maps.Count == 0) throw new ArgumentException("There is no image to show: the scan has no channels.", nameof(view));
        var columns = Math.Min(view.Maps.Count, _perRow);
        var rows = (view.Maps.Count + columns - 1) / columns;
        var panels = view.Maps.Select((map, i) => MapPanel.Of(map, new((double)(i % columns) / columns, (double)(i / columns) / rows, 1.0 / columns, 1.0 / rows)) with { Title = map.Name }).ToArray();
        var figure = new Figure(view.Title, columns == 1 ? 560 : _width * columns, _height * rows, panels, Describe(view))
        {
            Notes = [.. view.Maps.SelectMany((map, i) => MapPanel.Notes(map, panels[i].Raster!).Select(note => $"{map.Name}: {note}"))],
        };
        return rows == 1 ? MapPanel.WithoutSlack(figure) : figure;
    }

    /// <summary>The channels of a scan as images; complex ones as amplitude and phase.</summary>
    /// <exception cref="ArgumentException">A dataset is not an image.</exception>
    public static ImagesView ViewOf(string title, IEnumerable<Dataset> channels) => new(title, [.. channels.SelectMany(DatasetImages.Of)]);

    private static string Describe(ImagesView view) => string.Join('\n', view.Maps.Select(MapSummary.Sentence));
}
