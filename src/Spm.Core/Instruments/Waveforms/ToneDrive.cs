using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// A band made of tones on the lines of the period: v(t) ∝ Σ_k W_k cos(2π f_k t + φ_k), with W the edge smoothing. Outside of its lines it has nothing.
/// Kinds differ in the phases φ_k alone.
/// </summary>
public abstract record ToneDrive : BandDrive
{
    /// <summary>The excited frequencies in Hz, lines of the period within the band.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public double[] TonesHz()
    {
        CheckSettings();
        return [.. Lines().Select(k => k / PeriodS)];
    }

    /// <summary>Every how manyth line is excited.</summary>
    private protected virtual int LineStep => 1;

    private protected override double[] BuildPeriod()
    {
        var lines = Lines();
        double[] weights = [.. lines.Select(k => Window((k / PeriodS - LowHz) / BandwidthHz))];
        // Hard smoothing on few lines may leave the outermost ones with nothing; a band without any is refused.
        if (!weights.Any(w => w > 0)) throw new ArgumentException($"{nameof(EdgeSmoothing)} = {EdgeSmoothing} leaves no line of the band. Smooth less, or use more {nameof(PeriodSamples)}.");
        var phases = PhasesRad(weights);
        var spectrum = new Complex[PeriodSamples];
        for (var i = 0; i < lines.Length; i++)
        {
            spectrum[lines[i]] = Complex.FromPolarCoordinates(weights[i] / 2, phases[i]);
            spectrum[PeriodSamples - lines[i]] = Complex.Conjugate(spectrum[lines[i]]);
        }
        Fourier.Inverse(spectrum, FourierOptions.NoScaling);
        return Scaled(Array.ConvertAll(spectrum, z => z.Real));
    }

    /// <summary>φ_k of each line, for the amplitudes given.</summary>
    private protected abstract double[] PhasesRad(double[] weights);

    /// <summary>Phases whose group delays −dφ/dω are the ones given: φ_{i+1} = φ_i − 2π·step·(τ_i + τ_{i+1})/(2T); cosines at t = τ_0 for the first line.</summary>
    /// <param name="delays">[line]: τ/T, the part of the period at which the line is played.</param>
    private protected double[] PhasesOfDelays(double[] delays)
    {
        var (phases, first) = (new double[delays.Length], Lines()[0]);
        phases[0] = -2 * Math.PI * first * delays[0];
        for (var i = 1; i < delays.Length; i++)
            phases[i] = phases[i - 1] - Math.PI * LineStep * (delays[i - 1] + delays[i]);
        return phases;
    }

    private int[] Lines()
    {
        // Band edges that are meant to lie on a line may miss it by rounding.
        var (first, last) = ((int)Math.Ceiling(LowHz * PeriodS - 1e-6), (int)Math.Floor(HighHz * PeriodS + 1e-6));
        return [.. Enumerable.Range(0, (last - first) / LineStep + 1).Select(i => first + i * LineStep)];
    }
}
