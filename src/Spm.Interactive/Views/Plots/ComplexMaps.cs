using System.Numerics;
using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>Amplitude and phase of one point at each pixel of a complex dataset.</summary>
internal static class ComplexMaps
{
    private const int _mostPixels = 2048;

    /// <summary>The maps, and which point was chosen where nobody said.</summary>
    public static (ScalarMap Amplitude, ScalarMap Phase, string Note) Of(Dataset data, int? point)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsComplex) throw new ArgumentException($"'{data.Name}' is real where complex data are expected. Show a real map with Plot.Topography, or give amplitude and phase as two maps.", nameof(data));
        if (data.SpatialDimensions.Count != 2) throw new ArgumentException($"'{data.Name}' has {data.SpatialDimensions.Count} spatial dimensions ({string.Join(", ", data.Dimensions)}); a map needs two.", nameof(data));
        if (point is { } given && (given < 0 || given >= data.PointsPerPixel)) throw new ArgumentOutOfRangeException(nameof(point), $"'{data.Name}' has {data.PointsPerPixel} points at each pixel, 0 to {data.PointsPerPixel - 1}; got {given}.");
        var chosen = point ?? Strongest(data);
        var isAcross = data.SpatialDimensions[0].Name.StartsWith("x", StringComparison.OrdinalIgnoreCase);
        var (first, second) = (data.SpatialDimensions[0], data.SpatialDimensions[1]);
        var (vertical, horizontal) = isAcross ? (second, first) : (first, second);
        var (amplitude, phase) = (new double[vertical.Length, horizontal.Length], new double[vertical.Length, horizontal.Length]);
        Span<Complex> sample = stackalloc Complex[1];
        for (var pixel = 0; pixel < amplitude.Length; pixel++)
        {
            data.Samples.Read((long)pixel * data.PointsPerPixel + chosen, sample);
            var (row, column) = isAcross ? (pixel % second.Length, pixel / second.Length) : (pixel / second.Length, pixel % second.Length);
            (amplitude[row, column], phase[row, column]) = Complex.IsFinite(sample[0]) ? (sample[0].Magnitude, sample[0].Phase) : (double.NaN, double.NaN);
        }
        var reasons = new string?[vertical.Length, horizontal.Length];
        return (new($"|{data.Quantity}|", data.Unit, horizontal, vertical, amplitude, reasons), new("Phase", "rad", horizontal, vertical, phase, reasons, IsCyclic: true),
            data.PointsPerPixel > 1 ? $"Shown is {Where(data, chosen)}{(point is null ? ", where the mean amplitude is greatest" : "")}." : "");
    }

    /// <summary>By the mean over all pixels, or over some thousand, evenly spaced: the whole of a large file is not read for it.</summary>
    private static int Strongest(Dataset data)
    {
        if (data.PointsPerPixel == 1) return 0;
        var (sums, samples) = (new double[data.PointsPerPixel], new Complex[data.PointsPerPixel]);
        var every = Math.Max(1, data.PixelCount / _mostPixels);
        for (var pixel = 0L; pixel < data.PixelCount; pixel += every)
        {
            data.ReadPixels(pixel, samples);
            for (var k = 0; k < sums.Length; k++)
                if (Complex.IsFinite(samples[k])) sums[k] += samples[k].Magnitude;
        }
        return Array.IndexOf(sums, sums.Max());
    }

    /// <summary><c>Frequency 350.0 kHz, Bias 2.000 V</c>.</summary>
    private static string Where(Dataset data, int point)
    {
        var words = new List<string>();
        for (var (i, rest) = (data.Dimensions.Count - 1, point); data.Dimensions[i].Kind == DimensionKind.Spectroscopic; rest /= data.Dimensions[i--].Length)
            words.Insert(0, $"{data.Dimensions[i].Quantity} {Quantity.Format(data.Dimensions[i].Values[rest % data.Dimensions[i].Length], data.Dimensions[i].Unit)}");
        return string.Join(", ", words);
    }
}
