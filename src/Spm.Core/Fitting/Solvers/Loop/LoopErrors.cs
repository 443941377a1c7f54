using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Standard errors √diag(σ̂²(JᵀJ)⁻¹), σ̂² = Σr²/(n − k), from the nine-column Jacobian at the solution. A parameter on its bound,
/// or one that the data do not determine, is held: its error is NaN and the others' are those with it fixed. A width on its lower
/// bound is no exception for itself, but where in the step the branch then jumps is not known, and with noise the true width may
/// well be a step or two: for the others' errors it is free, with the derivatives it has at one step, and step²/12, the variance
/// of a uniform distribution, is added to that of the coercive bias. Call it last: it leaves the evaluation's sums at that width.
/// </summary>
internal sealed class LoopErrors(LoopWaveform waveform)
{
    /// <summary>A column that is this near to a combination of the earlier ones is not determined.</summary>
    private const double PivotTolerance = 1e-9;

    private const int N = LoopModel.ParameterCount;

    /// <summary>Columns of <see cref="LoopSums"/> in the order in which they are taken in, the widths last.</summary>
    private static readonly int[] Entry = [0, 1, 2, 3, 6, 4, 5, 7, 8];

    /// <summary>Where each column of <see cref="LoopSums"/> stands among a0..a4, b0..b3.</summary>
    private static readonly int[] Place = [0, 1, 4, 2, 5, 6, 3, 7, 8];

    private readonly double[] matrix = new double[N * N], original = new double[N], standard = new double[N];
    private readonly double[] blunt = new double[LoopEvaluation.Shapes];
    private readonly bool[] isSwept = new bool[N];

    /// <summary>[9]: errors in the order a0..a4, b0..b3; the response scaled, the slope per volt.</summary>
    public ReadOnlySpan<double> Standard => standard;

    /// <summary>Computes the errors from the sums at the solution.</summary>
    public void Compute(LoopEvaluation evaluation, ReadOnlySpan<double> shape, int pointCount)
    {
        var a1 = evaluation.Linear[1];
        for (var i = 0; i < blunt.Length; i++)
            blunt[i] = IsSharp(shape, i) ? waveform.Step : shape[i];
        evaluation.EvaluateSums(blunt);
        for (var i = 0; i < N; i++)
            for (var j = 0; j < N; j++)
                matrix[i * N + j] = Product(evaluation.Sums, i, j) * (i > 2 ? a1 : 1) * (j > 2 ? a1 : 1);
        for (var i = 0; i < N; i++)
            original[i] = matrix[i * N + i];
        var count = 0;
        foreach (var k in Entry)
        {
            isSwept[k] = !(k > 2 && evaluation.IsAtBound(blunt, k - 3)) && LoopSweep.TryPivot(matrix, N, k, original[k], PivotTolerance);
            count += isSwept[k] ? 1 : 0;
        }
        var variance = evaluation.Cost / Math.Max(1, pointCount - count);
        for (var k = 0; k < N; k++)
            standard[Place[k]] = isSwept[k] ? Math.Sqrt(Math.Max(0, -matrix[k * N + k]) * variance) : double.NaN;
        for (var i = 0; i < blunt.Length; i++)
        {
            if (!IsSharp(shape, i))
                continue;
            standard[Place[i + 3]] = double.NaN;
            ref var coercive = ref standard[i < 3 ? 2 : 3];
            coercive = Math.Sqrt(coercive * coercive + waveform.Step * waveform.Step / 12);
        }
    }

    private bool IsSharp(ReadOnlySpan<double> shape, int i) => i % 3 != 0 && shape[i] <= waveform.MinimumWidth;

    /// <summary>Σ w·column·column with the bias column in volts: V = middle + half the range × the column of −1..1.</summary>
    private double Product(LoopSums sums, int i, int j)
    {
        if (i > 2 && j > 2 && i / 3 != j / 3)
            return 0;
        if (i == 2)
            return waveform.Middle * Product(sums, 0, j) + waveform.Range / 2 * (j == 2 ? waveform.Middle * sums[2, 0] + waveform.Range / 2 * sums[2, 2] : sums[2, j]);
        return j == 2 ? waveform.Middle * sums[i, 0] + waveform.Range / 2 * sums[i, 2] : sums[i, j];
    }
}
