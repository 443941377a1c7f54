namespace Spm.Core.Instruments;

/// <summary>A raster scan of scalar channels.</summary>
public sealed record ImageRequest : GridRequest
{
    /// <summary>128 × 128 pixels of height, amplitude and phase.</summary>
    public ImageRequest() => (Rows, Columns) = (128, 128);

    /// <summary>Channels wanted, in order; see <see cref="IImaging.ImageChannels"/>.</summary>
    public IReadOnlyList<string> Channels { get; init; } = ["height", "amplitude", "phase"];

    /// <summary>Dc bias on the tip while scanning, in V. Enough of it writes domains.</summary>
    public double BiasV { get; init; }

    /// <summary>Amplitude of the ac excitation in V.</summary>
    public double AcAmplitudeV { get; init; } = 1;

    /// <inheritdoc/>
    protected override long SamplesPerPixel => Channels.Count;

    /// <inheritdoc/>
    public override void Check(InstrumentLimits limits)
    {
        base.Check(limits);
        if (Channels.Count == 0) throw new ArgumentException("No channels were asked for. Try: Channels = [\"height\", \"amplitude\", \"phase\"]");
        if (Channels.GroupBy(c => c).FirstOrDefault(c => c.Count() > 1) is { Key: var twice })
            throw new ArgumentException($"The channel '{twice}' is asked for more than once; name each once, such as {string.Join(",", Channels.Distinct())}.");
        limits.CheckBias(BiasV);
        limits.CheckAcAmplitude(AcAmplitudeV);
    }
}
