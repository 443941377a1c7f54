using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Interactive.Views.Live;

namespace Spm.Interactive.Views;

/// <summary>
/// A map of a fitted parameter beside the loop or spectrum of the selected pixel. In a browser a click or the arrow keys select another
/// pixel and a list another parameter, with no kernel; the picture shows a good pixel close to the median.
/// </summary>
public sealed class LinkedMapView
{
    /// <summary>Links a fit and maps of it.</summary>
    /// <param name="result">The fits.</param>
    /// <param name="parameter">What is mapped first: name or symbol; only words for the title.</param>
    /// <param name="map">Its map.</param>
    /// <param name="others">More maps over the same scan, offered in a list.</param>
    /// <param name="slice">Index per dimension that is not on the map (cycle, bias), the same as the maps were made with; by default as in <c>FitMaps</c>.</param>
    /// <exception cref="ArgumentException">A map is not over the result's scan.</exception>
    public LinkedMapView(FitResult result, string parameter, ScalarMap map, IReadOnlyList<ScalarMap>? others = null, IReadOnlyDictionary<string, int>? slice = null)
    {
        (Result, Parameter) = (result, parameter);
        (Grid, Slice) = (new FitGrid(result, map, slice), slice);
        Maps = [map, .. (others ?? []).Where(other => other.Name != map.Name)];
        foreach (var other in Maps)
            if (other.Horizontal.Name != map.Horizontal.Name || other.Vertical.Name != map.Vertical.Name || other.Values.Length != map.Values.Length)
                throw new ArgumentException($"Map '{other.Name}' over {other.Horizontal} and {other.Vertical} is not over the same pixels as map '{map.Name}'.", nameof(others));
        Selected = PixelNearMedian(map);
    }

    /// <summary>The fits.</summary>
    public FitResult Result { get; }

    /// <summary>What is mapped first.</summary>
    public string Parameter { get; }

    /// <summary>All maps, the one shown first at the front.</summary>
    public IReadOnlyList<ScalarMap> Maps { get; }

    /// <summary>Row and column, in the map, of the pixel selected at first.</summary>
    public (int Row, int Column) Selected { get; init; }

    internal FitGrid Grid { get; }

    internal IReadOnlyDictionary<string, int>? Slice { get; }

    /// <summary>The connection with the kernel, for a figure that cannot hold all its curves; null where there is none.</summary>
    public LiveMap? Live { get; internal set; }

    /// <summary>Of the good pixels in the middle tenth of the values the one nearest the centre; the first pixel when none is good.</summary>
    internal static (int Row, int Column) PixelNearMedian(ScalarMap map)
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        var good = Enumerable.Range(0, map.Values.Length).Select(i => (Row: i / columns, Column: i % columns))
            .Where(p => MapRaster.ReasonAt(map, p.Row, p.Column) is null).OrderBy(p => map.Values[p.Row, p.Column]).ToArray();
        if (good.Length == 0) return (0, 0);
        var (first, last) = ((int)(0.45 * good.Length), (int)Math.Ceiling(0.55 * good.Length));
        return good[first..Math.Max(last, first + 1)].MinBy(p => Math.Pow(p.Row - (rows - 1) / 2.0, 2) + Math.Pow(p.Column - (columns - 1) / 2.0, 2));
    }
}
