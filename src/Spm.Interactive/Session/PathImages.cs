using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;

namespace Spm.Interactive.Session;

/// <summary>What was measured along a path, and the images made of it.</summary>
/// <param name="Samples">The values at the points.</param>
/// <param name="Images">An image per channel, in the same order; none of a list of points or a way, which are shown as they are.</param>
public sealed record PathImages(PathSamples Samples, IReadOnlyList<ReconstructedImage> Images)
{
    /// <summary>The image of a channel by name.</summary>
    /// <exception cref="ArgumentException">There is no such image; the message lists those there are.</exception>
    public ReconstructedImage this[string channel] =>
        Images.FirstOrDefault(image => image.Map.Name.Equals(channel, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(Images.Count == 0
            ? $"A {Samples.Path.Title} makes no image by itself; its values are Samples.Values(\"{channel}\"), and PathImage.Of makes an image of points over an area."
            : $"There is no image of «{channel}». Images: {string.Join(", ", Images.Select(image => image.Map.Name))}.", nameof(channel));

    /// <summary>The image of a channel as a dataset over y and x, such as a raster scan gives.</summary>
    /// <exception cref="ArgumentException">There is no such image.</exception>
    public Dataset DatasetOf(string channel)
    {
        var (map, data) = (this[channel].Map, Samples[channel]);
        return new(data.Name, data.Quantity, data.Unit, [map.Vertical, map.Horizontal], new RealMemoryStore([.. map.Values.Cast<double>()]), data.Metadata,
            [.. data.Provenance, ProvenanceStep.Ours("image of a path", data.Name, ("points", this[channel].PointsUsed), ("iterations", this[channel].Iterations))]);
    }

    /// <summary>All there is for a file: places, times and values at the points, then the images, called <c>CHANNEL image</c>.</summary>
    internal IReadOnlyList<Dataset> Datasets =>
    [
        .. Samples.Places, .. Samples.Channels,
        .. Images.Select(image => DatasetOf(image.Map.Name)).Select(data => new Dataset($"{data.Name} image", data.Quantity, data.Unit, data.Dimensions, data.Samples, data.Metadata, data.Provenance)),
    ];

    /// <inheritdoc/>
    public override string ToString() => Samples.ToString();
}
