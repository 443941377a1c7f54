using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The static picture of an explorer: the map with the selected pixel marked, and that pixel's curve.</summary>
internal static class ExplorerFigure
{
    private const int _width = 980, _height = 440, _heightOfThree = 640, _heightOfTwo = 520, _mostPoints = 512;
    private const double _mapShare = 0.5;

    /// <summary>The picture of a fit: its first map beside the curve, the fit and what it leaves.</summary>
    public static Figure Of(LinkedMapView view, (int Row, int Column) selected, FitCurves curves, IReadOnlyList<string> notes)
    {
        var fit = view.Grid.FitAt(selected.Row, selected.Column);
        var curve = PixelCurve.Of(view.Result, curves, fit, Math.Max(1, (curves.PointCount + _mostPoints - 1) / _mostPoints));
        return Of(view.Maps[0], selected, curve, CurvePanels.Heading(view.Result, fit, Where(selected)), notes);
    }

    /// <summary>The picture of data: one point of the sweep as a map, beside it the curve.</summary>
    public static Figure Of(ExplorerPayload payload, (int Row, int Column) selected)
    {
        var (slice, sample) = (payload.Slices[0], payload.Sample);
        var name = $"{slice.Name} at {sample.Curves.Sweep.Quantity} {Minus.Typeset(Quantity.Format(sample.Sweep[payload.Index], sample.Curves.Sweep.Unit))}";
        var colours = $"Colours are the same at all points of the sweep: {Quantity.Format(slice.Colours.Min, slice.Colours.Unit)} to {Quantity.Format(slice.Colours.Max, slice.Colours.Unit)}.";
        return Of(sample.Slice(payload.Index, slice, name), selected, PixelCurve.Of(sample, sample.PixelOf(selected.Row, selected.Column)), Where(selected),
            slice.Colours.IsCyclic ? payload.Notes : [Minus.Typeset(colours), .. payload.Notes], slice.Colours);
    }

    private static Figure Of(ScalarMap map, (int Row, int Column) selected, PixelCurve curve, string heading, IReadOnlyList<string> notes, Axis? colours = null)
    {
        var panel = MapPanel.Of(map, new(0, 0, _mapShare, 1), ExplorerPayload.MaxMapSide);
        panel = panel with
        {
            Layers = [.. panel.Layers.Select(layer => layer is RasterLayer raster ? raster with { IsExchanged = true, Colours = colours ?? raster.Colours } : layer), new PointLayer("", [map.Horizontal.Values[selected.Column]], [map.Vertical.Values[selected.Row]], "#FFFFFF", Marker.Square)],
            ReservedRight = 104,
            Title = map.Name,
        };
        var panels = CurvePanels.Of(curve, new(_mapShare, 0, 1 - _mapShare, 1), heading);
        return new("", _width, panels.Count switch { 1 => _height, 2 => _heightOfTwo, _ => _heightOfThree }, [panel, .. panels],
            $"{MapSummary.Sentence(map)} Beside it the {curve.Sweep.Quantity.ToLowerInvariant()} curve of {heading}.")
        {
            // Of a map in given colours it need not be said how its own would have been chosen.
            Notes = [.. MapPanel.Notes(colours is null ? map : map with { IsCyclic = true }, panel.Raster!), .. notes],
        };
    }

    private static string Where((int Row, int Column) pixel) => $"pixel ({pixel.Column}, {pixel.Row})";
}
