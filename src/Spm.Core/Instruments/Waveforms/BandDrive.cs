using Spm.Core.Data;

namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// Band excitation: an ac waveform whose energy lies between <see cref="LowHz"/> and <see cref="HighHz"/>, played <see cref="Repeats"/> times. One period of
/// N samples lasts T = N/f_s, and the response is read at the lines f_k = k/T within the band. The largest sample is <see cref="AmplitudeV"/>.
/// </summary>
/// <remarks>Source: S. Jesse, S. V. Kalinin, R. Proksch, A. P. Baddorf, B. J. Rodriguez, Nanotechnology 18, 435503 (2007).</remarks>
public abstract record BandDrive : Waveform
{
    /// <summary>Middle of the band in Hz.</summary>
    public double CenterHz { get; init; } = 350e3;

    /// <summary>Width of the band in Hz.</summary>
    public double BandwidthHz { get; init; } = 60e3;

    /// <summary>Largest |v| of the waveform in V.</summary>
    public double AmplitudeV { get; init; } = 1;

    /// <summary>f_s, samples per second.</summary>
    public double RateHz { get; init; } = 4e6;

    /// <summary>N, samples of one period.</summary>
    public int PeriodSamples { get; init; } = 16384;

    /// <summary>How often the period is played.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Share of the band, at each edge, over which the amplitude rises as sin²; 0 is a hard edge, 0.5 a sin² over the whole band.</summary>
    public double EdgeSmoothing { get; init; }

    /// <inheritdoc/>
    public override double SampleRateHz => RateHz;

    /// <inheritdoc/>
    public override int SampleCount => PeriodSamples * Repeats;

    /// <inheritdoc/>
    public override bool IsExcitation => true;

    /// <summary>Lower edge of the band in Hz.</summary>
    public double LowHz => CenterHz - BandwidthHz / 2;

    /// <summary>Upper edge of the band in Hz.</summary>
    public double HighHz => CenterHz + BandwidthHz / 2;

    /// <summary>T, duration of one period in s; lines are 1/T apart.</summary>
    public double PeriodS => PeriodSamples / RateHz;

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        RequestRule.InRange(RateHz, 1, 1e10, "Hz", nameof(RateHz), "RateHz = 4e6 for 4 MS/s");
        RequestRule.InRange(PeriodSamples, 16, MaxSamples, "", nameof(PeriodSamples), "PeriodSamples = 16384");
        RequestRule.InRange(Repeats, 1, 1_000_000, "", nameof(Repeats), "Repeats = 1");
        CheckCount((double)PeriodSamples * Repeats, $"Ask for fewer {nameof(Repeats)} or {nameof(PeriodSamples)}.");
        RequestRule.InRange(EdgeSmoothing, 0, 0.5, "", nameof(EdgeSmoothing), "EdgeSmoothing = 0.1");
        RequestRule.InRange(AmplitudeV, 0, 1e3, "V", nameof(AmplitudeV), "AmplitudeV = 1");
        if (!(BandwidthHz > 0 && LowHz > 0))
            throw new ArgumentException($"The band must lie above 0 Hz; {Quantity.Compact(CenterHz, "Hz")} ± {Quantity.Compact(BandwidthHz / 2, "Hz")} does not. Try: CenterHz = 350e3, BandwidthHz = 60e3");
        if (!(HighHz < RateHz / 2))
            throw new ArgumentException($"The band ends at {Quantity.Compact(HighHz, "Hz")}; {Quantity.Compact(RateHz, "Hz")} samples can carry frequencies below {Quantity.Compact(RateHz / 2, "Hz")}. Raise {nameof(RateHz)} or lower the band.");
        if (BandwidthHz * PeriodS < 2)
            throw new ArgumentException($"The band of {Quantity.Compact(BandwidthHz, "Hz")} is narrower than two lines, which are {Quantity.Compact(1 / PeriodS, "Hz")} apart. Use more {nameof(PeriodSamples)} or a wider band.");
    }

    /// <summary>The limits of an excitation: its largest sample and the edges of its band.</summary>
    protected override void CheckLimits(InstrumentLimits limits, double[] samplesV)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.CheckAcAmplitude(AmplitudeV);
        limits.CheckFrequency(LowHz);
        limits.CheckFrequency(HighHz);
    }

    /// <inheritdoc/>
    protected override double[] Build()
    {
        var period = BuildPeriod();
        var samples = new double[SampleCount];
        for (var r = 0; r < Repeats; r++) period.CopyTo(samples, r * PeriodSamples);
        return samples;
    }

    /// <summary>The samples of one period.</summary>
    private protected abstract double[] BuildPeriod();

    /// <summary>Amplitude at a place in the band, 0 at the lower edge and 1 at the upper: 1 in the middle, sin²(πu/2s) within the smoothing s of an edge.</summary>
    private protected double Window(double place)
    {
        var fromEdge = Math.Min(place, 1 - place);
        if (EdgeSmoothing <= 0 || fromEdge >= EdgeSmoothing) return 1;
        var sine = Math.Sin(Math.PI / 2 * Math.Max(fromEdge, 0) / EdgeSmoothing);
        return sine * sine;
    }

    /// <summary>Scales so that the largest |v| is <see cref="AmplitudeV"/>.</summary>
    private protected double[] Scaled(double[] samples)
    {
        var peak = samples.Max(Math.Abs);
        return [.. samples.Select(v => v * (AmplitudeV / peak))];
    }
}
