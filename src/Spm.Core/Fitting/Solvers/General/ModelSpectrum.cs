using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Solvers;

/// <summary>What is known of a spectrum before it is fitted. Sums are of weighted data divided by <see cref="Scale"/>.</summary>
/// <param name="Kept">Numbers kept: points, or twice the points of complex data.</param>
/// <param name="Scale">A power of two near the largest weighted number, so that no square is too large or too small.</param>
/// <param name="Variation">Σ w (y − ȳ)².</param>
/// <param name="Energy">Σ w y².</param>
internal readonly record struct SpectrumFacts(int Kept, double Scale, double Variation, double Energy)
{
    /// <summary>Variation that rounding of the data alone can make, as a part of their energy.</summary>
    public const double Rounding = 1e-26;

    /// <summary>What the step tolerance is a part of: the variation, or for data that hardly vary what is left of their own digits.</summary>
    public double StepScale => Variation + 1e-12 * Energy;
}

/// <summary>Looks at one spectrum after the other: which points can be used, with which weights, and how they vary.</summary>
internal sealed class ModelSpectrum(ModelProblem problem)
{
    private readonly double[] _rootWeights = new double[problem.Points];

    /// <summary>[point]: √w over the scale; 0 where the point cannot be used.</summary>
    public ReadOnlySpan<double> RootWeights => _rootWeights;

    /// <summary>Looks at [point], complex [point × 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SpectrumFacts Look(ReadOnlySpan<double> y)
    {
        var roots = problem.RootWeights;
        var (isComplex, kept, largest) = (problem.Channels == 2, 0, 0.0);
        for (var i = 0; i < roots.Length; i++)
        {
            var size = isComplex ? Math.Abs(y[2 * i]) + Math.Abs(y[2 * i + 1]) : Math.Abs(y[i]);
            var isKept = roots[i] > 0 && size < double.PositiveInfinity;
            _rootWeights[i] = isKept ? roots[i] : 0;
            if (!isKept) continue;
            kept++;
            largest = Math.Max(largest, size * roots[i]);
        }
        var scale = largest > 0 ? Math.ScaleB(1, Math.Clamp(Math.ILogB(largest), -1000, 1000)) : 1;
        var perScale = 1 / scale;
        for (var i = 0; i < roots.Length; i++) _rootWeights[i] *= perScale;
        var (energy, variation) = Variation(y, _rootWeights);
        return new(kept * problem.Channels, scale, variation, energy);
    }

    /// <summary>Σ w y² and Σ w (y − ȳ)² with weights of one's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Energy, double Variation) Variation(ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights)
    {
        var (channels, energy, variation) = (problem.Channels, 0.0, 0.0);
        for (var c = 0; c < channels; c++)
        {
            // About the first number kept, so that a large offset leaves its digits to the variation.
            var first = rootWeights.IndexOfAnyExcept(0.0);
            if (first < 0) return (0, 0);
            var (origin, weight, sum, squares) = (y[first * channels + c], 0.0, 0.0, 0.0);
            for (var i = 0; i < rootWeights.Length; i++)
            {
                var root = rootWeights[i];
                if (root == 0) continue;
                var value = root * y[i * channels + c];
                // Weighted first: the difference of two huge numbers is none.
                var d = value - root * origin;
                energy += value * value;
                weight += root * root;
                sum += root * d;
                squares += d * d;
            }
            variation += Math.Max(squares - sum * sum / weight, 0);
        }
        return (energy, variation);
    }
}
