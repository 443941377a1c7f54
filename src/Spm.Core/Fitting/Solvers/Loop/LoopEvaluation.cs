using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// One loop at one shape, its points in the lanes: the model's columns and their inner products, the best linear parameters a0, a1, a4
/// under the weights, and the residuals.
/// </summary>
internal sealed class LoopEvaluation(LoopWaveform waveform)
{
    /// <summary>Shape parameters.</summary>
    public const int Shapes = 6;

    /// <summary>Residuals below this part of the loop's height are never noise to be weighed.</summary>
    public const double ScaleFloor = 1e-4;

    private readonly LoopSums sums = new(waveform);
    private readonly double[] linear = new double[3], normal = new double[9], sorted = new double[waveform.Bias.Length];

    /// <summary>[slot]: the data, centred and scaled to the loop's height.</summary>
    public double[] Data { get; } = new double[waveform.Bias.Length];

    /// <summary>[slot]: weights; 0 leaves a point out.</summary>
    public double[] Weights { get; } = new double[waveform.Bias.Length];

    /// <summary>[slot]: 1 where there is a finite point, whether kept or not.</summary>
    public double[] Finite { get; } = new double[waveform.Bias.Length];

    /// <summary>[slot]: data − model at the solution.</summary>
    public double[] Residuals { get; } = new double[waveform.Bias.Length];

    /// <summary>Inner products at the solution.</summary>
    public LoopSums Sums => sums;

    /// <summary>a0, a1 and slope per half sweep at the solution, in the scale of <see cref="Data"/>.</summary>
    public ReadOnlySpan<double> Linear => linear;

    /// <summary>Σ w r² at the solution.</summary>
    public double Cost { get; private set; }

    /// <summary>Columns, inner products, linear parameters, residuals and cost at a shape under the present weights.</summary>
    public void Evaluate(ReadOnlySpan<double> p)
    {
        sums.AddWeights(Data, Weights);
        sums.Evaluate(p);
        sums.AddShape(Data, Weights);
        Solve();
    }

    /// <summary>The same without the derivatives: <see cref="Sums"/> has no products of these.</summary>
    public void EvaluateShape(ReadOnlySpan<double> p)
    {
        sums.AddWeights(Data, Weights);
        sums.EvaluateShape(p);
        sums.AddShapeAlone(Data, Weights);
        Solve();
    }

    /// <summary>1.4826·median|r| over the finite points, corrected for the nine parameters.</summary>
    public double Scale()
    {
        var n = 0;
        for (var i = 0; i < Residuals.Length; i++)
            if (Finite[i] != 0)
                sorted[n++] = Math.Abs(Residuals[i]);
        var median = Select(sorted.AsSpan(0, n), n / 2);
        return Math.Max(ScaleFloor, 1.4826 * median * Math.Sqrt(n / Math.Max(1.0, n - LoopModel.ParameterCount)));
    }

    /// <summary>The element that sorting would bring to <paramref name="rank"/> (Hoare's quickselect).</summary>
    private static double Select(Span<double> values, int rank)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = values[(low + high) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (rank <= j)
                high = j;
            else if (rank >= i)
                low = i;
            else
                break;
        }
        return values[rank];
    }

    /// <summary>True when shape parameter <paramref name="i"/> is on its bound.</summary>
    public bool IsAtBound(ReadOnlySpan<double> p, int i) => p[i] <= Lower(i) || p[i] >= Upper(i);

    /// <summary>Brings <see cref="Sums"/> to other shape parameters under the present weights, leaving the solution as it is.</summary>
    public void EvaluateSums(ReadOnlySpan<double> p)
    {
        sums.Evaluate(p);
        sums.AddShape(Data, Weights);
    }

    private double Lower(int i) => i % 3 == 0 ? waveform.Minimum : waveform.MinimumWidth;

    private double Upper(int i) => i % 3 == 0 ? waveform.Maximum : waveform.MaximumWidth;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Solve()
    {
        for (var i = 0; i < 3; i++)
        {
            linear[i] = sums[i, 9];
            for (var j = 0; j < 3; j++)
                normal[i * 3 + j] = sums[i, j];
        }
        LoopCholesky.Factor(normal, 3);
        LoopCholesky.Solve(normal, 3, linear);
        var cost = Vector256<double>.Zero;
        for (var i = 0; i < Residuals.Length; i += LoopWaveform.Lanes)
        {
            var r = Vector256.Create(Data.AsSpan(i)) - Vector256.Create(linear[0]) - Vector256.Create(linear[1]) * Vector256.Create(sums.Shape[i..]) - Vector256.Create(linear[2]) * Vector256.Create(waveform.LinearBias.AsSpan(i));
            r.CopyTo(Residuals, i);
            cost += Vector256.Create(Weights.AsSpan(i)) * r * r;
        }
        Cost = Vector256.Sum(cost);
    }
}
