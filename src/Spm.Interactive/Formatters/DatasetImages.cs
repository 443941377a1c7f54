using System.Numerics;
using Spm.Core.Data;

namespace Spm.Interactive.Formatters;

/// <summary>A dataset without spectroscopic dimensions as maps.</summary>
public static class DatasetImages
{
    /// <summary>Pixels of a map in memory: 0.5 GB of numbers.</summary>
    private const long _mostPixels = 1L << 26;

    /// <summary>Pixels of a first look; a screen has no more.</summary>
    private const long _mostShown = 1L << 22;

    /// <summary>
    /// The map of real data, or amplitude and phase of complex data. The dimension called x is horizontal; otherwise the last one is. A line is one pixel high;
    /// of more than two spatial dimensions the first slice is taken.
    /// </summary>
    /// <exception cref="ArgumentException">The dataset has spectroscopic dimensions, or no spatial one, or more than 67 million pixels.</exception>
    public static IReadOnlyList<ScalarMap> Of(Dataset data) => PixelsOf(data) <= _mostPixels ? Of(data, 1)
        : throw new ArgumentException($"{data} has {PixelsOf(data):N0} pixels, more than the {_mostPixels:N0} of one map. End a cell with the dataset itself to see every few pixels of it, or open a part.", nameof(data));

    /// <summary>The same for a first look: of an image with more pixels than a screen every few, and what to say of it.</summary>
    /// <exception cref="ArgumentException">The dataset has spectroscopic dimensions, or no spatial one.</exception>
    public static (IReadOnlyList<ScalarMap> Maps, string? Note) Preview(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var every = 1;
        while (PixelsOf(data) > _mostShown * every * every) every++;
        return (Of(data, every), every == 1 ? null : $"One pixel of {every} × {every} is shown, of {string.Join(" × ", data.SpatialDimensions.Select(d => $"{d.Length:N0}"))}.");
    }

    private static long PixelsOf(Dataset data) => data.SpatialDimensions.TakeLast(2).Aggregate(1L, (product, d) => product * d.Length);

    private static ScalarMap[] Of(Dataset data, int every)
    {
        var spatial = data.SpatialDimensions;
        if (data.SpectroscopicDimensions.Count > 0 || spatial.Count == 0)
            throw new ArgumentException($"{data} is not an image: an image has one or two spatial dimensions and nothing swept at each position. Fit it and map a parameter.", nameof(data));
        var (vertical, horizontal) = AxesOf(spatial);
        var isTurned = horizontal != spatial[^1];
        (vertical, horizontal) = (Every(vertical, every), Every(horizontal, every));
        var (first, last) = isTurned ? (horizontal.Length, vertical.Length) : (vertical.Length, horizontal.Length);
        var samples = Read(data.Samples, first, last, spatial[^1].Length, every);
        return data.IsComplex
            ? [Map($"{data.Name} amplitude", data.Unit, false, z => z.Magnitude), Map($"{data.Name} phase", "rad", true, z => z.Phase)]
            : [Map(data.Name, data.Unit, IsPhase(data), z => z.Real)];

        ScalarMap Map(string name, string unit, bool isCyclic, Func<Complex, double> part)
        {
            var values = new double[vertical.Length, horizontal.Length];
            for (var row = 0; row < vertical.Length; row++)
                for (var column = 0; column < horizontal.Length; column++)
                    values[row, column] = part(samples[isTurned ? column * last + row : row * last + column]);
            return new(name, unit, horizontal, vertical, values, new string?[vertical.Length, horizontal.Length], isCyclic);
        }
    }

    private static Complex[] Read(SampleStore store, int first, int last, int stride, int every)
    {
        var samples = new Complex[first * last];
        if (every == 1)
        {
            store.Read(0, samples);
            return samples;
        }
        var line = new Complex[stride];
        for (var i = 0; i < first; i++)
        {
            store.Read((long)i * every * stride, line);
            for (var j = 0; j < last; j++) samples[i * last + j] = line[j * every];
        }
        return samples;
    }

    private static Dimension Every(Dimension axis, int every) => every == 1 ? axis
        : new(axis.Name, axis.Quantity, axis.Unit, axis.Kind, [.. Enumerable.Range(0, (axis.Length + every - 1) / every).Select(i => axis.Values[i * every])]);

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
