using Spm.Core.Data;
using Spm.Core.Instruments.Registration;

namespace Spm.Interactive.Session;

/// <summary>The two images between which drift is measured, and the times at which they were taken.</summary>
internal static class DriftImages
{
    private const string Usual = "height";

    /// <summary>The same channel of both.</summary>
    /// <exception cref="ArgumentException">They have none in common, or are no images of as many pixels.</exception>
    public static (Dataset First, Dataset Second) Of(object first, object second, string? channel)
    {
        channel ??= Common(first, second);
        var (from, to) = (Image(first, channel), Image(second, channel));
        if (Pixels(from) != Pixels(to))
            throw new ArgumentException($"Drift is measured between images of as many pixels; {from.Name} has {Pixels(from)}, {to.Name} {Pixels(to)}. Scan the same frame again.");
        return (from, to);
    }

    /// <summary>The middles of the images on the clock of the instrument, or with the interval given, the second one at its own time, or now, or after the interval.</summary>
    /// <exception cref="ArgumentException">The interval is neither given nor known, or the second image is not the later one.</exception>
    public static double[] Times(Dataset first, Dataset second, double? intervalS, double? nowS)
    {
        var (from, to) = (MeasuringTime.Of(first)?.MiddleS, MeasuringTime.Of(second)?.MiddleS);
        if (intervalS is { } interval)
        {
            if (!(interval > 0 && double.IsFinite(interval))) throw new ArgumentException($"The interval must be above 0 s, got {interval}. Try: --interval 120s");
            var end = to ?? nowS ?? interval;
            return [end - interval, end];
        }
        if (from is null || to is null) throw new ArgumentException($"{(from is null ? first : second).Name} does not say when it was taken. Give the time from one image to the other: --interval 120s");
        if (!(to > from))
            throw new ArgumentException($"The second image must be the later one; the first was taken at {Quantity.Compact(from.Value, "s", 5)}, the second at {Quantity.Compact(to.Value, "s", 5)} of the instrument's clock. Name them in the order taken, or give --interval.");
        return [from.Value, to.Value];
    }

    /// <summary>What speaks against believing the drift that is measured from an image; null when nothing does.</summary>
    public static string? Doubt(ScalarMap image)
    {
        var (x, y) = (FrameStructure.IsUniform(image, alongX: true), FrameStructure.IsUniform(image, alongX: false));
        return x || y ? $"{image.Name} is the same all along {(x && y ? "x and y" : x ? "x" : "y")}, so nothing in it says how far it moved that way: what is found there is noise." : null;
    }

    private static string? Common(object first, object second)
    {
        if (Channels(first) is not { } ours || Channels(second) is not { } theirs) return (Channels(first) ?? Channels(second)) is [var only] ? only : Channels(first) is null && Channels(second) is null ? null : Usual;
        var common = ours.Intersect(theirs, StringComparer.OrdinalIgnoreCase).ToList();
        return common.Count == 0 ? throw new ArgumentException($"The scans have no channel in common: {string.Join(", ", ours)} and {string.Join(", ", theirs)}.") : common.FirstOrDefault(name => name.Equals(Usual, StringComparison.OrdinalIgnoreCase)) ?? common[0];
    }

    private static IReadOnlyList<string>? Channels(object source) => source switch
    {
        ScanImages scan => [.. scan.Channels.Select(c => c.Name)],
        PathImages along => [.. along.Images.Select(image => image.Map.Name)],
        _ => null,
    };

    private static Dataset Image(object source, string? channel) => source switch
    {
        ScanImages scan => scan[channel ?? Usual],
        PathImages along => along.DatasetOf(channel ?? Usual),
        Dataset { IsComplex: false, SpectroscopicDimensions.Count: 0, SpatialDimensions.Count: 2 } image => image,
        Dataset other => throw new ArgumentException($"{other} is no image; drift is measured between two images of real numbers over x and y."),
        _ => throw new ArgumentException($"A {source.GetType().Name} is no image; give a scan or one of its channels."),
    };

    private static string Pixels(Dataset image) => string.Join(" × ", image.Dimensions.Select(d => d.Length));
}
