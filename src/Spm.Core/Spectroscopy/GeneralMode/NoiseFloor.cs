using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spm.Core.Spectroscopy.GeneralMode;

/// <summary>
/// The noise floor of a spectrum, found by iteration: |X| of Gaussian noise is Rayleigh distributed, P(|X| &gt; t) = e^{−t²/2σ²}, so that bins above
/// t = σ √(−2 ln p) are hardly noise; they are left out, σ is computed again from the rest, until nothing changes:
/// <code>
/// σ² = ⟨|X|²⟩_{|X| ≤ t} / (2 (1 + p ln p/(1 − p)))
/// </code>
/// The denominator is what a Rayleigh distribution keeps of its mean square when it is cut at t. Only ratios are compared: a spectrum in other units has the same bins above its floor.
/// Source: the iteration of pycroscopy's <c>get_noise_floor</c> (Somnath, Collins, Matheson, Sukumar, Jesse and Kalinin, Nanotechnology 27, 414003 (2016)), whose stop is an absolute number and so
/// depends on the unit; without the correction σ is low.
/// </summary>
/// <param name="Sigma">σ: standard deviation of the real and of the imaginary part of noise, in the unit of the spectrum.</param>
/// <param name="Threshold">t, in the unit of the spectrum.</param>
/// <param name="Iterations">Iterations until nothing changed.</param>
public readonly record struct NoiseFloor(double Sigma, double Threshold, int Iterations)
{
    private const int MaxIterations = 100, StartBins = 4096;

    /// <summary>Stops when σ changes by less than this part of itself.</summary>
    private const double RelativeTolerance = 1e-6;

    /// <summary>Finds the floor.</summary>
    /// <param name="spectrum">Bins; those that are not finite or zero are not looked at.</param>
    /// <param name="falseRate">p: part of the noise's bins that may lie above the threshold.</param>
    /// <exception cref="ArgumentException">p is not between 1e-12 and 0.5, or no bin is finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NoiseFloor Of(ReadOnlySpan<Complex> spectrum, double falseRate = 1e-6)
    {
        if (!(falseRate is >= 1e-12 and <= 0.5)) throw new ArgumentOutOfRangeException(nameof(falseRate), falseRate, $"falseRate must be 1e-12 to 0.5, got {falseRate}. Try: falseRate = 1e-6.");
        var (squares, count) = (new double[spectrum.Length], 0);
        foreach (var bin in spectrum)
        {
            var square = bin.Real * bin.Real + bin.Imaginary * bin.Imaginary;
            if (square > 0 && double.IsFinite(square)) squares[count++] = square;
        }
        if (count == 0) throw new ArgumentException("The spectrum has no bin that is finite and not zero.", nameof(spectrum));

        var sigma2 = Start(squares.AsSpan(0, count));
        var kept = 1 + falseRate * Math.Log(falseRate) / (1 - falseRate);
        for (var iteration = 1; ; iteration++)
        {
            var (threshold2, sum, below) = (-2 * sigma2 * Math.Log(falseRate), 0.0, 0);
            for (var i = 0; i < count; i++)
            {
                var noise = squares[i] <= threshold2;
                (sum, below) = (sum + (noise ? squares[i] : 0), below + (noise ? 1 : 0));
            }
            var next = below > 0 ? sum / below / (2 * kept) : sigma2;
            var settled = Math.Abs(next - sigma2) <= RelativeTolerance * sigma2;
            sigma2 = next;
            if (settled || iteration == MaxIterations) return new NoiseFloor(Math.Sqrt(sigma2), Math.Sqrt(-2 * sigma2 * Math.Log(falseRate)), iteration);
        }
    }

    /// <summary>σ² by the median of |X|², 2 σ² ln 2, of evenly chosen bins: a start that few strong lines do not move.</summary>
    private static double Start(ReadOnlySpan<double> squares)
    {
        var stride = (squares.Length + StartBins - 1) / StartBins;
        var chosen = new double[(squares.Length + stride - 1) / stride];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = squares[i * stride];
        Array.Sort(chosen);
        return chosen[chosen.Length / 2] / (2 * Math.Log(2));
    }
}
