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
    /// <param name="slice">Index per dimension that is not on the map, by name; by default, as in <c>FitMaps</c>, the last of a dimension named Cycle, the first of others.</param>
    /// <exception cref="ArgumentException">The map is not over the result's scan, or there is no such slice.</exception>
    public FitGrid(FitResult result, ScalarMap map, IReadOnlyDictionary<string, int>? slice = null)
    {
        var stride = 1;
        for (var i = result.Dimensions.Count - 1; i >= 0; i--)
        {
            var dimension = result.Dimensions[i];
            if (dimension.Name == map.Horizontal.Name && dimension.Length == map.Horizontal.Length) _columnStride = stride;
            else if (dimension.Name == map.Vertical.Name && dimension.Length == map.Vertical.Length) _rowStride = stride;
            else _base += Index(dimension, slice) * stride;
            stride *= dimension.Length;
        }
        if ((_columnStride == 0 && map.Horizontal.Length > 1) || (_rowStride == 0 && map.Vertical.Length > 1))
            throw new ArgumentException($"Map '{map.Name}' over {map.Horizontal} and {map.Vertical} is not a map of this fit, which has {string.Join(" × ", result.Dimensions)}.", nameof(map));
    }

    /// <summary>Number of the fit at a row and column of the map.</summary>
    public int FitAt(int row, int column) => _base + row * _rowStride + column * _columnStride;

    /// <summary>The step of a dimension that is not on a map.</summary>
    internal static int Index(Dimension dimension, IReadOnlyDictionary<string, int>? slice)
    {
        var index = slice?.Where(s => s.Key.Equals(dimension.Name, StringComparison.OrdinalIgnoreCase)).Select(s => (int?)s.Value).FirstOrDefault()
            ?? (dimension.Name.Equals("Cycle", StringComparison.OrdinalIgnoreCase) ? dimension.Length - 1 : 0);
        return index >= 0 && index < dimension.Length ? index
            : throw new ArgumentException($"{dimension.Name} has {dimension.Length} steps, 0 to {dimension.Length - 1}; got {index}.", nameof(slice));
    }
}
