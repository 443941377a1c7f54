using System.Numerics;

namespace Spm.Core.Instruments.Registration;

/// <summary>
/// Standard errors of a shift. Near its peak a windowed correlation is weighted least squares of m(x) − r(x − ε) with weights w²: with H = Σw²∇r∇rᵀ,
/// G = Σw⁴∇r∇rᵀ and the variance s² of the difference, Cov ε = s² H⁻¹GH⁻¹. The noise in the gradients, s²/4 per pixel by central differences, is taken off H and G.
/// Products of noise and noise are left out: from a signal-to-noise ratio of about 3 downwards the errors get too small, at 1 by a factor of 2 to 3.
/// </summary>
internal sealed record ShiftPrecision(double RowError, double ColumnError, double Correlation)
{
    /// <summary>When less than this part of the gradients' power is structure, the errors cannot be told.</summary>
    private const double LeastStructure = 0.05;

    public static ShiftPrecision Of(FramePatch reference, FramePatch moving, (double Row, double Column) rest, double[] rowWindow, double[] columnWindow)
    {
        var columns = reference.Columns;
        List<(double Weight, Complex R, Complex M, Complex Gr, Complex Gc)> points = [];
        for (var r = 1; r < reference.Rows - 1; r++)
            for (var c = 1; c < columns - 1; c++)
            {
                var i = r * columns + c;
                if (!(reference.IsGood[i] && moving.IsGood[i] && reference.IsGood[i - 1] && reference.IsGood[i + 1] && reference.IsGood[i - columns] && reference.IsGood[i + columns])) continue;
                var z = reference.Values;
                var w = rowWindow[r] * columnWindow[c];
                var (gr, gc) = ((z[i + columns] - z[i - columns]) / 2, (z[i + 1] - z[i - 1]) / 2);
                var (drr, dcc) = (z[i + columns] - 2 * z[i] + z[i - columns], z[i + 1] - 2 * z[i] + z[i - 1]);
                // r(x − ε) to second order along the axes.
                var moved = z[i] - rest.Row * gr - rest.Column * gc + (rest.Row * rest.Row * drr + rest.Column * rest.Column * dcc) / 2;
                points.Add((w * w, moved, moving.Values[i], gr, gc));
            }
        var weight = points.Sum(p => p.Weight);
        if (!(weight > 0)) return new(double.NaN, double.NaN, 0);
        var (meanR, meanM) = (Mean(p => p.R), Mean(p => p.M));
        var variance = points.Sum(p => p.Weight * Square(p.M - meanM - p.R + meanR)) / weight;
        var correlation = points.Sum(p => p.Weight * (Complex.Conjugate(p.R - meanR) * (p.M - meanM)).Real)
            / Math.Sqrt(points.Sum(p => p.Weight * Square(p.R - meanR)) * points.Sum(p => p.Weight * Square(p.M - meanM)));
        var (h, g) = (Moments(p => p.Weight), Moments(p => p.Weight * p.Weight));
        var isStructured = h.Rr > LeastStructure * points.Sum(p => p.Weight * Square(p.Gr)) && h.Cc > LeastStructure * points.Sum(p => p.Weight * Square(p.Gc));
        var determinant = h.Rr * h.Cc - h.Rc * h.Rc;
        if (!isStructured || !(determinant > 0)) return new(double.NaN, double.NaN, double.IsFinite(correlation) ? correlation : 0);
        // H⁻¹ rows.
        var (a, b, d) = (h.Cc / determinant, -h.Rc / determinant, h.Rr / determinant);
        var rowVariance = a * a * g.Rr + 2 * a * b * g.Rc + b * b * g.Cc;
        var columnVariance = b * b * g.Rr + 2 * b * d * g.Rc + d * d * g.Cc;
        return new(Math.Sqrt(variance * Math.Max(rowVariance, 0)), Math.Sqrt(variance * Math.Max(columnVariance, 0)), correlation);

        Complex Mean(Func<(double Weight, Complex R, Complex M, Complex Gr, Complex Gc), Complex> part) =>
            points.Aggregate(Complex.Zero, (sum, p) => sum + p.Weight * part(p)) / weight;

        (double Rr, double Rc, double Cc) Moments(Func<(double Weight, Complex R, Complex M, Complex Gr, Complex Gc), double> weigh)
        {
            var noise = points.Sum(weigh) * variance / 4;
            return (points.Sum(p => weigh(p) * Square(p.Gr)) - noise, points.Sum(p => weigh(p) * (Complex.Conjugate(p.Gr) * p.Gc).Real), points.Sum(p => weigh(p) * Square(p.Gc)) - noise);
        }
    }

    private static double Square(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;
}
