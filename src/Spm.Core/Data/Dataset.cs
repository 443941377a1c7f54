using System.Numerics;

namespace Spm.Core.Data;

/// <summary>
/// An N-dimensional measurement: named dimensions (spatial ones first), one main quantity with its unit, metadata, provenance.
/// Samples are row-major over <see cref="Dimensions"/>, the last one fastest; complex data stays complex; blocks are read on demand.
/// </summary>
public sealed class Dataset
{
    /// <summary>Makes a dataset over a store.</summary>
    /// <exception cref="ArgumentException">The store's length is not the product of the dimensions, or a spatial dimension follows a spectroscopic one.</exception>
    public Dataset(string name, string quantity, string unit, IReadOnlyList<Dimension> dimensions, SampleStore samples,
        IReadOnlyDictionary<string, object>? metadata = null, IReadOnlyList<ProvenanceStep>? provenance = null)
    {
        var expected = dimensions.Aggregate(1L, (product, d) => product * d.Length);
        if (expected != samples.Length)
            throw new ArgumentException($"Dimensions {string.Join(" × ", dimensions.Select(d => d.Length))} hold {expected} samples, the store holds {samples.Length}.", nameof(samples));
        if (dimensions.SkipWhile(d => d.Kind == DimensionKind.Spatial).Any(d => d.Kind == DimensionKind.Spatial))
            throw new ArgumentException("Spatial dimensions come before spectroscopic ones.", nameof(dimensions));
        (Name, Quantity, Unit, Dimensions, Samples) = (name, quantity, unit, dimensions, samples);
        Metadata = metadata ?? new Dictionary<string, object>();
        Provenance = provenance ?? [];
    }

    /// <summary>What the dataset is called.</summary>
    public string Name { get; }

    /// <summary>The measured quantity, such as <c>Piezoresponse</c>.</summary>
    public string Quantity { get; }

    /// <summary>Its unit symbol.</summary>
    public string Unit { get; }

    /// <summary>All dimensions, spatial ones first, in storage order.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>The numbers.</summary>
    public SampleStore Samples { get; }

    /// <summary>Acquisition parameters and other metadata: path-like key to string, number or array.</summary>
    public IReadOnlyDictionary<string, object> Metadata { get; }

    /// <summary>How the dataset came to be, oldest step first.</summary>
    public IReadOnlyList<ProvenanceStep> Provenance { get; }

    /// <summary>Full path of the file it was read from, so that a writer can refuse to overwrite it; null when it came from elsewhere.</summary>
    public string? SourcePath { get; init; }

    /// <summary>True when a sample is a complex number.</summary>
    public bool IsComplex => Samples.IsComplex;

    /// <summary>Where on the sample.</summary>
    public IReadOnlyList<Dimension> SpatialDimensions => [.. Dimensions.Where(d => d.Kind == DimensionKind.Spatial)];

    /// <summary>What was swept at each position.</summary>
    public IReadOnlyList<Dimension> SpectroscopicDimensions => [.. Dimensions.Where(d => d.Kind == DimensionKind.Spectroscopic)];

    /// <summary>Number of positions; 1 without spatial dimensions.</summary>
    public long PixelCount => SpatialDimensions.Aggregate(1L, (product, d) => product * d.Length);

    /// <summary>Number of samples at one position.</summary>
    public int PointsPerPixel => SpectroscopicDimensions.Aggregate(1, (product, d) => product * d.Length);

    /// <summary>Copies the real samples of consecutive pixels, the first of which is <paramref name="pixel"/>.</summary>
    /// <exception cref="InvalidOperationException">The dataset is complex.</exception>
    public void ReadPixels(long pixel, Span<double> destination) => Samples.Read(pixel * PointsPerPixel, destination);

    /// <summary>Copies the complex samples of consecutive pixels, the first of which is <paramref name="pixel"/>.</summary>
    public void ReadPixels(long pixel, Span<Complex> destination) => Samples.Read(pixel * PointsPerPixel, destination);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {(IsComplex ? "complex " : "")}{Quantity}{(Unit.Length > 0 ? $" in {Unit}" : "")}, {string.Join(" × ", Dimensions.Select(d => $"{d.Name} {d.Length}"))}";
}
