using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The static picture of a <see cref="LinkedMapView"/>: the map with the selected pixel marked, and that pixel's curve.</summary>
internal static class LinkedMapFigure
{
    private const int _width = 980, _height = 440;
    private const double _mapShare = 0.5;

    public static Figure Of(LinkedMapView view, (int Row, int Column) selected, FitCurves curves, IReadOnlyList<string> notes)
    {
        var (map, result) = (view.Maps[0], view.Result);
        var (row, column) = selected;
        var fit = view.Grid.FitAt(row, column);
        var heading = CurvePanels.Heading(result, fit, $"pixel ({column}, {row})");
        var panel = MapPanel.Of(map, new(0, 0, _mapShare, 1), LinkedMapPayload.MaxMapSide);
        panel = panel with
        {
            Layers = [.. panel.Layers.Select(layer => layer is RasterLayer raster ? raster with { IsExchanged = view.Maps.Count > 1 } : layer), new PointLayer("", [map.Horizontal.Values[column]], [map.Vertical.Values[row]], "#FFFFFF", Marker.Square)],
            ReservedRight = 104,
            Title = map.Name,
        };
        return new("", _width, _height, [panel, .. CurvePanels.Of(result, curves, fit, new(_mapShare, 0, 1 - _mapShare, 1), heading)],
            $"{MapSummary.Sentence(map)} Beside it the {result.FitDimension.Quantity.ToLowerInvariant()} curve of {heading}.")
        {
            Notes = [.. MapPanel.Notes(map, panel.Raster!), .. notes],
        };
    }
}
