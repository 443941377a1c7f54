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

    /// <summary>Time of one line, trace alone, in s; null leaves it to the instrument.</summary>
    public double? LineTimeS { get; init; }

    /// <summary>Scans from the highest row to the lowest. The datasets are ordered by y either way.</summary>
    public bool Downward { get; init; }

    /// <summary>Returns the retrace of each channel as well, after all traces, named <c>CHANNEL retrace</c>; x increases in both.</summary>
    public bool WithRetrace { get; init; }

    /// <inheritdoc/>
    protected override long SamplesPerPixel => Channels.Count * (WithRetrace ? 2 : 1);

    /// <inheritdoc/>
    public override void Check(InstrumentLimits limits)
    {
        base.Check(limits);
        RequestRule.Channels(Channels);
        if (LineTimeS is { } time) RequestRule.InRange(time, 1e-4, 3600, "s", nameof(LineTimeS), "LineTimeS = 1");
        limits.CheckBias(BiasV);
        limits.CheckAcAmplitude(AcAmplitudeV);
    }
}
