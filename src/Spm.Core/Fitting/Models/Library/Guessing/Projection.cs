using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// What every guess of a separable model rests on: with f = Σ c_j g_j(x; q), the linear c_j are solved exactly for given q, so that only q
/// has to be found. The g_j are the model's own values with c_j = 1 and the other linear parameters 0.
/// Source: Golub and Pereyra, SIAM J. Numer. Anal. 10, 413 (1973).
/// </summary>
internal static class Projection<TFunction> where TFunction : struct, IModelFunction
{
    /// <summary>A column that is this small (squared, relative) once the columns before it are taken out counts as one of them.</summary>
    private const double DependentColumn = 1e-12;

    /// <summary>Σ(y − f)² with the linear parameters at their optimum, which are written to <paramref name="p"/>; +∞ where the model is not finite.</summary>
    /// <param name="points">Data.</param>
    /// <param name="p">Parameters: nonlinear ones in, linear ones out.</param>
    /// <param name="linear">Places of the linear parameters.</param>
    /// <param name="hasOffset">True when the last of them is a constant offset, whose column need not be evaluated.</param>
    public static double Cost(GuessPoints points, Span<double> p, ReadOnlySpan<int> linear, bool hasOffset = false)
    {
        var (count, columns) = (points.Count, linear.Length);
        var rows = points.Rows(columns + 1);
        rows[(columns * count)..].Clear();
        if (hasOffset) rows.Slice((columns - 1) * count, count).Fill(1);
        for (var j = 0; j < columns - (hasOffset ? 1 : 0); j++)
        {
            foreach (var i in linear) p[i] = 0;
            p[linear[j]] = 1;
            Evaluate(points.X, p, rows.Slice(j * count, count));
        }
        Span<double> coefficients = stackalloc double[columns];
        var cost = SmallLeastSquares.Solve(rows[..(columns * count)], points.Y, coefficients, DependentColumn);
        for (var j = 0; j < columns; j++) p[linear[j]] = coefficients[j];
        return cost;
    }

    /// <summary>
    /// Improves nonlinear parameters by trying steps along each axis: longer after a success, shorter when neither side is better.
    /// </summary>
    /// <returns>The cost reached; the parameters are in <paramref name="p"/>.</returns>
    public static double Refine(GuessPoints points, Span<double> p, ReadOnlySpan<int> linear, ReadOnlySpan<SearchAxis> axes, double cost, int rounds, bool hasOffset = false)
    {
        Span<double> trial = stackalloc double[p.Length];
        Span<double> steps = stackalloc double[axes.Length];
        for (var a = 0; a < axes.Length; a++) steps[a] = axes[a].Step;
        for (var round = 0; round < rounds; round++)
            for (var a = 0; a < axes.Length; a++)
            {
                var improved = false;
                for (var side = 0; side < 2 && !improved; side++)
                {
                    p.CopyTo(trial);
                    trial[axes[a].Index] = axes[a].Moved(p[axes[a].Index], steps[a]);
                    var tried = Cost(points, trial, linear, hasOffset);
                    improved = tried < cost;
                    if (improved)
                    {
                        cost = tried;
                        trial.CopyTo(p);
                        steps[a] *= 1.5;
                    }
                    else
                    {
                        steps[a] = -steps[a];
                    }
                }
                if (!improved) steps[a] *= 0.4;
            }
        return cost;
    }

    /// <summary>f at each point, in lanes.</summary>
    public static void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> p, Span<double> values)
    {
        var done = Vector512.IsHardwareAccelerated ? EvaluateFrom<Lanes8>(0, x, p, values)
            : Vector256.IsHardwareAccelerated ? EvaluateFrom<Lanes4>(0, x, p, values)
            : EvaluateFrom<Lanes2>(0, x, p, values);
        EvaluateFrom<Lanes1>(done, x, p, values);
    }

    private static int EvaluateFrom<T>(int first, ReadOnlySpan<double> x, ReadOnlySpan<double> p, Span<double> values) where T : struct, IRealLanes<T>
    {
        var lanes = new ParameterLanes<T>();
        var q = ((Span<T>)lanes)[..p.Length];
        for (var i = 0; i < p.Length; i++) q[i] = T.Broadcast(p[i]);
        for (; first + T.Width <= x.Length; first += T.Width)
            T.Store(TFunction.Value<T>(T.Load(in x[first]), q), ref values[first]);
        return first;
    }

    /// <summary>Room for the parameters of the largest model, six pseudo-Voigt peaks on a line.</summary>
    [InlineArray(26)]
    private struct ParameterLanes<T>
    {
        private T _first;
    }
}
