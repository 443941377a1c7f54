using System.Numerics;

namespace Spm.Core.Instruments.Registration;

/// <summary>How much two patches that lie on each other to a pixel resemble each other.</summary>
internal static class PatchCorrelation
{
    /// <summary>
    /// The weighted correlation coefficient of m(x) and r(x − ε), the latter to second order along the axes; weights are the window squared. 0 when it is not determined.
    /// </summary>
    public static double Of(FramePatch reference, FramePatch moving, (double Row, double Column) rest, double[] rowWindow, double[] columnWindow)
    {
        var columns = reference.Columns;
        List<(double Weight, Complex R, Complex M)> points = [];
        for (var r = 1; r < reference.Rows - 1; r++)
            for (var c = 1; c < columns - 1; c++)
            {
                var i = r * columns + c;
                if (!(reference.IsGood[i] && moving.IsGood[i] && reference.IsGood[i - 1] && reference.IsGood[i + 1] && reference.IsGood[i - columns] && reference.IsGood[i + columns])) continue;
                var z = reference.Values;
                var (gr, gc) = ((z[i + columns] - z[i - columns]) / 2, (z[i + 1] - z[i - 1]) / 2);
                var (drr, dcc) = (z[i + columns] - 2 * z[i] + z[i - columns], z[i + 1] - 2 * z[i] + z[i - 1]);
                var moved = z[i] - rest.Row * gr - rest.Column * gc + (rest.Row * rest.Row * drr + rest.Column * rest.Column * dcc) / 2;
                var w = rowWindow[r] * columnWindow[c];
                points.Add((w * w, moved, moving.Values[i]));
            }
        var (weight, meanR, meanM) = (0.0, Complex.Zero, Complex.Zero);
        foreach (var (w, r, m) in points) (weight, meanR, meanM) = (weight + w, meanR + w * r, meanM + w * m);
        (meanR, meanM) = (meanR / weight, meanM / weight);
        var (rm, rr, mm) = (0.0, 0.0, 0.0);
        foreach (var (w, r, m) in points)
        {
            var (a, b) = (r - meanR, m - meanM);
            (rm, rr, mm) = (rm + w * (Complex.Conjugate(a) * b).Real, rr + w * Square(a), mm + w * Square(b));
        }
        var correlation = rm / Math.Sqrt(rr * mm);
        return double.IsFinite(correlation) ? correlation : 0;
    }

    private static double Square(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;
}
