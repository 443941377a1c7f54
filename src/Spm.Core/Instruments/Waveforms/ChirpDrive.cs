namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// A linear chirp of constant amplitude: v(t) = V·W(t/T)·cos(2π(f1 t + (f2 − f1)t²/(2T)) + φ0), from the lower to the upper edge of the band in one period.
/// The edge smoothing acts on time, which here is frequency; with it less leaks out of the band, and the period joins its repeat without a jump.
/// </summary>
public sealed record ChirpDrive : BandDrive
{
    /// <summary>φ0, phase at the start in rad; −π/2 starts at 0 V going up.</summary>
    public double PhaseRad { get; init; } = -Math.PI / 2;

    /// <summary>From the upper edge to the lower one instead.</summary>
    public bool IsFalling { get; init; }

    /// <inheritdoc/>
    public override string Title => "chirp band excitation";

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        if (!double.IsFinite(PhaseRad)) throw new ArgumentException($"{nameof(PhaseRad)} must be a number of radians, got {PhaseRad}. Try: PhaseRad = 0");
    }

    private protected override double[] BuildPeriod()
    {
        var (start, sweep) = IsFalling ? (HighHz, -BandwidthHz) : (LowHz, BandwidthHz);
        return
        [
            .. Enumerable.Range(0, PeriodSamples).Select(n =>
            {
                var (t, place) = (n / RateHz, (double)n / PeriodSamples);
                return AmplitudeV * Window(place) * Math.Cos(2 * Math.PI * (start * t + sweep * t * place / 2) + PhaseRad);
            }),
        ];
    }
}
