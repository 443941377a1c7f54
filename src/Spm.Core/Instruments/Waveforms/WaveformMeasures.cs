namespace Spm.Core.Instruments.Waveforms;

/// <summary>What an amplifier wants to know about a waveform.</summary>
/// <param name="MinV">Smallest sample, V.</param>
/// <param name="MaxV">Largest sample, V.</param>
/// <param name="MeanV">Mean, V.</param>
/// <param name="RmsV">√(mean v²), V.</param>
/// <param name="SlewVPerS">Steepest step: its height divided by the time for which the level it leads to is held, V/s, as the slew limit reckons
/// (<see cref="InstrumentLimits.CheckBiasStep"/>). The last level stays.</param>
public sealed record WaveformMeasures(double MinV, double MaxV, double MeanV, double RmsV, double SlewVPerS)
{
    /// <summary>Largest |v|, V.</summary>
    public double PeakV => Math.Max(Math.Abs(MinV), Math.Abs(MaxV));

    /// <summary>
    /// Peak ÷ rms: √2 for a sine, √(2K) for K tones in phase. The less it is, the more energy is put in below a peak. NaN for a waveform that is all 0.
    /// </summary>
    public double CrestFactor => PeakV / RmsV;

    internal static WaveformMeasures Of(ReadOnlySpan<double> samplesV, double sampleRateHz)
    {
        var (min, max, sum, squares) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        var (perSample, step, since) = (0.0, 0.0, 0);
        for (var n = 0; n < samplesV.Length; n++)
        {
            var v = samplesV[n];
            (min, max, sum, squares) = (Math.Min(min, v), Math.Max(max, v), sum + v, squares + v * v);
            if (n == 0 || v == samplesV[n - 1]) continue;
            if (since > 0) perSample = Math.Max(perSample, step / (n - since));
            (step, since) = (Math.Abs(v - samplesV[n - 1]), n);
        }
        return new(min, max, sum / samplesV.Length, Math.Sqrt(squares / samplesV.Length), perSample * sampleRateHz);
    }
}
