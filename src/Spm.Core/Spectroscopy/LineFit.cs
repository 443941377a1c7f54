namespace Spm.Core.Spectroscopy;

/// <summary>A straight line y = ȳ + s(x − x̄) by least squares over the finite points, with σ² = Σr²/(n − 2).</summary>
/// <param name="Count">Finite points n.</param>
/// <param name="Slope">s; NaN for fewer than three points or one x.</param>
/// <param name="Noise">σ.</param>
/// <param name="MeanX">x̄.</param>
/// <param name="MeanY">ȳ.</param>
/// <param name="SpreadX">√Σ(x − x̄)².</param>
internal readonly record struct LineFit(int Count, double Slope, double Noise, double MeanX, double MeanY, double SpreadX)
{
    /// <summary>σ/√Σ(x − x̄)².</summary>
    public double SlopeError => Noise / SpreadX;

    /// <summary>Where the line crosses 0: x̄ − ȳ/s.</summary>
    public double Root => MeanX - MeanY / Slope;

    /// <summary>Its error by the delta method, σ/|s|·√(1/n + (x₀ − x̄)²/Σ(x − x̄)²).</summary>
    public double RootError => ErrorAt(Root) / Math.Abs(Slope);

    /// <summary>The line at x.</summary>
    public double At(double x) => MeanY + Slope * (x - MeanX);

    /// <summary>Its error there, σ√(1/n + (x − x̄)²/Σ(x − x̄)²).</summary>
    public double ErrorAt(double x) => Noise * double.Hypot(1 / Math.Sqrt(Count), (x - MeanX) / SpreadX);

    /// <summary>Fits; everything but the count is NaN for fewer than three finite points or a single x.</summary>
    public static LineFit Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (count, meanX, meanY) = (0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                count++;
                // Running means: a sum of large values may overflow where their mean does not.
                meanX += (x[i] - meanX) / count;
                meanY += y[i] / count - meanY / count;
            }
        var (sxx, sxy, scale) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
                scale = Math.Max(scale, Math.Abs(y[i] - meanY));
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
                (sxx, sxy) = (sxx + (x[i] - meanX) * (x[i] - meanX), sxy + (x[i] - meanX) * Scaled(y[i] - meanY, scale));
        if (count < 3 || !(sxx > 0) || !double.IsFinite(scale))
            return new(count, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        var (slope, cost) = (sxy / sxx, 0.0);
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                var r = Scaled(y[i] - meanY, scale) - slope * (x[i] - meanX);
                cost += r * r;
            }
        return new(count, slope * scale, Math.Sqrt(cost / (count - 2)) * scale, meanX, meanY, Math.Sqrt(sxx));
    }

    private static double Scaled(double value, double scale) => scale > 0 ? value / scale : 0;
}
