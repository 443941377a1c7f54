using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>Turns complex loops R·e^{iφ} into real ones: the rotation that puts all of the response on one axis.</summary>
public static class LoopProjection
{
    /// <summary>An enclosed area below this part of bias range × response range has no sign to go by.</summary>
    private const double LeastAreaFraction = 1e-9;

    /// <summary>What the projection of one loop found.</summary>
    /// <param name="AngleRad">Angle of the response axis, −π to π; the loop is Re(z·e^{−iθ}).</param>
    /// <param name="Offset">Mean of the projected loop.</param>
    /// <param name="SignedArea">Area of the closed polygon, ½Σ(V_i R_{i+1} − V_{i+1} R_i), in V × response; never negative after the half-turn is chosen.</param>
    /// <param name="CentroidV">Bias of the polygon's centroid, V.</param>
    /// <param name="CentroidResponse">Response of the polygon's centroid.</param>
    public readonly record struct Summary(double AngleRad, double Offset, double SignedArea, double CentroidV, double CentroidResponse)
    {
        /// <summary>
        /// Standard error of the angle, rad: with Λ1 and Λ2 the sums of squares along and across the axis, σ² = Λ2/(n − 2) per component
        /// and √(σ²·(Λ1 + Λ2))/(Λ1 − Λ2). NaN for fewer than three points; infinite when no axis is longer than the other.
        /// </summary>
        public double AngleErrorRad { get; init; } = double.NaN;
    }

    /// <summary>
    /// Projects one loop by total least squares: with x, y the centred real and imaginary parts,
    /// θ = ½·atan2(2Σxy, Σx² − Σy²). Of θ and θ + π the one is taken with which the loop runs counterclockwise in the
    /// bias–response plane (falling branch above the rising one); without an area, the one with which response rises with bias.
    /// A global phase offset changes θ and nothing else.
    /// </summary>
    /// <remarks>Source: science.md §2.</remarks>
    /// <param name="loop">[point], complex response; points that are not finite stay out and become NaN.</param>
    /// <param name="biasesV">[point], V.</param>
    /// <param name="projected">[point], out.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Summary Project(ReadOnlySpan<Complex> loop, ReadOnlySpan<double> biasesV, Span<double> projected)
    {
        if (biasesV.Length != loop.Length || projected.Length != loop.Length)
            throw new ArgumentException($"A loop of {loop.Length} points needs as many biases and as long a destination, got {biasesV.Length} and {projected.Length}.");
        var (count, mean) = (0, Complex.Zero);
        foreach (var z in loop)
            if (Complex.IsFinite(z))
                (count, mean) = (count + 1, mean + z);
        mean /= Math.Max(1, count);
        double xx = 0, xy = 0, yy = 0, scale = 0;
        foreach (var z in loop)
            if (Complex.IsFinite(z))
                scale = Math.Max(scale, Complex.Abs(z - mean));
        foreach (var z in loop)
        {
            if (!Complex.IsFinite(z) || scale == 0)
                continue;
            // Scaled, so that no square over- or underflows.
            var (x, y) = ((z.Real - mean.Real) / scale, (z.Imaginary - mean.Imaginary) / scale);
            (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
        }
        var angle = Math.Atan2(2 * xy, xx - yy) / 2;
        Rotate(loop, angle, projected);
        var shape = Polygon(biasesV, projected);
        if (shape.Orientation < 0)
        {
            angle += angle > 0 ? -Math.PI : Math.PI;
            Rotate(loop, angle, projected);
            shape = Polygon(biasesV, projected);
        }
        return new(angle, count > 0 ? (mean * Complex.FromPolarCoordinates(1, -angle)).Real : double.NaN, shape.Area, shape.CentroidV, shape.CentroidR)
        {
            AngleErrorRad = AngleError(xx, xy, yy, count),
        };
    }

    /// <summary>
    /// Real loops from an SHO fit: A·e^{iφ} of each fit, projected along the bias dimension. Bad fits become NaN.
    /// </summary>
    /// <param name="sho">A fit with parameters A and φ (symbols <c>A</c> and <c>phi</c>) over dimensions with one in V.</param>
    /// <returns>Quantity <c>Piezoresponse</c> in the unit of A over the fit's dimensions, the bias last.</returns>
    /// <exception cref="ArgumentException">There is no amplitude, phase or bias dimension.</exception>
    public static Dataset Project(FitResult sho)
    {
        ArgumentNullException.ThrowIfNull(sho);
        var (amplitude, phase) = (IndexOf(sho, "A"), IndexOf(sho, "phi", "φ"));
        var bias = BiasDimension(sho);
        var inner = sho.Dimensions.Skip(bias + 1).Aggregate(1, (product, d) => product * d.Length);
        var points = sho.Dimensions[bias].Length;
        var (loops, stride) = (sho.Count / points, sho.Parameters.Count);
        var samples = new double[sho.Count];
        var loop = new Complex[points];
        for (var k = 0; k < loops; k++)
        {
            var first = k / inner * inner * points + k % inner;
            for (var i = 0; i < points; i++)
            {
                var fit = first + i * inner;
                loop[i] = sho.IsGood(fit)
                    ? Complex.FromPolarCoordinates(sho.Values[fit * stride + amplitude], sho.Values[fit * stride + phase])
                    : new(double.NaN, double.NaN);
            }
            Project(loop, sho.Dimensions[bias].Values, samples.AsSpan(k * points, points));
        }
        return new($"{sho.Source.Name}, projected", "Piezoresponse", sho.Parameters[amplitude].Unit,
            [.. sho.Dimensions.Where((_, i) => i != bias), sho.Dimensions[bias]], new RealMemoryStore(samples), sho.Source.Metadata,
            [.. sho.Provenance, ProvenanceStep.Ours("project loops", sho.Source.Name)])
        { SourcePath = sho.Source.SourcePath };
    }

    /// <summary>First order in the noise: δθ = δΣuv/(Λ1 − Λ2) in the rotated frame, with Var Σuv = σ²(Λ1 + Λ2).</summary>
    private static double AngleError(double xx, double xy, double yy, int count)
    {
        if (count < 3)
            return double.NaN;
        var (sum, difference) = (xx + yy, double.Hypot(xx - yy, 2 * xy));
        return sum == 0 ? double.NaN : Math.Sqrt(Math.Max(0, sum - difference) / 2 / (count - 2) * sum) / difference;
    }

    private static void Rotate(ReadOnlySpan<Complex> loop, double angle, Span<double> projected)
    {
        var (sin, cos) = Math.SinCos(angle);
        for (var i = 0; i < loop.Length; i++)
            projected[i] = Complex.IsFinite(loop[i]) ? loop[i].Real * cos + loop[i].Imaginary * sin : double.NaN;
    }

    /// <summary>Shoelace area and centroid of the finite points, closed from the last to the first; relative to the first for precision.</summary>
    private static (double Area, double CentroidV, double CentroidR, double Orientation) Polygon(ReadOnlySpan<double> v, ReadOnlySpan<double> r)
    {
        var first = r.IndexOfAnyExcept(double.NaN);
        if (first < 0)
            return (double.NaN, double.NaN, double.NaN, 0);
        var (v0, r0, x, y) = (v[first], r[first], 0.0, 0.0);
        double twice = 0, momentV = 0, momentR = 0, sumV = 0, sumR = 0, covariance = 0, rangeV = 0, rangeR = 0;
        var count = 0;
        for (var i = first; i < v.Length; i++)
        {
            if (double.IsNaN(r[i]))
                continue;
            var (nextX, nextY) = (v[i] - v0, r[i] - r0);
            var cross = x * nextY - nextX * y;
            (twice, momentV, momentR) = (twice + cross, momentV + (x + nextX) * cross, momentR + (y + nextY) * cross);
            (x, y, count, sumV, sumR) = (nextX, nextY, count + 1, sumV + nextX, sumR + nextY);
            covariance += nextX * nextY;
            (rangeV, rangeR) = (Math.Max(rangeV, Math.Abs(nextX)), Math.Max(rangeR, Math.Abs(nextY)));
        }
        // The closing edge ends at the first point, the origin here, and adds nothing.
        if (Math.Abs(twice) <= LeastAreaFraction * rangeV * rangeR)
            return (twice / 2, v0 + sumV / count, r0 + sumR / count, covariance - sumV * sumR / count);
        return (twice / 2, v0 + momentV / (3 * twice), r0 + momentR / (3 * twice), twice);
    }

    private static int IndexOf(FitResult result, params string[] symbols)
    {
        for (var i = 0; i < result.Parameters.Count; i++)
            if (symbols.Contains(result.Parameters[i].Symbol))
                return i;
        throw new ArgumentException($"Loops are projected from amplitude and phase; the fit '{result.Model}' has no parameter {symbols[0]}. It has: {string.Join(", ", result.Parameters.Select(p => p.Symbol))}. Run fit sho first.", nameof(result));
    }

    private static int BiasDimension(FitResult result)
    {
        var found = result.Dimensions.Index().Where(d => BiasAxis.Is(d.Item)).ToArray();
        return found.Length == 1 ? found[0].Index
            : throw new ArgumentException($"Loops are projected along one spectroscopic dimension in V; there {(found.Length == 0 ? "is none" : $"are {found.Length}")} among {string.Join(", ", result.Dimensions.Select(d => d.ToString()).DefaultIfEmpty("no dimensions"))}.", nameof(result));
    }
}
