using System.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>Complex amplitudes c_k of resonances with given f0 and linewidth b = f0/Q, and the background, solved exactly.</summary>
internal static class ResonanceProjection
{
    private const double DependentColumn = 1e-12;

    /// <summary>Σ|y − Σ c_k f0²/(f² − i f b − f0²) − background|² at the best amplitudes.</summary>
    /// <param name="points">Spectrum.</param>
    /// <param name="poles">(f0, b) of each resonance, Hz.</param>
    /// <param name="background">Complex coefficients of the background, 0 to 2.</param>
    /// <param name="amplitudes">Real and imaginary part of each c_k, then of the background's coefficients, out.</param>
    public static double Cost(ResonancePoints points, ReadOnlySpan<double> poles, int background, Span<double> amplitudes)
    {
        var (n, resonances) = (points.Count, poles.Length / 2);
        var columns = points.Columns(2 * (resonances + background));
        for (var k = 0; k < resonances; k++)
        {
            var (f0, b) = (poles[2 * k], poles[2 * k + 1]);
            for (var j = 0; j < n; j++)
            {
                var f = points.Frequencies[j];
                var (re, im) = ((f - f0) * (f + f0) / (f0 * f0), f * b / (f0 * f0));
                var inverse = 1 / (re * re + im * im);
                Put(columns, 2 * k, j, n, re * inverse, im * inverse);
            }
        }
        for (var k = 0; k < background; k++)
            for (var j = 0; j < n; j++)
                Put(columns, 2 * (resonances + k), j, n, k == 0 ? 1 : points.Frequencies[j], 0);
        return SmallLeastSquares.Solve(columns, points.Values, amplitudes[..(2 * (resonances + background))], DependentColumn);
    }

    /// <summary>Improves f0 and linewidth of resonances by trying steps; see <see cref="Projection{TFunction}.Refine"/>.</summary>
    public static double Refine(ResonancePoints points, Span<double> poles, int background, Span<double> amplitudes, double cost, int rounds)
    {
        Span<double> trial = stackalloc double[poles.Length];
        Span<double> steps = stackalloc double[poles.Length];
        for (var a = 0; a < poles.Length; a++) steps[a] = a % 2 == 0 ? 0.25 * poles[a + 1] : 0.3;
        for (var round = 0; round < rounds; round++)
            for (var a = 0; a < poles.Length; a++)
            {
                var improved = false;
                for (var side = 0; side < 2 && !improved; side++)
                {
                    poles.CopyTo(trial);
                    trial[a] = a % 2 == 0 ? trial[a] + steps[a] : trial[a] * Math.Exp(steps[a]);
                    Limit(points, trial);
                    var tried = Cost(points, trial, background, amplitudes);
                    improved = tried < cost;
                    if (!improved)
                    {
                        steps[a] = -steps[a];
                        continue;
                    }
                    cost = tried;
                    trial.CopyTo(poles);
                    steps[a] *= 1.5;
                }
                if (!improved) steps[a] *= 0.4;
            }
        return Cost(points, poles, background, amplitudes);
    }

    /// <summary>Keeps resonances within half a band of the band and lines between a tenth of a bin and ten bands wide.</summary>
    public static void Limit(ResonancePoints points, Span<double> poles)
    {
        var lowest = Math.Max(points.Centre - points.Band, 0.05 * points.Centre);
        for (var k = 0; k < poles.Length; k += 2)
        {
            poles[k] = Math.Clamp(poles[k], lowest, points.Centre + points.Band);
            poles[k + 1] = Math.Clamp(poles[k + 1], 0.1 * points.Spacing, 10 * points.Band);
        }
    }

    /// <summary>What the resonances and the background leave of the spectrum at point k.</summary>
    public static Complex Residual(ResonancePoints points, int k, ReadOnlySpan<double> poles, int background, ReadOnlySpan<double> amplitudes)
    {
        var (f, rest) = (points.Frequencies[k], points.Value(k));
        for (var j = 0; j < poles.Length; j += 2)
            rest -= new Complex(amplitudes[j], amplitudes[j + 1]) * poles[j] * poles[j] / new Complex((f - poles[j]) * (f + poles[j]), -f * poles[j + 1]);
        for (var j = 0; j < background; j++)
            rest -= new Complex(amplitudes[poles.Length + 2 * j], amplitudes[poles.Length + 2 * j + 1]) * (j == 0 ? 1 : f);
        return rest;
    }

    /// <summary>Columns of a complex coefficient: g for its real part, i g for its imaginary part.</summary>
    private static void Put(Span<double> columns, int column, int k, int n, double re, double im)
    {
        (columns[column * 2 * n + k], columns[column * 2 * n + n + k]) = (re, im);
        (columns[(column + 1) * 2 * n + k], columns[(column + 1) * 2 * n + n + k]) = (-im, re);
    }
}
