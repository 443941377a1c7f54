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
    private readonly bool[] isFree = new bool[Shapes];

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
    /// <param name="tolerance">The run stops when a step lowers S by no more than tolerance·S.</param>
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
            damping = Math.Max(damping * 0.1, 1e-9);
            var lowered = before - Cost;
            if (isRobust)
                Reweight();
            if (lowered <= tolerance * before || before <= 1e-24 * sums[9, 9])
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
        sorted.AsSpan(0, n).Sort();
        var median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return Math.Max(ScaleFloor, 1.4826 * median * Math.Sqrt(n / Math.Max(1.0, n - LoopModel.ParameterCount)));
    }

    /// <summary>True when shape parameter <paramref name="i"/> is on its bound.</summary>
    public bool IsAtBound(ReadOnlySpan<double> p, int i) => p[i] <= Lower(i) || p[i] >= Upper(i);

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
        var shape = sums.Shape;
        var cost = 0.0;
        for (var i = 0; i < Residuals.Length; i++)
        {
            var r = Data[i] - linear[0] - linear[1] * shape[i] - linear[2] * waveform.LinearBias[i];
            Residuals[i] = r;
            cost += Weights[i] * r * r;
        }
        Cost = cost;
    }

    private void Reweight()
    {
        var perScale = 1 / (CauchyC * Scale());
        for (var i = 0; i < Weights.Length; i++)
        {
            var z = Residuals[i] * perScale;
            Weights[i] = Finite[i] / (1 + z * z);
        }
        sums.AddWeights(Data, Weights);
        Solve();
    }

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
            isMoving |= trial[i] != p[i];
        }
        return isMoving;
    }
}
