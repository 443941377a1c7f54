using MathNet.Numerics;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// Switching quantities and their exact derivatives by a0..a4, b0..b3, in this order: V−, V+, imprint, window, R+, R−, switchable
/// polarization, work, NB1, NB2.
/// </summary>
internal static class SwitchingDerivatives
{
    /// <summary>Number of quantities.</summary>
    public const int Count = 10;

    private const int N = LoopModel.ParameterCount;

    private const double Tau = SwitchingParameters.NucleationThreshold;

    private static readonly double _halfRootPi = Math.Sqrt(Math.PI) / 2;

    /// <summary>Computes them.</summary>
    /// <param name="parameters">a0..a4, b0..b3.</param>
    /// <param name="values">[10], out.</param>
    /// <param name="gradients">[10 × 9], row-major, out; empty when not wanted.</param>
    /// <exception cref="ArgumentException">There are not nine parameters.</exception>
    public static void Compute(ReadOnlySpan<double> parameters, Span<double> values, Span<double> gradients)
    {
        if (parameters.Length != N)
            throw new ArgumentException($"A loop has {N} parameters a0..a4, b0..b3, got {parameters.Length}.", nameof(parameters));
        var (a0, a1, a2, a3) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var (b0, b1, b2, b3) = (parameters[5], parameters[6], parameters[7], parameters[8]);
        var positive = Distance(Tau * (b2 + b3) - b2, b2, b3);
        var negative = Distance((1 - Tau) * (b0 + b1) - b0, b0, b1);
        values[0] = a2;
        values[1] = a3;
        values[2] = (a2 + a3) / 2;
        values[3] = a3 - a2;
        values[4] = a0 + a1;
        values[5] = a0;
        values[6] = a1;
        values[7] = Math.Abs(a3 - a2) * Math.Abs(a1);
        values[8] = a3 + positive.Value;
        values[9] = a2 + negative.Value;
        if (gradients.IsEmpty)
            return;
        gradients.Clear();
        var (window, opening) = (a3 < a2 ? -1.0 : 1.0, a1 < 0 ? -1.0 : 1.0);
        gradients[0 * N + 2] = 1;
        gradients[1 * N + 3] = 1;
        gradients[2 * N + 2] = gradients[2 * N + 3] = 0.5;
        (gradients[3 * N + 2], gradients[3 * N + 3]) = (-1, 1);
        gradients[4 * N + 0] = gradients[4 * N + 1] = 1;
        gradients[5 * N + 0] = 1;
        gradients[6 * N + 1] = 1;
        gradients[7 * N + 1] = Math.Abs(a3 - a2) * opening;
        gradients[7 * N + 2] = -window * Math.Abs(a1);
        gradients[7 * N + 3] = window * Math.Abs(a1);
        // NB1: the height is τ·b3 − (1−τ)·b2.
        gradients[8 * N + 3] = 1;
        gradients[8 * N + 7] = (Tau - 1) * positive.ByHeight + (positive.IsFirst ? positive.ByWidth : 0);
        gradients[8 * N + 8] = Tau * positive.ByHeight + (positive.IsFirst ? 0 : positive.ByWidth);
        // NB2: the height is (1−τ)·b1 − τ·b0.
        gradients[9 * N + 2] = 1;
        gradients[9 * N + 5] = -Tau * negative.ByHeight + (negative.IsFirst ? negative.ByWidth : 0);
        gradients[9 * N + 6] = (1 - Tau) * negative.ByHeight + (negative.IsFirst ? 0 : negative.ByWidth);
    }

    /// <summary>√(gᵀ·C·g) of each quantity over the parameters it depends on; NaN where one of those covariances is.</summary>
    public static void Errors(ReadOnlySpan<double> gradients, ReadOnlySpan<double> covariance, Span<double> errors)
    {
        for (var q = 0; q < Count; q++)
        {
            var g = gradients.Slice(q * N, N);
            var variance = 0.0;
            for (var i = 0; i < N; i++)
                for (var j = 0; j < N; j++)
                    if (g[i] != 0 && g[j] != 0)
                        variance += g[i] * covariance[i * N + j] * g[j];
            // Round-off of exactly correlated parameters may fall below 0.
            errors[q] = Math.Sqrt(variance < 0 ? 0 : variance);
        }
    }

    /// <summary>
    /// D = b·erfinv(h/b) with the first width b for which that exists, and its derivatives: with E = erfinv(h/b) and
    /// E' = (√π/2)·e^{E²}, ∂D/∂h = E' and ∂D/∂b = E − (h/b)·E'.
    /// </summary>
    private static (double Value, double ByHeight, double ByWidth, bool IsFirst) Distance(double height, double first, double second)
    {
        var isFirst = Math.Abs(height) < first;
        if (!isFirst && !(Math.Abs(height) < second))
            return (double.NaN, double.NaN, double.NaN, true);
        var width = isFirst ? first : second;
        var e = SpecialFunctions.ErfInv(height / width);
        var byHeight = _halfRootPi * Math.Exp(e * e);
        return (width * e, byHeight, e - height / width * byHeight, isFirst);
    }
}
