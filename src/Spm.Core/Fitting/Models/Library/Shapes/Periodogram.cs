using System.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Power of a sine of each frequency in points that need not lie evenly: P(f) = (Σ y cos)²/Σ cos² + (Σ y sin)²/Σ sin², mean of y taken out.
/// Source: Lomb, Astrophysics and Space Science 39, 447 (1976), without the shift in time, which only matters below one period.
/// </summary>
internal static class Periodogram
{
    private const double MaximumSteps = 4096;

    /// <summary>The frequency of the largest power from <paramref name="step"/> up to half a period per mean distance of points.</summary>
    public static double Strongest(GuessPoints points, double step)
    {
        var (n, mean) = (points.Count, 0.0);
        var x = points.X;
        var rows = points.Rows(4);
        var sine = rows[..n];
        var cosine = rows.Slice(n, n);
        var turnSine = rows.Slice(2 * n, n);
        var turnCosine = rows.Slice(3 * n, n);
        foreach (var y in points.Y) mean += y / n;
        var offset = new Vector<double>(mean);
        for (var k = 0; k < n; k++)
        {
            // One rotation of each point per step replaces a sine and a cosine.
            (turnSine[k], turnCosine[k]) = Math.SinCos(2 * Math.PI * step * (x[k] - x[0]));
            (sine[k], cosine[k]) = (0, 1);
        }
        var (strongest, best) = (-1.0, step);
        var steps = (int)Math.Min(0.5 / (points.Spacing * step), MaximumSteps);
        for (var i = 1; i <= steps; i++)
        {
            Vector<double> wideYc = default, wideYs = default, wideCc = default, wideSs = default;
            var done = 0;
            for (; done + Vector<double>.Count <= n; done += Vector<double>.Count)
            {
                Vector<double> s0 = new(sine[done..]), c0 = new(cosine[done..]), turnS = new(turnSine[done..]), turnC = new(turnCosine[done..]);
                var (s, c, y) = (s0 * turnC + c0 * turnS, c0 * turnC - s0 * turnS, new Vector<double>(points.Y[done..]) - offset);
                s.CopyTo(sine[done..]);
                c.CopyTo(cosine[done..]);
                (wideYc, wideYs, wideCc, wideSs) = (wideYc + y * c, wideYs + y * s, wideCc + c * c, wideSs + s * s);
            }
            var (yc, ys, cc, ss) = (Vector.Sum(wideYc), Vector.Sum(wideYs), Vector.Sum(wideCc), Vector.Sum(wideSs));
            for (var k = done; k < n; k++)
            {
                var (s, c) = (sine[k] * turnCosine[k] + cosine[k] * turnSine[k], cosine[k] * turnCosine[k] - sine[k] * turnSine[k]);
                (sine[k], cosine[k]) = (s, c);
                var y = points.Y[k] - mean;
                (yc, ys, cc, ss) = (yc + y * c, ys + y * s, cc + c * c, ss + s * s);
            }
            var power = (cc > 0 ? yc * yc / cc : 0) + (ss > 1e-9 * n ? ys * ys / ss : 0);
            if (power > strongest) (strongest, best) = (power, i * step);
        }
        return best;
    }
}
