namespace Spm.Core.Data;

/// <summary>
/// Height parameters of a surface about its mean, in the unit of the map, over the good pixels (ISO 25178-2:2021, there Sq, Sa, Sz):
/// Rq = √(mean (z − z̄)²), Ra = mean |z − z̄|, peak to valley = greatest − least. They depend on how the map was levelled. All NaN without a good pixel.
/// </summary>
/// <param name="Count">Good pixels.</param>
/// <param name="Mean">z̄.</param>
/// <param name="Rq">Root mean square deviation.</param>
/// <param name="Ra">Mean absolute deviation.</param>
/// <param name="PeakToValley">Greatest less least height.</param>
public readonly record struct SurfaceRoughness(int Count, double Mean, double Rq, double Ra, double PeakToValley)
{
    /// <summary>Measures a map.</summary>
    public static SurfaceRoughness Of(ScalarMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var columns = map.Values.GetLength(1);
        double[] heights = [.. Enumerable.Range(0, map.Values.Length).Where(i => map.BadReasons[i / columns, i % columns] is null).Select(i => map.Values[i / columns, i % columns]).Where(double.IsFinite)];
        if (heights.Length == 0) return new(0, double.NaN, double.NaN, double.NaN, double.NaN);
        var mean = heights.Average();
        return new(heights.Length, mean, Math.Sqrt(heights.Average(z => (z - mean) * (z - mean))), heights.Average(z => Math.Abs(z - mean)), heights.Max() - heights.Min());
    }
}
