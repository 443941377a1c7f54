using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// The covariance of one fitted loop, for quantities computed from several of its parameters: σ²(JᵀJ)⁻¹ with J the derivatives of
/// <see cref="LoopModel"/> by a0..a4, b0..b3 at the points kept.
/// </summary>
public static class LoopCovariance
{
    /// <summary>Elements of a covariance: 9 × 9.</summary>
    public const int Length = N * N;

    private const int N = LoopModel.ParameterCount;

    /// <summary>A column that is this near to a combination of the earlier ones is not determined.</summary>
    private const double PivotTolerance = 1e-9;

    /// <summary>Sweeps longer than this take their scratch memory from the heap.</summary>
    private const int StackPoints = 512;

    /// <summary>The order in which parameters are taken in: the widths last, so that they are the ones found undetermined.</summary>
    private static ReadOnlySpan<int> Entry => [0, 1, 4, 2, 3, 5, 6, 7, 8];

    /// <summary>
    /// Computes the covariance under the conventions of the standard errors of <see cref="LoopFitter"/>: a parameter on its bound, or one
    /// that the data do not determine, is held; its row and column are NaN and the others are those with it fixed. A width on its lower
    /// bound (a tenth of the median bias step) is free for the others with the derivatives it has at one step, and step²/12, the variance of
    /// a uniform distribution, is added to the variance of its coercive bias.
    /// </summary>
    /// <param name="parameters">[9]: a0..a4, b0..b3.</param>
    /// <param name="biasesV">[point]: bias in the order swept, V.</param>
    /// <param name="excluded">[point]: true where a point was left out; empty when none was.</param>
    /// <param name="variance">σ², the variance of a point in the unit of a0 squared; Σr²/(n − 9) of the fit when not known otherwise.</param>
    /// <param name="covariance">[81], row-major, out.</param>
    /// <returns>False, with all elements NaN, when a parameter is not finite, the variance is not a number from 0 up, or fewer than 10 points are kept.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public static bool TryCompute(ReadOnlySpan<double> parameters, ReadOnlySpan<double> biasesV, ReadOnlySpan<bool> excluded, double variance, Span<double> covariance)
    {
        if (parameters.Length != N)
            throw new ArgumentException($"A loop has {N} parameters a0..a4, b0..b3, got {parameters.Length}.", nameof(parameters));
        if (!excluded.IsEmpty && excluded.Length != biasesV.Length)
            throw new ArgumentException($"{biasesV.Length} biases need as many flags of points left out (or none at all), got {excluded.Length}.", nameof(excluded));
        if (covariance.Length != Length)
            throw new ArgumentException($"The covariance of {N} parameters has {Length} elements, the destination holds {covariance.Length}.", nameof(covariance));
        covariance.Fill(double.NaN);
        if (!(variance >= 0 && double.IsFinite(variance)) || parameters.ContainsAny(double.NaN, double.PositiveInfinity, double.NegativeInfinity) || biasesV.Length <= N)
            return false;
        var (step, low, high) = Sweep(biasesV);
        Span<double> blunt = stackalloc double[N], normal = stackalloc double[Length], first = stackalloc double[N];
        parameters.CopyTo(blunt);
        var sharpest = step / LoopWaveform.StepsPerMinimumWidth;
        for (var i = 5; i < N; i++)
            if (parameters[i] <= sharpest)
                blunt[i] = step;
        if (Normal(blunt, biasesV, excluded, normal) <= N)
            return false;
        for (var i = 0; i < N; i++)
            first[i] = normal[i * N + i];
        Span<bool> isFree = stackalloc bool[N];
        foreach (var k in Entry)
        {
            var held = k is 2 or 3 ? blunt[k] <= low || blunt[k] >= high : k > 4 && blunt[k] >= (high - low) / 2;
            isFree[k] = !held && LoopSweep.TryPivot(normal, N, k, first[k], PivotTolerance);
        }
        var sigma = Math.Sqrt(variance);
        for (var i = 0; i < N; i++)
            for (var j = 0; j < N; j++)
                if (isFree[i] && isFree[j])
                    covariance[i * N + j] = -normal[i * N + j] * Unit(i, sigma, parameters[1]) * Unit(j, sigma, parameters[1]);
        for (var i = 5; i < N; i++)
        {
            if (parameters[i] > sharpest)
                continue;
            var coercive = i < 7 ? 2 : 3;
            covariance[coercive * N + coercive] += step * step / 12;
            for (var j = 0; j < N; j++)
                covariance[i * N + j] = covariance[j * N + i] = double.NaN;
        }
        return true;
    }

    /// <summary>The matrix is that of a loop of opening 1: the derivatives by biases and widths are proportional to a1.</summary>
    private static double Unit(int parameter, double sigma, double opening) => parameter is 0 or 1 or 4 ? sigma : sigma / opening;

    /// <summary>JᵀJ over the points kept, for opening 1; returns how many there are.</summary>
    private static int Normal(ReadOnlySpan<double> blunt, ReadOnlySpan<double> biasesV, ReadOnlySpan<bool> excluded, Span<double> normal)
    {
        Span<double> unit = stackalloc double[N], gradient = stackalloc double[N];
        blunt.CopyTo(unit);
        unit[1] = 1;
        normal.Clear();
        var count = 0;
        for (var point = 0; point < biasesV.Length; point++)
        {
            if (!excluded.IsEmpty && excluded[point])
                continue;
            count++;
            LoopModel.Gradient(unit, biasesV[point], LoopDirection.IsFalling(biasesV, point), gradient);
            for (var i = 0; i < N; i++)
                for (var j = 0; j < N; j++)
                    normal[i * N + j] += gradient[i] * gradient[j];
        }
        return count;
    }

    /// <summary>Median step, lowest and highest bias.</summary>
    private static (double Step, double Low, double High) Sweep(ReadOnlySpan<double> biasesV)
    {
        var steps = biasesV.Length <= StackPoints ? stackalloc double[biasesV.Length] : new double[biasesV.Length];
        var (count, low, high) = (0, biasesV[0], biasesV[0]);
        for (var i = 1; i < biasesV.Length; i++)
        {
            (low, high) = (Math.Min(low, biasesV[i]), Math.Max(high, biasesV[i]));
            if (biasesV[i] != biasesV[i - 1])
                steps[count++] = Math.Abs(biasesV[i] - biasesV[i - 1]);
        }
        steps = steps[..count];
        steps.Sort();
        return (count > 0 ? steps[count / 2] : 0, low, high);
    }
}
