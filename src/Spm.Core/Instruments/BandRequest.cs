using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>A grid on which a band of frequencies is excited at once and the complex response captured.</summary>
public abstract record BandRequest : GridRequest
{
    /// <summary>Middle of the band in Hz.</summary>
    public double CenterHz { get; init; } = 350e3;

    /// <summary>Width of the band in Hz.</summary>
    public double BandwidthHz { get; init; } = 60e3;

    /// <summary>Number of frequencies, evenly spaced, both edges of the band included.</summary>
    public int Bins { get; init; } = 80;

    /// <summary>Amplitude of the excitation in V.</summary>
    public double AcAmplitudeV { get; init; } = 1;

    /// <inheritdoc/>
    protected override long SamplesPerPixel => Bins;

    /// <summary>The excited frequencies in Hz.</summary>
    public double[] FrequenciesHz() => Dimension.Linear(CenterHz - BandwidthHz / 2, CenterHz + BandwidthHz / 2, Bins);

    /// <inheritdoc/>
    public override void Check(InstrumentLimits limits)
    {
        base.Check(limits);
        RequestRule.InRange(Bins, 8, 65536, "", nameof(Bins), "Bins = 80");
        RequestRule.InRange(BandwidthHz, 1, 2e6, "Hz", nameof(BandwidthHz), "BandwidthHz = 60e3 for 60 kHz");
        limits.CheckFrequency(CenterHz - BandwidthHz / 2);
        limits.CheckFrequency(CenterHz + BandwidthHz / 2);
        limits.CheckAcAmplitude(AcAmplitudeV);
    }
}

/// <summary>One band-excitation spectrum per pixel.</summary>
public sealed record BandExcitationRequest : BandRequest
{
    /// <summary>Dc bias on the tip while exciting, in V. Enough of it writes domains.</summary>
    public double BiasV { get; init; }

    /// <inheritdoc/>
    public override void Check(InstrumentLimits limits)
    {
        base.Check(limits);
        limits.CheckBias(BiasV);
    }
}
