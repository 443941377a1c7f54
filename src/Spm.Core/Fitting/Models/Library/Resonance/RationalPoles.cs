using System.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Poles of a spectrum as those of a rational function of frequency, y ≈ N(z)/D(z) with z from −1 to 1 over the band:
/// Σ |D y − N|²/|D_before|² is linear in the coefficients and is solved a few times with the denominator of the time before as weight.
/// Source: Sanathanan and Koerner, IEEE Transactions on Automatic Control 8, 56 (1963).
/// </summary>
internal static class RationalPoles
{
    private const int Passes = 5, RootSteps = 60, MaximumPoles = 4;

    /// <summary>A root that moves by less, relative to its size, is found.</summary>
    private const double RootTolerance = 1e-9;

    /// <summary>(f0, b) of each pole, into <paramref name="poles"/>.</summary>
    /// <param name="points">Spectrum.</param>
    /// <param name="background">Complex coefficients of the background, 0 to 2.</param>
    /// <param name="poles">[pole × 2], out, within the limits.</param>
    /// <returns>False when the least-squares problem has no finite solution.</returns>
    public static bool TryFind(ResonancePoints points, int background, Span<double> poles)
    {
        var (n, order) = (points.Count, poles.Length / 2);
        // A constant takes up what the far side of each resonance leaves, also without a background.
        var numerator = order + Math.Max(1, background);
        Span<double> coefficients = stackalloc double[2 * (order + numerator)];
        Span<Complex> roots = stackalloc Complex[MaximumPoles];
        coefficients.Clear();
        var (centre, half) = (points.Centre, 0.5 * points.Band);
        for (var pass = 0; pass < Passes; pass++)
        {
            var rows = points.Columns(coefficients.Length + 1);
            var columns = rows[..^(2 * n)];
            var target = rows[^(2 * n)..];
            for (var k = 0; k < n; k++)
            {
                var z = (points.Frequencies[k] - centre) / half;
                var y = points.Value(k);
                var weight = pass == 0 ? 1 : 1 / Math.Max(Complex.Abs(Denominator(coefficients[..(2 * order)], z)), 1e-9);
                var power = weight;
                for (var j = 0; j < Math.Max(order, numerator); j++, power *= z)
                {
                    if (j < order) Put(columns, 2 * j, k, n, power * y);
                    if (j < numerator) Put(columns, 2 * (order + j), k, n, -power);
                }
                var last = -weight * Math.Pow(z, order) * y;
                (target[k], target[n + k]) = (last.Real, last.Imaginary);
            }
            if (!double.IsFinite(SmallLeastSquares.Solve(columns, target, coefficients, 1e-14))) return false;
        }
        Roots(coefficients[..(2 * order)], roots[..order]);
        for (var k = 0; k < order; k++)
        {
            // f² − i f b − f0² = 0 at f = i b/2 + √(f0² − b²/4).
            var (re, im) = (centre + half * roots[k].Real, half * Math.Abs(roots[k].Imaginary));
            (poles[2 * k], poles[2 * k + 1]) = (Math.Sqrt(re * re + im * im), 2 * im);
        }
        ResonanceProjection.Limit(points, poles);
        return true;
    }

    private static Complex Denominator(ReadOnlySpan<double> coefficients, Complex z)
    {
        var sum = Complex.One;
        for (var j = coefficients.Length - 2; j >= 0; j -= 2) sum = sum * z + new Complex(coefficients[j], coefficients[j + 1]);
        return sum;
    }

    /// <summary>All roots of a monic polynomial at once. Source: Kerner, Numerische Mathematik 8, 290 (1966).</summary>
    private static void Roots(ReadOnlySpan<double> coefficients, Span<Complex> roots)
    {
        // Any start that is neither real nor a root of unity will do.
        for (var k = 0; k < roots.Length; k++) roots[k] = Complex.Pow(new(0.4, 0.9), k);
        var moved = true;
        for (var step = 0; step < RootSteps && moved; step++)
        {
            moved = false;
            for (var k = 0; k < roots.Length; k++)
            {
                var others = Complex.One;
                for (var j = 0; j < roots.Length; j++)
                    if (j != k) others *= roots[k] - roots[j];
                if (others == Complex.Zero) continue;
                var change = Denominator(coefficients, roots[k]) / others;
                roots[k] -= change;
                moved |= !(Complex.Abs(change) <= RootTolerance * Complex.Abs(roots[k]));
            }
        }
    }

    private static void Put(Span<double> columns, int column, int k, int n, Complex g)
    {
        (columns[column * 2 * n + k], columns[column * 2 * n + n + k]) = (g.Real, g.Imaginary);
        (columns[(column + 1) * 2 * n + k], columns[(column + 1) * 2 * n + n + k]) = (-g.Imaginary, g.Real);
    }
}
