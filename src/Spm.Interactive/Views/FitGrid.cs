using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>Which fit belongs to which pixel of a map of the same result.</summary>
public sealed class FitGrid
{
    private readonly int _rowStride, _columnStride, _base;

    /// <summary>Matches a map's axes to a result's dimensions by name.</summary>
    /// <param name="result">The fits.</param>
    /// <param name="map">A map over the same scan.</param>
    /// <param name="slice">Which value of the dimensions that are not on the map (cycle, bias), counted in row-major order.</param>
    /// <exception cref="ArgumentException">The map is not over the result's scan, or there is no such slice.</exception>
    public FitGrid(FitResult result, ScalarMap map, int slice = 0)
    {
        var (stride, rest) = (1, slice);
        for (var i = result.Dimensions.Count - 1; i >= 0; i--)
        {
            var dimension = result.Dimensions[i];
            if (dimension.Name == map.Horizontal.Name && dimension.Length == map.Horizontal.Length) _columnStride = stride;
            else if (dimension.Name == map.Vertical.Name && dimension.Length == map.Vertical.Length) _rowStride = stride;
            else
            {
                _base += rest % dimension.Length * stride;
                rest /= dimension.Length;
            }
            stride *= dimension.Length;
        }
        if ((_columnStride == 0 && map.Horizontal.Length > 1) || (_rowStride == 0 && map.Vertical.Length > 1))
            throw new ArgumentException($"Map '{map.Name}' over {map.Horizontal} and {map.Vertical} is not a map of this fit, which has {string.Join(" × ", result.Dimensions)}.", nameof(map));
        if (slice < 0 || rest > 0)
            throw new ArgumentException($"There is no slice {slice}: the dimensions beside the map are {string.Join(" × ", result.Dimensions.Where(d => d.Name != map.Horizontal.Name && d.Name != map.Vertical.Name))}.", nameof(slice));
    }

    /// <summary>Number of the fit at a row and column of the map.</summary>
    public int FitAt(int row, int column) => _base + row * _rowStride + column * _columnStride;
}
