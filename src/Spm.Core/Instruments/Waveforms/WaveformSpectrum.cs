using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// One-sided spectrum of N samples: v[n] = Σ_k A_k cos(2π f_k n/f_s + φ_k), k = 0 … ⌊N/2⌋, f_k = k f_s/N. With X the discrete Fourier transform,
/// A_k = 2|X_k|/N and φ_k = arg X_k; A_0 and, for even N, A_{N/2} are |X_k|/N.
/// </summary>
/// <param name="FrequenciesHz">[k]: f_k.</param>
/// <param name="AmplitudesV">[k]: A_k, peak amplitudes.</param>
/// <param name="PhasesRad">[k]: φ_k in (−π, π]; NaN where the amplitude is rounding only.</param>
/// <param name="SampleCount">N.</param>
public sealed record WaveformSpectrum(double[] FrequenciesHz, double[] AmplitudesV, double[] PhasesRad, int SampleCount)
{
    /// <summary>Below this part of the largest amplitude a line is rounding of the transform and has no phase.</summary>
    private const double Rounding = 1e-11;

    /// <summary>Distance of the lines, f_s/N, Hz.</summary>
    public double SpacingHz => FrequenciesHz.Length > 1 ? FrequenciesHz[1] : 0;

    /// <summary>Mean of v² by Parseval: A_0² + Σ A_k²/2, and A_{N/2}² for even N. In V².</summary>
    public double MeanSquareV2 => Power(0, double.PositiveInfinity);

    /// <summary>The part of the mean square without the constant that lies between two frequencies, both included: 0 to 1.</summary>
    public double FractionWithin(double lowHz, double highHz)
    {
        var slack = 1e-9 * SpacingHz;
        return Power(Math.Max(lowHz - slack, slack), highHz + slack) / Power(SpacingHz / 2, double.PositiveInfinity);
    }

    /// <summary>The spectrum of samples.</summary>
    /// <param name="samplesV">[n], V.</param>
    /// <param name="sampleRateHz">f_s, Hz.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static WaveformSpectrum Of(ReadOnlySpan<double> samplesV, double sampleRateHz)
    {
        var n = samplesV.Length;
        if (n == 0) throw new ArgumentException("A spectrum needs at least one sample.", nameof(samplesV));
        var x = new Complex[n];
        for (var i = 0; i < n; i++) x[i] = samplesV[i];
        Fourier.Forward(x, FourierOptions.NoScaling);
        var lines = n / 2 + 1;
        double[] frequencies = new double[lines], amplitudes = new double[lines], phases = new double[lines];
        for (var k = 0; k < lines; k++)
        {
            frequencies[k] = k * sampleRateHz / n;
            amplitudes[k] = x[k].Magnitude * (IsSingle(k, n) ? 1.0 : 2.0) / n;
        }
        var floor = Rounding * amplitudes.Max();
        for (var k = 0; k < lines; k++) phases[k] = amplitudes[k] > floor ? x[k].Phase : double.NaN;
        return new(frequencies, amplitudes, phases, n);
    }

    private static bool IsSingle(int k, int n) => k == 0 || 2 * k == n;

    private double Power(double lowHz, double highHz)
    {
        var sum = 0.0;
        for (var k = 0; k < AmplitudesV.Length; k++)
            if (FrequenciesHz[k] >= lowHz && FrequenciesHz[k] <= highHz)
                sum += AmplitudesV[k] * AmplitudesV[k] * (IsSingle(k, SampleCount) ? 1 : 0.5);
        return sum;
    }
}
