using System.Numerics;
using Spm.Core.Data;

namespace Spm.Interactive.Formatters;

/// <summary>A dataset without spectroscopic dimensions as maps.</summary>
public static class DatasetImages
{
    /// <summary>
    /// The map of real data, or amplitude and phase of complex data. The dimension called x is horizontal; otherwise the last one is. A line is one pixel high;
    /// of more than two spatial dimensions the first slice is taken.
    /// </summary>
    /// <exception cref="ArgumentException">The dataset has spectroscopic dimensions, or no spatial one.</exception>
    public static IReadOnlyList<ScalarMap> Of(Dataset data)
    {
        var spatial = data.SpatialDimensions;
        if (data.SpectroscopicDimensions.Count > 0 || spatial.Count == 0)
            throw new ArgumentException($"{data} is not an image: an image has one or two spatial dimensions and nothing swept at each position. Fit it and map a parameter.", nameof(data));
        var (vertical, horizontal) = AxesOf(spatial);
        var (first, last) = (spatial.Count > 1 ? spatial[^2] : vertical, spatial[^1]);
        var isTurned = horizontal != last;
        var samples = new Complex[first.Length * last.Length];
        data.Samples.Read(0, samples);
        return data.IsComplex
            ? [Map($"{data.Name} amplitude", data.Unit, false, z => z.Magnitude), Map($"{data.Name} phase", "rad", true, z => z.Phase)]
            : [Map(data.Name, data.Unit, IsPhase(data), z => z.Real)];

        ScalarMap Map(string name, string unit, bool isCyclic, Func<Complex, double> part)
        {
            var values = new double[vertical.Length, horizontal.Length];
            for (var row = 0; row < vertical.Length; row++)
                for (var column = 0; column < horizontal.Length; column++)
                    values[row, column] = part(samples[isTurned ? column * last.Length + row : row * last.Length + column]);
            return new(name, unit, horizontal, vertical, values, new string?[vertical.Length, horizontal.Length], isCyclic);
        }
    }

    /// <summary>Which of the last two spatial dimensions are the rows and the columns of a map; a line has one row.</summary>
    internal static (Dimension Vertical, Dimension Horizontal) AxesOf(IReadOnlyList<Dimension> spatial)
    {
        if (spatial.Count == 1) return (new("", "", spatial[0].Unit, DimensionKind.Spatial, [0]), spatial[0]);
        var (first, last) = (spatial[^2], spatial[^1]);
        return IsHorizontal(first.Name) && !IsHorizontal(last.Name) ? (last, first) : (first, last);
    }

    private static bool IsPhase(Dataset data) => data.Unit is "rad" or "°" or "deg" && data.Quantity.Contains("phase", StringComparison.OrdinalIgnoreCase);

    private static bool IsHorizontal(string name) => name.StartsWith('x') || name.StartsWith('X');
}
