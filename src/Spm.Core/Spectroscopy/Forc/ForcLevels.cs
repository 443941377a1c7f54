namespace Spm.Core.Spectroscopy;

/// <summary>What each reversal bias of a family shows, and where a fraction has switched.</summary>
internal sealed class ForcLevels
{
    /// <summary>Branches on either side of a fraction through which its line is drawn.</summary>
    private const int Beside = 2;

    private readonly ForcFamily family;
    private readonly double readBias, spread;
    private readonly int[][] levelPoints;
    private readonly double[] readWeight, gradient;

    public ForcLevels(ForcFamily family, ForcOptions options)
    {
        (this.family, readBias) = (family, options.ReadBiasV);
        levelPoints = [.. Enumerable.Range(0, family.ReversalsV.Count).Select(k => Enumerable.Range(0, family.BiasV.Count).Where(p => family.Level[p] == k).OrderBy(p => family.BiasV[p]).ToArray())];
        (Start, StartError, Read, ReadError, Fraction, FractionError, readWeight, gradient) = (New(), New(), New(), New(), New(), New(), New(), New());
        spread = 1.5 * family.BiasStepV;
        double[] New() => new double[levelPoints.Length];
    }

    public int Count => levelPoints.Length;

    /// <summary>[level]: response at the turning point.</summary>
    public double[] Start { get; }

    /// <summary>[level].</summary>
    public double[] StartError { get; }

    /// <summary>[level]: response at the read bias.</summary>
    public double[] Read { get; }

    /// <summary>[level].</summary>
    public double[] ReadError { get; }

    /// <summary>[level]: switched fraction.</summary>
    public double[] Fraction { get; }

    /// <summary>[level].</summary>
    public double[] FractionError { get; }

    /// <summary>T − B and its error.</summary>
    public (double Value, double Error) Switchable { get; private set; }

    private int Top { get; set; }

    private int Bottom { get; set; }

    /// <summary>Measures the family read last.</summary>
    public void Measure(ForcCurves curves)
    {
        for (var k = 0; k < Count; k++)
        {
            var weight = 0.0;
            (Start[k], weight) = Interpolate(curves, levelPoints[k], family.ReversalsV[k]);
            StartError[k] = curves.Noise * weight;
            (Read[k], readWeight[k]) = Interpolate(curves, levelPoints[k], readBias);
            ReadError[k] = curves.Noise * readWeight[k];
        }
        var (first, last) = (Array.FindIndex(Read, double.IsFinite), Array.FindLastIndex(Read, double.IsFinite));
        // The least reversal is the highest V_r of a family that was saturated at high bias, the lowest of the mirrored one.
        (Top, Bottom) = family.IsRising ? (last, first) : (first, last);
        Array.Fill(Fraction, double.NaN);
        Array.Fill(FractionError, double.NaN);
        Switchable = (double.NaN, double.NaN);
        if (first == last || first < 0)
            return;
        var (t, switched) = (Read[Top], Read[Top] - Read[Bottom]);
        Switchable = (switched, double.Hypot(ReadError[Top], ReadError[Bottom]));
        if (switched == 0 || !double.IsFinite(switched))
            return;
        for (var k = 0; k < Count; k++)
        {
            var f = Fraction[k] = (t - Read[k]) / switched;
            FractionError[k] = k == Top || k == Bottom ? 0
                : double.Hypot(double.Hypot((1 - f) * ReadError[Top], f * ReadError[Bottom]), ReadError[k]) / Math.Abs(switched);
        }
    }

    /// <summary>
    /// The reversal bias at which a fraction has switched: of the places where the fractions pass it, the middle one; there a line through two branches
    /// on either side, V = V̄ + (f − f̄)/b. The error is that of the read responses it depends on, T and B among them, by the delta method.
    /// </summary>
    public (double Value, double Error) BiasAt(double fraction)
    {
        int[] order = [.. Enumerable.Range(0, Count).Where(k => double.IsFinite(Fraction[k]))];
        if (Top > Bottom)
            Array.Reverse(order);
        int[] passes = [.. Enumerable.Range(1, Math.Max(0, order.Length - 1)).Where(i => Fraction[order[i - 1]] < fraction != Fraction[order[i]] < fraction)];
        if (passes.Length % 2 == 0)
            return (double.NaN, double.NaN);
        var pass = passes[passes.Length / 2];
        int[] near = [.. Enumerable.Range(pass - Beside, 2 * Beside).Where(i => i >= 0 && i < order.Length).Select(i => order[i])];
        var (meanV, meanF) = (near.Average(k => family.ReversalsV[k]), near.Average(k => Fraction[k]));
        var sxx = near.Sum(k => Square(family.ReversalsV[k] - meanV));
        var slope = near.Sum(k => (family.ReversalsV[k] - meanV) * (Fraction[k] - meanF)) / sxx;
        var bias = meanV + (fraction - meanF) / slope;
        // A line that runs level about the fraction says nothing of where it is passed.
        if (!double.IsFinite(bias) || bias < family.ReversalsV[0] || bias > family.ReversalsV[^1])
            return (double.NaN, double.NaN);
        // ∂V/∂f_k of the line, and ∂f_k by the read responses: that of the branch itself, T and B.
        Array.Clear(gradient);
        foreach (var k in near)
        {
            var byFraction = -(1.0 / near.Length + (bias - meanV) * (family.ReversalsV[k] - meanV) / sxx) / slope / Switchable.Value;
            gradient[k] -= byFraction;
            gradient[Top] += (1 - Fraction[k]) * byFraction;
            gradient[Bottom] += Fraction[k] * byFraction;
        }
        var variance = 0.0;
        for (var k = 0; k < Count; k++)
            if (gradient[k] != 0)
                variance += Square(gradient[k] * ReadError[k]);
        return (bias, Math.Sqrt(variance));
    }

    /// <summary>The response at a bias on one level, between the nearest finite points on either side, and √Σw²; NaN when they are not near.</summary>
    private (double Value, double Weight) Interpolate(ForcCurves curves, int[] points, double at)
    {
        var (below, above) = (-1, -1);
        foreach (var p in points)
        {
            if (!curves.IsKept[p])
                continue;
            if (family.BiasV[p] <= at && at - family.BiasV[p] <= spread)
                below = p;
            if (above < 0 && family.BiasV[p] >= at && family.BiasV[p] - at <= spread)
                above = p;
        }
        if (below < 0 || above < 0)
            return (double.NaN, double.NaN);
        var gap = family.BiasV[above] - family.BiasV[below];
        var part = gap > 0 ? (at - family.BiasV[below]) / gap : 0;
        return ((1 - part) * curves.Response[below] + part * curves.Response[above], gap > 0 ? double.Hypot(1 - part, part) : 1);
    }

    private static double Square(double x) => x * x;
}
