using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Spm.Core.Instruments.Registration;

/// <summary>
/// The correlation c(s) = Σ_k P_k e^{2πi k·s/N} of two patches, P = R̄M, at any shift s: on all whole pixels by the inverse transform, and on a fine grid
/// around one of them by two small matrix products (upsampled discrete Fourier transform). Frequencies of noise may be made to weigh less,
/// as maximum likelihood wants it: by S/(2S + N), with S the power both have in common, averaged over rings of frequency, and N what each has of its own, averaged over all.
/// </summary>
/// <remarks>
/// Source: M. Guizar-Sicairos, S. T. Thurman, J. R. Fienup, Optics Letters 33, 156 (2008); the weight is that of E. J. Hannan, P. J. Thomson, Biometrika 60, 469 (1973) for white noise.
/// </remarks>
internal sealed class UpsampledCorrelation
{
    /// <summary>Noise is taken to be no less than this part of the largest power, since without any there is nothing to weigh.</summary>
    private const double LeastNoise = 1e-9;

    /// <summary>
    /// A ring of m lines has a common power by chance of N·√(c/m), c ≈ 3.8 for a Hann window; below twice that it counts as none, else the many rings of noise add up.
    /// </summary>
    private const double ChanceFactor = 4;

    private readonly int _rows, _columns;
    private readonly Complex[] _power, _cross;
    private readonly double[] _weight;
    private readonly double _noise;

    /// <param name="reference">[row × column]; overwritten.</param>
    /// <param name="moving">[row × column]; overwritten.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="kind">What frequencies weigh.</param>
    /// <param name="isWeighted">Noise weighs less; for patches that lie on each other to a pixel, else what they have in common does not show.</param>
    public UpsampledCorrelation(Complex[] reference, Complex[] moving, int rows, int columns, CorrelationKind kind, bool isWeighted = false)
    {
        (_rows, _columns) = (rows, columns);
        Transform(reference, isForward: true);
        Transform(moving, isForward: true);
        _cross = [.. reference.Zip(moving, (r, m) => Complex.Conjugate(r) * m)];
        (_weight, _noise) = isWeighted ? Weights(reference, moving) : ([], 0);
        // Frequencies that hold nothing but rounding have no phase.
        const double Rounding = 100 * 2.220446049250313e-16;
        _power = kind == CorrelationKind.PhaseCorrelation ? [.. _cross.Select(z => z / Math.Max(z.Magnitude, Rounding))]
            : isWeighted ? [.. _cross.Select((z, i) => z * _weight[i])] : _cross;
    }

    /// <summary>The whole-pixel shift with the largest correlation, −N/2 to N/2.</summary>
    public (int Row, int Column) WholePeak()
    {
        Complex[] correlation = [.. _power];
        Transform(correlation, isForward: false);
        var best = 0;
        for (var i = 1; i < correlation.Length; i++)
            if (correlation[i].Real > correlation[best].Real)
                best = i;
        var (row, column) = (best / _columns, best % _columns);
        return (row > _rows / 2 ? row - _rows : row, column > _columns / 2 ? column - _columns : column);
    }

    /// <summary>
    /// The shift with the largest correlation within ±¾ pixel of a whole one: on the grid of 1/upsampling pixel, then by a parabola per axis through the top.
    /// </summary>
    /// <param name="whole">Where to look.</param>
    /// <param name="upsampling">Steps per pixel.</param>
    /// <param name="weight">Divides the correlation: what it would be for frames that are the same everywhere; null for 1.</param>
    /// <param name="hasParabola">False gives the point of the grid.</param>
    public (double Row, double Column) Peak((int Row, int Column) whole, int upsampling, Func<double, double, double>? weight = null, bool hasParabola = true)
    {
        var reach = (int)Math.Ceiling(0.75 * upsampling);
        double[] rows = Grid(whole.Row), columns = Grid(whole.Column);
        var c = At(rows, columns);
        if (weight is not null)
            for (var i = 0; i < c.Length; i++)
                c[i] /= weight(rows[i / columns.Length], columns[i % columns.Length]);
        var best = Array.IndexOf(c, c.Max());
        var (r, k, n) = (best / columns.Length, best % columns.Length, columns.Length);
        if (!hasParabola) return (rows[r], columns[k]);
        return (rows[r] + Top(r, n), columns[k] + Top(k, 1));

        double[] Grid(int middle) => [.. Enumerable.Range(-reach, 2 * reach + 1).Select(i => middle + (double)i / upsampling)];

        double Top(int place, int stride)
        {
            if (place == 0 || place == n - 1) return 0;
            var (before, top, after) = (c[best - stride], c[best], c[best + stride]);
            var bend = before - 2 * top + after;
            return bend < 0 ? (before - after) / (2 * bend) / upsampling : 0;
        }
    }

    /// <summary>
    /// Standard errors of a weighted shift along rows and columns, noise times noise included: Cov = c·I⁻¹ with I = Σ_k ω_kω_kᵀ γ²/(1 − γ²), where the coherence γ of
    /// two frames of common power S and noise N each has γ²/(1 − γ²) = S²/(N(2S + N)) and ω = 2πk/N; one S is taken line by line, so that stripes
    /// say nothing about the direction along them. NaN where the frames have nothing in common along a direction.
    /// </summary>
    /// <param name="shift">The shift found.</param>
    /// <param name="windowCost">c: n Σw⁴/(Σw²)² of a window w over n pixels, by which it makes frequencies depend on each other.</param>
    /// <remarks>Source: G. C. Carter, Proc. IEEE 75, 236 (1987), equation 23, for one dimension.</remarks>
    public (double Row, double Column) Errors((double Row, double Column) shift, double windowCost)
    {
        var (rr, rc, cc) = (0.0, 0.0, 0.0);
        for (var i = 0; i < _cross.Length; i++)
        {
            var (r, c) = (2 * Math.PI * Signed(i / _columns, _rows) / _rows, 2 * Math.PI * Signed(i % _columns, _columns) / _columns);
            var weight = _weight[i] * (_cross[i] * Complex.FromPolarCoordinates(1, r * shift.Row + c * shift.Column)).Real / _noise;
            (rr, rc, cc) = (rr + r * r * weight, rc + r * c * weight, cc + c * c * weight);
        }
        var determinant = rr * cc - rc * rc;
        return rr > 0 && cc > 0 && determinant > 0 ? (Math.Sqrt(windowCost * cc / determinant), Math.Sqrt(windowCost * rr / determinant)) : (double.NaN, double.NaN);
    }

    private (double[] Weights, double Noise) Weights(Complex[] reference, Complex[] moving)
    {
        var rings = Enumerable.Range(0, _cross.Length).Select(Ring).ToArray();
        double[] count = new double[rings.Max() + 1], common = new double[count.Length], all = new double[count.Length];
        for (var i = 0; i < rings.Length; i++)
        {
            count[rings[i]]++;
            common[rings[i]] += _cross[i].Real;
            all[rings[i]] += (reference[i].Magnitude * reference[i].Magnitude + moving[i].Magnitude * moving[i].Magnitude) / 2;
        }
        for (var k = 0; k < count.Length; k++) (common[k], all[k]) = count[k] > 0 ? (Math.Max(common[k] / count[k], 0), all[k] / count[k]) : (0, 0);
        var noise = Math.Max(rings.Average(k => all[k] - common[k]), LeastNoise * all.Max());
        for (var k = 0; k < count.Length; k++)
            if (common[k] < ChanceFactor * noise / Math.Sqrt(count[k]))
                common[k] = 0;
        // Frames that have nothing in common are correlated as they are; their correlation coefficient says so.
        var hasCommon = noise > 0 && Array.Exists(common, power => power > 0);
        return ([.. rings.Select(k => hasCommon ? common[k] / (2 * common[k] + noise) : 1)], noise);
    }

    private static int Signed(int k, int n) => k <= (n - 1) / 2 ? k : k - n;

    /// <summary>Distance from frequency 0, in lines of the longer side.</summary>
    private int Ring(int i)
    {
        var (k, l) = (Math.Min(i / _columns, _rows - i / _columns) / (double)_rows, Math.Min(i % _columns, _columns - i % _columns) / (double)_columns);
        return (int)Math.Round(Math.Sqrt(k * k + l * l) * Math.Max(_rows, _columns));
    }

    /// <summary>Re c at a grid of shifts, [row × column].</summary>
    private double[] At(double[] rowShifts, double[] columnShifts)
    {
        Complex[] rowKernel = Kernel(rowShifts, _rows), columnKernel = Kernel(columnShifts, _columns);
        var half = new Complex[_rows * columnShifts.Length];
        for (var k = 0; k < _rows; k++)
            for (var j = 0; j < columnShifts.Length; j++)
            {
                var sum = Complex.Zero;
                for (var l = 0; l < _columns; l++) sum += _power[k * _columns + l] * columnKernel[j * _columns + l];
                half[k * columnShifts.Length + j] = sum;
            }
        var result = new double[rowShifts.Length * columnShifts.Length];
        for (var i = 0; i < rowShifts.Length; i++)
            for (var k = 0; k < _rows; k++)
            {
                var kernel = rowKernel[i * _rows + k];
                for (var j = 0; j < columnShifts.Length; j++)
                {
                    var z = half[k * columnShifts.Length + j];
                    result[i * columnShifts.Length + j] += kernel.Real * z.Real - kernel.Imaginary * z.Imaginary;
                }
            }
        return result;
    }

    /// <summary>e^{2πi k s/N}, k from −N/2.</summary>
    private static Complex[] Kernel(double[] shifts, int n) =>
        [.. shifts.SelectMany(s => Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(1, 2 * Math.PI * Signed(k, n) * s / n)))];

    private void Transform(Complex[] data, bool isForward)
    {
        Complex[] row = new Complex[_columns], column = new Complex[_rows];
        for (var r = 0; r < _rows; r++)
        {
            Array.Copy(data, r * _columns, row, 0, _columns);
            Line(row, isForward);
            row.CopyTo(data, r * _columns);
        }
        for (var c = 0; c < _columns; c++)
        {
            for (var r = 0; r < _rows; r++) column[r] = data[r * _columns + c];
            Line(column, isForward);
            for (var r = 0; r < _rows; r++) data[r * _columns + c] = column[r];
        }
    }

    private static void Line(Complex[] line, bool isForward)
    {
        if (isForward) Fourier.Forward(line, FourierOptions.NoScaling);
        else Fourier.Inverse(line, FourierOptions.NoScaling);
    }
}
