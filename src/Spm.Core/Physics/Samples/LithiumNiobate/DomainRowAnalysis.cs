namespace Spm.Core.Physics.Samples;

/// <summary>What a row of domains does in the long run: period, bifurcation diagram, return map, Lyapunov exponent.</summary>
public static class DomainRowAnalysis
{
    /// <summary>Domains written before anything is judged.</summary>
    public const int Transient = 1000;

    /// <summary>The longest period that is told from an aperiodic row.</summary>
    public const int LongestPeriod = 32;

    /// <summary>Radii closer than this, in units of r_0, count as the same.</summary>
    private const double SameRadius = 1e-6;

    /// <summary>Smallest p ≤ <see cref="LongestPeriod"/> with r_{n+p} = r_n over the last part of a row; 0 when there is none: aperiodic.</summary>
    /// <param name="radii">Radii in the order of writing; the last 6 × <see cref="LongestPeriod"/> of them are looked at, fewer if there are fewer.</param>
    public static int Period(ReadOnlySpan<double> radii)
    {
        var tail = radii[^Math.Min(radii.Length, 6 * LongestPeriod)..];
        for (var period = 1; period <= LongestPeriod && 2 * period <= tail.Length; period++)
        {
            var repeats = true;
            for (var n = period; n < tail.Length && repeats; n++) repeats = Math.Abs(tail[n] - tail[n - period]) <= SameRadius;
            if (repeats) return period;
        }
        return 0;
    }

    /// <summary>Bifurcation diagram: for each spacing the radii after the transient.</summary>
    /// <param name="row">The model.</param>
    /// <param name="spacings">Spacings d in units of r_0.</param>
    /// <param name="keep">Radii per spacing.</param>
    /// <returns>One array of <paramref name="keep"/> radii per spacing.</returns>
    public static double[][] Bifurcation(DomainRow row, IReadOnlyList<double> spacings, int keep = 64) =>
        [.. spacings.Select(spacing => row.Radii(spacing, Transient + keep)[Transient..])];

    /// <summary>Return map: pairs (r_n, r_{n+1}) after the transient.</summary>
    /// <param name="row">The model.</param>
    /// <param name="spacing">d.</param>
    /// <param name="count">Number of pairs.</param>
    public static (double Radius, double Next)[] ReturnMap(DomainRow row, double spacing, int count = 500)
    {
        var radii = row.Radii(spacing, Transient + count + 1);
        return [.. Enumerable.Range(Transient, count).Select(n => (radii[n], radii[n + 1]))];
    }

    /// <summary>
    /// Largest Lyapunov exponent per domain: mean of ln|δ_{n+1}|/|δ_n| of a small disturbance of the remembered radii, which follows
    /// <code>δr_n = r_0/3 ((V_n/V_c)² − 1)^{−2/3} (2V_n/V_c²) Σ_j ∂V_n/∂r_{n−j} δr_{n−j}, 0 where the domain is missing.</code>
    /// Positive: neighbouring rows part exponentially, chaos. −∞: a disturbance is forgotten within the memory.
    /// </summary>
    /// <param name="row">The model.</param>
    /// <param name="spacing">d.</param>
    /// <param name="count">Domains over which to average, after the transient.</param>
    public static double LyapunovExponent(DomainRow row, double spacing, int count = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var radii = row.Radii(spacing, Transient + count);
        var disturbance = new double[row.Memory];
        for (var j = 0; j < disturbance.Length; j++) disturbance[j] = 1.0 / (j + 1);
        var sum = 0.0;
        Normalize(disturbance);
        for (var n = Transient; n < radii.Length; n++)
        {
            var next = Slope(row, radii.AsSpan(0, n), spacing, disturbance);
            disturbance.AsSpan(0, disturbance.Length - 1).CopyTo(disturbance.AsSpan(1));
            disturbance[0] = next;
            var size = Normalize(disturbance);
            if (size == 0) return double.NegativeInfinity;
            sum += Math.Log(size);
        }
        return sum / count;
    }

    /// <summary>δr_n of a disturbance of the radii before it, newest first.</summary>
    private static double Slope(DomainRow row, ReadOnlySpan<double> radii, double spacing, ReadOnlySpan<double> disturbance)
    {
        var bias = row.BiasV + row.Influence(radii, spacing);
        if (bias <= row.CriticalBiasV) return 0;
        var change = 0.0;
        for (var j = 1; j <= row.Memory; j++)
        {
            var r = radii[^j];
            var tanh = Math.Tanh(r * r);
            change += 2 * r * disturbance[j - 1] * (row.Promotion * (1 - tanh * tanh) * Math.Exp(-j * spacing / row.PromotionLength)
                - row.Suppression * Math.Exp(-j * spacing / row.SuppressionLength));
        }
        var ratio = bias / row.CriticalBiasV;
        return row.RadiusScale * 2 * ratio / (3 * row.CriticalBiasV) * Math.Pow(ratio * ratio - 1, -2.0 / 3.0) * change;
    }

    private static double Normalize(Span<double> vector)
    {
        var square = 0.0;
        foreach (var v in vector) square += v * v;
        var size = Math.Sqrt(square);
        for (var i = 0; i < vector.Length && size > 0; i++) vector[i] /= size;
        return size;
    }
}
