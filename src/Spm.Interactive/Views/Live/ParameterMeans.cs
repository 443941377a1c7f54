using System.Text.Json.Nodes;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views.Live;

/// <summary>
/// Mean and spread of the fitted parameters over the pixels of a region: mean and sample standard deviation (n − 1); of an angle the mean direction and the
/// circular standard deviation √(−2 ln R), where R is the length of the mean of the unit vectors (Mardia and Jupp, Directional Statistics, 2000, 2.3). What a
/// fit leaves undetermined does not count. The browser script computes the same from embedded parameters (<c>embedded.js</c>).
/// </summary>
internal static class ParameterMeans
{
    /// <summary>Angles whose mean vector is shorter cancel and have no mean.</summary>
    private const double _shortest = 0.05;

    /// <summary>[parameter] pairs of mean and spread, null for what cannot be had; one fit alone is that fit with its own errors.</summary>
    public static JsonArray Of(FitResult result, IReadOnlyList<int> fits) =>
        fits.Count == 1 ? PixelAnswer.Parameters(result, fits[0]) : new([.. result.Parameters.Select((p, k) => (JsonNode)Pair(p, Values(result, fits, k)))]);

    private static double[] Values(FitResult result, IReadOnlyList<int> fits, int k) =>
        [.. fits.Where(fit => FitMaps.IsDetermined(result, fit, k)).Select(fit => result.ParametersOf(fit)[k]).Where(double.IsFinite)];

    private static JsonArray Pair(FitParameter parameter, double[] values)
    {
        if (values.Length == 0) return new(null, null);
        var (mean, spread) = parameter.IsCyclic ? Circular(values, parameter.Unit is "°" or "deg" ? 180 / Math.PI : 1) : Plain(values);
        return new(PixelAnswer.Number(mean), PixelAnswer.Number(values.Length > 1 ? spread : double.NaN));
    }

    private static (double Mean, double Spread) Plain(double[] values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)));
    }

    private static (double Mean, double Spread) Circular(double[] values, double unit)
    {
        var (s, c) = (values.Average(v => Math.Sin(v / unit)), values.Average(v => Math.Cos(v / unit)));
        var length = Math.Min(1, double.Hypot(s, c));
        return length > _shortest ? (unit * Math.Atan2(s, c), unit * Math.Sqrt(-2 * Math.Log(length))) : (double.NaN, double.NaN);
    }
}
