using System.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// The simple harmonic oscillator (SHO) of band excitation:
/// <code>H(f) = A e^{iφ} f0² / (f² − i f f0 / Q − f0²)</code>
/// so that H(0) = −A e^{iφ} and H(f0) = i A Q e^{iφ}. Parameters in this order everywhere: A, f0, Q, φ.
/// Source: Jesse, Kalinin, Proksch, Baddorf, Rodriguez, Nanotechnology 18, 435503 (2007); sign and phase as in BGlib.
/// </summary>
public static class ShoModel
{
    /// <summary>Number of parameters.</summary>
    public const int ParameterCount = 4;

    /// <summary>The response at one frequency.</summary>
    /// <param name="frequencyHz">f, Hz.</param>
    /// <param name="amplitude">A, in the unit of the response.</param>
    /// <param name="resonanceHz">f0, Hz, above 0.</param>
    /// <param name="quality">Q, dimensionless, above 0.</param>
    /// <param name="phase">φ, rad.</param>
    public static Complex Response(double frequencyHz, double amplitude, double resonanceHz, double quality, double phase) =>
        Complex.FromPolarCoordinates(amplitude, phase) * (resonanceHz * resonanceHz)
        / new Complex(frequencyHz * frequencyHz - resonanceHz * resonanceHz, -frequencyHz * resonanceHz / quality);

    /// <summary>The response of parameters (A, f0, Q, φ) at every frequency, real and imaginary parts interleaved.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> frequenciesHz, Span<double> interleaved)
    {
        if (parameters.Length != ParameterCount) throw new ArgumentException($"The SHO has 4 parameters (A, f0, Q, φ), got {parameters.Length}.", nameof(parameters));
        if (interleaved.Length != 2 * frequenciesHz.Length)
            throw new ArgumentException($"{frequenciesHz.Length} frequencies give {2 * frequenciesHz.Length} real and imaginary parts, room is for {interleaved.Length}.", nameof(interleaved));
        for (var k = 0; k < frequenciesHz.Length; k++)
        {
            var h = Response(frequenciesHz[k], parameters[0], parameters[1], parameters[2], parameters[3]);
            (interleaved[2 * k], interleaved[2 * k + 1]) = (h.Real, h.Imaginary);
        }
    }

    /// <summary>
    /// Cramér–Rao bound: the least standard deviations (of A, f0, Q, φ) that any unbiased fit can have,
    /// √diag(σ² (Re JᴴJ)⁻¹), for complex Gaussian noise of standard deviation σ per component.
    /// </summary>
    /// <returns>Four standard deviations; NaN where the frequencies do not determine the parameters.</returns>
    public static double[] CramerRao(ReadOnlySpan<double> frequenciesHz, double amplitude, double resonanceHz, double quality, double phase, double sigma)
    {
        var covariance = Covariance([amplitude, resonanceHz, quality, phase], frequenciesHz, sigma);
        return [.. Enumerable.Range(0, ParameterCount).Select(i => Math.Sqrt(covariance[i, i]))];
    }

    /// <summary>Covariance of the parameters of one fit, σ² (Re JᴴWJ)⁻¹, [4 × 4] in the order A, f0, Q, φ.</summary>
    /// <param name="parameters">A, f0 (Hz), Q, φ (rad).</param>
    /// <param name="frequenciesHz">The bins that were kept, Hz.</param>
    /// <param name="sigma">Standard deviation of the noise per component, for a bin of weight 1; √(cost/(2n−4)) when it was estimated.</param>
    /// <param name="weights">One per frequency; none to weigh all the same.</param>
    /// <returns>Units are the products of the parameters' units; not finite where the frequencies do not determine the parameters.</returns>
    /// <exception cref="ArgumentException">There are not four parameters, or not one weight per frequency.</exception>
    public static double[,] Covariance(ReadOnlySpan<double> parameters, ReadOnlySpan<double> frequenciesHz, double sigma, ReadOnlySpan<double> weights = default)
    {
        if (parameters.Length != ParameterCount) throw new ArgumentException($"The SHO has 4 parameters (A, f0, Q, φ), got {parameters.Length}.", nameof(parameters));
        if (!weights.IsEmpty && weights.Length != frequenciesHz.Length)
            throw new ArgumentException($"There are {weights.Length} weights for {frequenciesHz.Length} frequencies; give one per frequency.", nameof(weights));
        var (amplitude, resonanceHz, quality, phase) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        // Columns relative to the parameters (∂H/∂ln A, ∂H/∂ln f0, ∂H/∂ln Q, ∂H/∂φ), so that the matrix is well scaled.
        var normal = new double[4, 4];
        Span<Complex> column = stackalloc Complex[4];
        for (var k = 0; k < frequenciesHz.Length; k++)
        {
            var f = frequenciesHz[k];
            var h = Response(f, amplitude, resonanceHz, quality, phase);
            var denominator = new Complex(f * f - resonanceHz * resonanceHz, -f * resonanceHz / quality);
            column[0] = h;
            column[1] = h * (2 + (new Complex(2 * resonanceHz * resonanceHz, f * resonanceHz / quality) / denominator));
            column[2] = -h * new Complex(0, f * resonanceHz / quality) / denominator;
            column[3] = Complex.ImaginaryOne * h;
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++)
                    normal[i, j] += (weights.IsEmpty ? 1 : weights[k]) * (Complex.Conjugate(column[i]) * column[j]).Real;
        }
        var scale = normal[0, 0];
        var inverse = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(normal).Divide(scale).Inverse();
        double[] unit = [amplitude, resonanceHz, quality, 1];
        var covariance = new double[4, 4];
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
                covariance[i, j] = sigma * unit[i] * sigma * unit[j] * inverse[i, j] / scale;
        return covariance;
    }

    /// <summary>Correlation of the parameters of one fit, C_ij/√(C_ii C_jj), [4 × 4] in the order A, f0, Q, φ; it does not depend on the noise.</summary>
    /// <inheritdoc cref="Covariance" path="/param|/returns|/exception"/>
    public static double[,] Correlation(ReadOnlySpan<double> parameters, ReadOnlySpan<double> frequenciesHz, ReadOnlySpan<double> weights = default)
    {
        // The noise cancels; as much of it as there is signal keeps the numbers in range.
        var covariance = Covariance(parameters, frequenciesHz, parameters.IsEmpty ? 1 : parameters[0], weights);
        var correlation = new double[4, 4];
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
                correlation[i, j] = i == j ? 1 : covariance[i, j] / Math.Sqrt(covariance[i, i] * covariance[j, j]);
        return correlation;
    }

    /// <summary>Names, symbols and units of the parameters for data in <paramref name="unit"/>.</summary>
    public static IReadOnlyList<FitParameter> Parameters(string unit) =>
    [
        new("Amplitude", "A", unit, "Response far below the resonance; A·Q is the height of the peak."),
        new("Frequency", "f0", "Hz", "Resonance frequency f0."),
        new("Quality Factor", "Q", "", "Quality factor f0/linewidth."),
        new("Phase", "phi", "rad", "Phase φ of the drive-to-response ratio, in (−π, π].", IsCyclic: true),
    ];
}
