using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// Weighted least squares of one loop from one start: variable projection (the linear a0, a1, a4 are eliminated, Kaufman's
/// Jacobian) with bounded Levenberg–Marquardt steps in the six shape parameters a2, b0, b1, a3, b2, b3. With robust weights it is
/// iteratively reweighted: Cauchy weights 1/(1 + (r/cσ)²) with σ the scaled median of |r|, renewed at every accepted step.
/// One workspace per thread; nothing is allocated while solving.
/// </summary>
/// <remarks>Sources: Golub and Pereyra, SIAM J. Numer. Anal. 10, 413 (1973); Kaufman, BIT 15, 49 (1975).</remarks>
internal sealed class LoopSolver(LoopWaveform waveform)
{
    /// <summary>Shape parameters.</summary>
    public const int Shapes = 6;

    /// <summary>Cauchy's c for 95 % efficiency on Gaussian noise.</summary>
    private const double CauchyC = 2.385;

    /// <summary>Residuals below this part of the loop's height are never noise to be weighed.</summary>
    public const double ScaleFloor = 1e-4;

    private readonly LoopSums sums = new(waveform);
    private readonly double[] hessian = new double[Shapes * Shapes], factor = new double[Shapes * Shapes];
    private readonly double[] gradient = new double[Shapes], step = new double[Shapes], trial = new double[Shapes];
    private readonly double[] linear = new double[3], normal = new double[9], sorted = new double[waveform.Bias.Length];
    private double predicted;
    private readonly bool[] isFree = new bool[Shapes];

    /// <summary>Σ w r² below this part of Σ w d² is round-off: nothing can be gained.</summary>
    private const double RoundOff = 1e-24;

    /// <summary>[slot]: the data, centred and scaled to the loop's height.</summary>
    public double[] Data { get; } = new double[waveform.Bias.Length];

    /// <summary>[slot]: weights of the run; 0 leaves a point out.</summary>
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

    /// <summary>Steps taken by the last run.</summary>
    public int Iterations { get; private set; }

    /// <summary>Moves the shape parameters <paramref name="p"/> to the nearest minimum of Σ w r².</summary>
    /// <param name="p">a2, b0, b1, a3, b2, b3; start in, solution out.</param>
    /// <param name="isRobust">True to renew <see cref="Weights"/> by Cauchy's formula at every step.</param>
    /// <param name="maxIterations">Limit on the steps.</param>
    /// <param name="tolerance">The run stops when a step lowers S, and was expected to lower S, by no more than tolerance·S.</param>
    public FitStatus Run(Span<double> p, bool isRobust, int maxIterations, double tolerance)
    {
        Clamp(p);
        sums.AddWeights(Data, Weights);
        Evaluate(p);
        if (isRobust)
            Reweight();
        var (damping, status) = (1e-3, FitStatus.MaxIterations);
        for (Iterations = 0; Iterations < maxIterations; Iterations++)
        {
            if (!double.IsFinite(Cost))
                return FitStatus.Singular;
            Linearize(p);
            var before = Cost;
            var accepted = false;
            for (; damping < 1e10; damping *= 8)
            {
                if (!TryStep(p, damping))
                    continue;
                Evaluate(trial);
                if (Cost <= before)
                {
                    accepted = true;
                    break;
                }
            }
            if (!accepted)
            {
                // No step of any length lowers S: this is the minimum to the precision there is.
                Evaluate(p);
                status = FitStatus.Converged;
                break;
            }
            trial.CopyTo(p);
            var lowered = before - Cost;
            damping = NextDamping(damping, lowered / predicted);
            if (isRobust)
                Reweight();
            if (Math.Max(lowered, predicted) <= tolerance * before || before <= RoundOff * sums[9, 9])
            {
                status = FitStatus.Converged;
                break;
            }
        }
        return status == FitStatus.Converged && IsAnyAtBound(p) ? FitStatus.AtBound : status;
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

    private bool IsAnyAtBound(ReadOnlySpan<double> p)
    {
        for (var i = 0; i < Shapes; i++)
            if (IsAtBound(p, i))
                return true;
        return false;
    }

    private double Lower(int i) => i % 3 == 0 ? waveform.Minimum : waveform.MinimumWidth;

    private double Upper(int i) => i % 3 == 0 ? waveform.Maximum : waveform.MaximumWidth;

    private void Clamp(Span<double> p)
    {
        for (var i = 0; i < Shapes; i++)
            p[i] = Math.Clamp(p[i], Lower(i), Upper(i));
    }

    /// <summary>Columns, inner products, linear parameters, residuals and cost at p under the present weights.</summary>
    private void Evaluate(ReadOnlySpan<double> p)
    {
        sums.Evaluate(p);
        Solve();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Solve()
    {
        sums.AddShape(Data, Weights);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reweight()
    {
        var perScale = Vector256.Create(1 / (CauchyC * Scale()));
        for (var i = 0; i < Weights.Length; i += LoopWaveform.Lanes)
        {
            var z = Vector256.Create(Residuals.AsSpan(i)) * perScale;
            (Vector256.Create(Finite.AsSpan(i)) / (Vector256.Create(1.0) + z * z)).CopyTo(Weights, i);
        }
        sums.AddWeights(Data, Weights);
        Solve();
    }

    /// <summary>Less damping after a step as good as the quadratic model promised, more after one that overshot.</summary>
    private static double NextDamping(double damping, double gain) => gain switch
    {
        > 0.75 => Math.Max(damping * 0.1, 1e-6),
        < 0.25 => Math.Max(damping * 5, 0.05),
        < 0.5 => Math.Max(damping * 2, 0.01),
        _ => damping,
    };

    /// <summary>Gradient and Kaufman's Gauss–Newton matrix; a parameter on its bound that is pushed outwards is held.</summary>
    private void Linearize(ReadOnlySpan<double> p)
    {
        var a1 = linear[1];
        Span<double> projected = stackalloc double[3];
        for (var i = 0; i < Shapes; i++)
        {
            gradient[i] = a1 * (sums[i + 3, 9] - linear[0] * sums[0, i + 3] - a1 * sums[1, i + 3] - linear[2] * sums[2, i + 3]);
            isFree[i] = !(p[i] <= Lower(i) && gradient[i] < 0) && !(p[i] >= Upper(i) && gradient[i] > 0);
            for (var k = 0; k < 3; k++)
                projected[k] = sums[k, i + 3];
            LoopCholesky.Solve(normal, 3, projected);
            for (var j = 0; j <= i; j++)
            {
                var own = i / 3 == j / 3 ? sums[i + 3, j + 3] : 0;
                var shared = projected[0] * sums[0, j + 3] + projected[1] * sums[1, j + 3] + projected[2] * sums[2, j + 3];
                hessian[i * Shapes + j] = hessian[j * Shapes + i] = a1 * a1 * (own - shared);
            }
        }
    }

    private bool TryStep(ReadOnlySpan<double> p, double damping)
    {
        var mean = 0.0;
        for (var i = 0; i < Shapes; i++)
            mean += hessian[i * Shapes + i] / Shapes;
        for (var i = 0; i < Shapes; i++)
        {
            step[i] = isFree[i] ? gradient[i] : 0;
            for (var j = 0; j < Shapes; j++)
                factor[i * Shapes + j] = isFree[i] && isFree[j] ? hessian[i * Shapes + j] : 0;
            var diagonal = hessian[i * Shapes + i];
            factor[i * Shapes + i] = isFree[i] ? diagonal + damping * (Math.Max(diagonal, 0) + 1e-3 * mean) : 1;
        }
        LoopCholesky.Factor(factor, Shapes);
        LoopCholesky.Solve(factor, Shapes, step);
        var isMoving = false;
        for (var i = 0; i < Shapes; i++)
        {
            var limit = waveform.Range / 8;
            trial[i] = Math.Clamp(p[i] + Math.Clamp(step[i], -limit, limit), Lower(i), Upper(i));
            step[i] = trial[i] - p[i];
            isMoving |= step[i] != 0;
        }
        predicted = 0;
        for (var i = 0; i < Shapes; i++)
        {
            predicted += 2 * gradient[i] * step[i];
            for (var j = 0; j < Shapes; j++)
                predicted -= step[i] * hessian[i * Shapes + j] * step[j];
        }
        return isMoving;
    }
}
