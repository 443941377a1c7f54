using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A map: picture with true aspect and colour bar, values under the pointer, summary in words.</summary>
public static class ScalarMapFormatter
{
    private const int _width = 560, _height = 460;

    /// <summary>Formats a map.</summary>
    public static MimeBundle Format(ScalarMap map, ScriptOnce once)
    {
        var figure = FigureOf(map);
        return FigureBundle.Of($"{figure.Description}\n{MapSummary.TextPicture(map)}", figure, map, once);
    }

    /// <summary>The picture of a map.</summary>
    public static Figure FigureOf(ScalarMap map)
    {
        var panel = MapPanel.Of(map, Cell.Whole);
        return MapPanel.WithoutSlack(new(map.Name, _width, _height, [panel], MapSummary.Sentence(map)) { Notes = MapPanel.Notes(map, panel.Raster!) });
    }
}
