using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>Where on the sample the fits are good.</summary>
public static class FitQualityMap
{
    /// <summary>
    /// R² per pixel, or, where a pixel has several fits (bias steps, cycles), the median over its good ones; a pixel without a good fit is bad, with
    /// the verdict that most of its fits have. Null when the fits are not over two spatial dimensions of at least two points.
    /// </summary>
    public static ScalarMap? Of(FitResult result)
    {
        var spatial = result.Dimensions.Where(d => d.Kind == DimensionKind.Spatial).ToArray();
        if (spatial.Length != 2 || spatial.Any(d => d.Length < 2)) return null;
        var map = FitMaps.Of(result, "R2");
        for (var row = 0; row < map.Values.GetLength(0); row++)
            for (var column = 0; column < map.Values.GetLength(1); column++)
                (map.Values[row, column], map.BadReasons[row, column]) = Quality(result, FitsAt(result, map, row, column));
        return map;
    }

    private static (double RSquared, string? Reason) Quality(FitResult result, IReadOnlyList<int> fits)
    {
        var good = fits.Where(result.IsGood).Select(fit => result.RSquared[fit]).Where(double.IsFinite).Order().ToArray();
        return good.Length > 0
            ? (Quantiles.Of(good, 0.5), null)
            : (double.NaN, FitMaps.Reason(fits.GroupBy(fit => result.Verdict[fit]).OrderByDescending(g => g.Count()).First().Key) ?? "R² not determined");
    }

    /// <summary>All fits of a pixel: every index of the dimensions that are not on the map.</summary>
    private static List<int> FitsAt(FitResult result, ScalarMap map, int row, int column)
    {
        List<int> fits = [0];
        foreach (var dimension in result.Dimensions)
        {
            IEnumerable<int> indices = dimension.Kind != DimensionKind.Spatial ? Enumerable.Range(0, dimension.Length) : dimension.Name == map.Horizontal.Name ? [column] : [row];
            fits = [.. fits.SelectMany(fit => indices.Select(index => fit * dimension.Length + index))];
        }
        return fits;
    }
}
