using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>A map's panel with colours other than those of its own range.</summary>
internal static class MapColours
{
    private const double _share = 0.99, _tolerated = 1.6;

    /// <summary>Blue over grey to red around 0, as far as all values reach, or 99 % of them when single ones would squeeze all others into grey.</summary>
    public static Panel AroundZero(ScalarMap map, Cell cell)
    {
        var panel = MapPanel.Of(map, cell);
        var sizes = panel.Raster!.Raster.Values.Where(double.IsFinite).Select(Math.Abs).Order().ToArray();
        var most = Quantiles.Of(sizes, _share);
        return With(panel, Axis.AroundZero(map.Name, map.Unit, sizes.Length == 0 || sizes[^1] > _tolerated * most ? most : sizes[^1]));
    }

    /// <summary>The panel of a map with the given axis of colours.</summary>
    public static Panel With(Panel panel, Axis colours) => panel with { Layers = [.. panel.Layers.Select(layer => layer is RasterLayer raster ? raster with { Colours = colours } : layer)] };
}
