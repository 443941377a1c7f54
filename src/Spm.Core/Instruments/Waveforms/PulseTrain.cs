using Spm.Core.Data;

namespace Spm.Core.Instruments.Waveforms;

/// <summary>Signs of the pulses of a train.</summary>
public enum PulsePolarity
{
    /// <summary>All upwards.</summary>
    Positive,

    /// <summary>All downwards.</summary>
    Negative,

    /// <summary>Upwards, downwards, upwards, …</summary>
    Alternating,
}

/// <summary>
/// Rectangular pulses base ± amplitude, each followed by a gap at the base. Width and gap are whole numbers of samples, the nearest ones. By the slew limit a pulse of
/// height V lasts at least V/slew, and so does a gap: 5 ms for 5 V at 1 kV/s.
/// </summary>
public sealed record PulseTrain : Waveform
{
    /// <summary>Height of a pulse above or below the base in V; not negative, the polarity gives the sign.</summary>
    public double AmplitudeV { get; init; } = 5;

    /// <summary>Bias between pulses in V.</summary>
    public double BaseV { get; init; }

    /// <summary>Duration of a pulse in s.</summary>
    public double WidthS { get; init; } = 10e-3;

    /// <summary>Time from the end of a pulse to the next one, also after the last, in s.</summary>
    public double GapS { get; init; } = 40e-3;

    /// <summary>Number of pulses.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Signs of the pulses.</summary>
    public PulsePolarity Polarity { get; init; }

    /// <summary>Samples per second.</summary>
    public double RateHz { get; init; } = 100e3;

    /// <inheritdoc/>
    public override double SampleRateHz => RateHz;

    /// <inheritdoc/>
    public override string Title => "pulse train";

    /// <inheritdoc/>
    public override int SampleCount => Count * (WidthSamples + GapSamples);

    /// <summary>Samples of a pulse.</summary>
    public int WidthSamples => (int)Math.Round(WidthS * RateHz);

    /// <summary>Samples of a gap.</summary>
    public int GapSamples => (int)Math.Round(GapS * RateHz);

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        RequestRule.InRange(RateHz, 1e-3, 1e10, "Hz", nameof(RateHz), "RateHz = 100e3");
        RequestRule.InRange(AmplitudeV, 0, 1e3, "V", nameof(AmplitudeV), "AmplitudeV = 5; the sign is Polarity's");
        if (!double.IsFinite(BaseV)) throw new ArgumentException($"{nameof(BaseV)} must be a number of volts, got {BaseV}. Try: BaseV = 0");
        RequestRule.InRange(GapS, 0, 1e4, "s", nameof(GapS), "GapS = 40e-3 for 40 ms");
        RequestRule.InRange(WidthS, 0, 1e4, "s", nameof(WidthS), "WidthS = 10e-3 for 10 ms");
        RequestRule.InRange(Count, 1, 1_000_000, "", nameof(Count), "Count = 10");
        if (!Enum.IsDefined(Polarity)) throw new ArgumentException($"{nameof(Polarity)} must be {string.Join(" or ", Enum.GetNames<PulsePolarity>())}, got {Polarity}.");
        if (WidthS * RateHz < 0.5)
            throw new ArgumentException($"A pulse of {Quantity.Compact(WidthS, "s")} is shorter than half a sample of {Quantity.Compact(1 / RateHz, "s")}. Lengthen {nameof(WidthS)} or raise {nameof(RateHz)}.");
        CheckCount(Count * (Math.Round(WidthS * RateHz) + Math.Round(GapS * RateHz)), $"Lower {nameof(RateHz)} or {nameof(Count)}.");
    }

    /// <summary>As any bias; and a pulse lasts no longer than the limit of a pulse.</summary>
    protected override void CheckLimits(InstrumentLimits limits, double[] samplesV)
    {
        base.CheckLimits(limits, samplesV);
        // The first pulse rises from the base, which is before the first sample.
        limits.CheckBiasStep(AmplitudeV, WidthSamples / RateHz);
        limits.CheckPulse(WidthSamples / RateHz);
    }

    /// <inheritdoc/>
    protected override double[] Build()
    {
        var period = WidthSamples + GapSamples;
        return [.. Enumerable.Range(0, SampleCount).Select(n => n % period < WidthSamples ? BaseV + Sign(n / period) * AmplitudeV : BaseV)];
    }

    private int Sign(int pulse) => Polarity switch
    {
        PulsePolarity.Positive => 1,
        PulsePolarity.Negative => -1,
        _ => pulse % 2 == 0 ? 1 : -1,
    };
}
