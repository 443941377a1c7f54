using Spm.Core.Fitting.Models;

namespace Spm.Benchmarks;

/// <summary>
/// The least sum of squares of a loop by brute force, to judge fitters by: Levenberg–Marquardt on all nine parameters, written plainly and
/// apart from the library's solvers, from many Latin-hypercube starts within the bounds. Slow on purpose.
/// </summary>
internal sealed class LoopSearch
{
    private const int N = LoopModel.ParameterCount, MaxIterations = 400;
    private const double Tolerance = 1e-11;

    private readonly double[] biasV, low = new double[N], high = new double[N];
    private readonly bool[] falling;

    /// <param name="biasV">Bias in the order swept, V.</param>
    /// <param name="leastWidthV">Lower bound of the widths, V.</param>
    /// <param name="greatestWidthV">Upper bound of the widths, V.</param>
    public LoopSearch(double[] biasV, double leastWidthV, double greatestWidthV)
    {
        this.biasV = biasV;
        falling = new bool[biasV.Length];
        LoopDirection.Classify(biasV, falling);
        for (var i = 0; i < N; i++)
            (low[i], high[i]) = i switch
            {
                2 or 3 => (biasV.Min(), biasV.Max()),
                > 4 => (leastWidthV, greatestWidthV),
                _ => (double.NegativeInfinity, double.PositiveInfinity),
            };
    }

    /// <summary>The least Σr² over the points kept that any of the starts reaches.</summary>
    public double Best(ReadOnlySpan<double> loop, ReadOnlySpan<bool> excluded, int starts, int seed)
    {
        var random = new Random(seed);
        // A Latin hypercube: each coordinate visits each of as many strata as there are starts once.
        var strata = Enumerable.Range(0, N).Select(_ => { var order = Enumerable.Range(0, starts).ToArray(); random.Shuffle(order); return order; }).ToArray();
        var best = double.PositiveInfinity;
        var p = new double[N];
        for (var s = 0; s < starts; s++)
        {
            for (var i = 0; i < N; i++)
            {
                var t = (strata[i][s] + random.NextDouble()) / starts;
                p[i] = i switch { 2 or 3 => low[i] + t * (high[i] - low[i]), > 4 => low[i] * Math.Pow(high[i] / low[i], t), _ => 0 };
            }
            best = Math.Min(best, Descend(loop, excluded, p));
        }
        return best;
    }

    private double Descend(ReadOnlySpan<double> loop, ReadOnlySpan<bool> excluded, double[] p)
    {
        Span<double> normal = stackalloc double[N * N], gradient = stackalloc double[N], step = stackalloc double[N], trial = stackalloc double[N];
        Span<bool> free = stackalloc bool[N];
        p[1] = 1; // the derivatives by the linear parameters, which give their best values, do not depend on their values
        Linearize(loop, excluded, p, normal, gradient);
        free.Clear();
        free[0] = free[1] = free[4] = true;
        Solve(normal, gradient, free, 0, step);
        foreach (var i in (ReadOnlySpan<int>)[0, 1, 4]) p[i] += step[i];
        var (cost, damping, quiet) = (Linearize(loop, excluded, p, normal, gradient), 1e-3, 0);
        for (var iteration = 0; iteration < MaxIterations && quiet < 3; iteration++)
        {
            for (var i = 0; i < N; i++) free[i] = !(p[i] <= low[i] && gradient[i] < 0) && !(p[i] >= high[i] && gradient[i] > 0);
            Solve(normal, gradient, free, damping, step);
            for (var i = 0; i < N; i++) trial[i] = Math.Clamp(p[i] + step[i], low[i], high[i]);
            var reached = Cost(loop, excluded, trial);
            if (!(reached <= cost))
            {
                damping *= 5;
                if (damping > 1e12) break;
                continue;
            }
            quiet = cost - reached <= Tolerance * cost ? quiet + 1 : 0;
            trial.CopyTo(p);
            damping = Math.Max(damping / 6, 1e-9);
            cost = Linearize(loop, excluded, p, normal, gradient);
        }
        return cost;
    }

    private double Cost(ReadOnlySpan<double> loop, ReadOnlySpan<bool> excluded, ReadOnlySpan<double> p)
    {
        var cost = 0.0;
        for (var i = 0; i < loop.Length; i++)
        {
            if (excluded[i]) continue;
            var r = loop[i] - LoopModel.Value(p, biasV[i], falling[i]);
            cost += r * r;
        }
        return cost;
    }

    /// <summary>Jᵀr, JᵀJ and Σr².</summary>
    private double Linearize(ReadOnlySpan<double> loop, ReadOnlySpan<bool> excluded, ReadOnlySpan<double> p, Span<double> normal, Span<double> gradient)
    {
        Span<double> row = stackalloc double[N];
        normal.Clear();
        gradient.Clear();
        var cost = 0.0;
        for (var i = 0; i < loop.Length; i++)
        {
            if (excluded[i]) continue;
            LoopModel.Gradient(p, biasV[i], falling[i], row);
            // The gradient holds the shape y where a1 is differentiated, so the value needs no second evaluation.
            var r = loop[i] - p[0] - p[1] * row[1] - p[4] * biasV[i];
            cost += r * r;
            for (var j = 0; j < N; j++)
            {
                gradient[j] += row[j] * r;
                for (var k = 0; k <= j; k++) normal[j * N + k] += row[j] * row[k];
            }
        }
        return cost;
    }

    /// <summary>Cholesky of the free part of JᵀJ + λ·diag; directions without a pivot stay where they are.</summary>
    private static void Solve(ReadOnlySpan<double> normal, ReadOnlySpan<double> gradient, ReadOnlySpan<bool> free, double damping, Span<double> step)
    {
        Span<double> l = stackalloc double[N * N];
        for (var j = 0; j < N; j++)
        {
            for (var i = j; i < N; i++)
            {
                var sum = free[i] && free[j] ? normal[i * N + j] * (i == j ? 1 + damping : 1) : 0;
                for (var k = 0; k < j; k++) sum -= l[i * N + k] * l[j * N + k];
                if (i == j) l[j * N + j] = sum > 1e-13 * normal[j * N + j] ? Math.Sqrt(sum) : 0;
                else l[i * N + j] = l[j * N + j] > 0 ? sum / l[j * N + j] : 0;
            }
        }
        for (var i = 0; i < N; i++)
        {
            var sum = free[i] ? gradient[i] : 0;
            for (var k = 0; k < i; k++) sum -= l[i * N + k] * step[k];
            step[i] = l[i * N + i] > 0 ? sum / l[i * N + i] : 0;
        }
        for (var i = N - 1; i >= 0; i--)
        {
            var sum = step[i];
            for (var k = i + 1; k < N; k++) sum -= l[k * N + i] * step[k];
            step[i] = l[i * N + i] > 0 ? sum / l[i * N + i] : 0;
        }
    }
}
