namespace Spm.Core.Physics.Detection;

/// <content>The drive for a band that a person asked for.</content>
public sealed partial class BandDrive
{
    /// <summary>Highest tone, in units of the sampling rate, at which a shorter wave of a power of two is taken for its speed.</summary>
    private const double Roomy = 0.45;

    /// <summary>
    /// A flat band of M tones, as wide as asked for but for a step that makes the tones whole periods of the wave:
    /// <code>
    /// Δ = B/(M − 1),   k_1 = round((f_c − B/2)/Δ),   Δ′ = f_c/(k_1 + (M − 1)/2),   f_s = N Δ′
    /// </code>
    /// The middle is exact, and no tone is further than Δ B/(4 f_c − 2Δ) from where it was asked for. N is the largest power of two for which f_s does not exceed the digitizer's rate, or, where such a
    /// rate is too low for the band, the largest even number.
    /// </summary>
    /// <param name="highestRateHz">The digitizer's rate: the largest f_s.</param>
    /// <param name="centerHz">f_c.</param>
    /// <param name="bandwidthHz">B, from the lowest to the highest tone.</param>
    /// <param name="bins">M.</param>
    /// <param name="phase">How the phases run.</param>
    /// <exception cref="ArgumentException">A value is impossible, the band begins less than half a step above 0, or the digitizer is too slow for it.</exception>
    public static BandDrive Fitting(double highestRateHz, double centerHz, double bandwidthHz, int bins, BandPhase phase = BandPhase.Chirp)
    {
        PhysicalRange.Require(highestRateHz, 1, 1e12, "samples per second", nameof(highestRateHz), "highestRateHz = 4e6");
        PhysicalRange.Require(bandwidthHz, 1e-3, 1e12, "Hz", nameof(bandwidthHz), "bandwidthHz = 60e3");
        PhysicalRange.Require(bins, 2, 1 << 20, "", nameof(bins), "bins = 80");
        var wantedStepHz = bandwidthHz / (bins - 1);
        var first = Math.Round((centerHz - bandwidthHz / 2) / wantedStepHz);
        if (!(first >= 1))
            throw new ArgumentException($"The band must begin at least half a step of {wantedStepHz:G6} Hz above 0, got {centerHz - bandwidthHz / 2:G6} Hz. Try a narrower band.", nameof(bandwidthHz));
        var stepHz = centerHz / (first + (bins - 1) / 2.0);
        var most = Math.Floor(highestRateHz / stepHz);
        if (!(first + bins <= Math.Floor(most / 2)))
            throw new ArgumentException(
                $"The band must lie below half the digitizer's rate of {highestRateHz:G6} samples per second; it reaches {centerHz + bandwidthHz / 2:G6} Hz. Try a lower band or a faster digitizer.", nameof(centerHz));
        PhysicalRange.Require(most, 4, 1 << 26, "samples of a period", nameof(bandwidthHz), "fewer bins or a wider band");
        var samples = (int)most & ~1;
        var power = 1 << (int)Math.Log2(samples);
        if (first + bins <= Roomy * power) samples = power;
        return Flat(samples * stepHz, samples, centerHz, bins, phase);
    }
}
