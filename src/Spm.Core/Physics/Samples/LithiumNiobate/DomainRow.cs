namespace Spm.Core.Physics.Samples;

/// <summary>
/// A row of domains written one after another at a spacing d, each under the influence of those before it:
/// <code>
/// V_n = V − A Σ_j r_{n−j}² e^{−jd/ℓ1} + B Σ_j tanh(r_{n−j}²) e^{−jd/ℓ2},   j = 1 … memory
/// r_n = r_0 ((V_n/V_c)² − 1)^{1/3},  0 for V_n ≤ V_c: the domain is missing
/// </code>
/// A <b>phenomenological model</b>, made to show what Ievlev, Jesse, Morozovska, Strelcov, Eliseev, Pershin, Kumar, Shur and Kalinin saw on
/// lithium niobate (Nature Physics 10, 59, 2014); it is not their theory. Screening charge left by a domain acts against the tip (A); nearby
/// walls make nucleation easier (B). With the values below rows have period 1 for d ≥ 2.25, period 2 with every second domain missing
/// from 2.24 to 1.09, are aperiodic with positive Lyapunov exponent around d = 1.03 and below 0.71, and between (0.98 to 0.72) only every third
/// domain appears. <see cref="EveryThirdMissing"/> has the opposite. Suppression by the nearest neighbour alone (B = 0, memory 1) is a
/// falling map and never gives more than period 2. Lengths are in units of r_0.
/// </summary>
public sealed record DomainRow
{
    /// <summary>V: bias of every pulse in V.</summary>
    public double BiasV { get; init; } = 4;

    /// <summary>V_c in V.</summary>
    public double CriticalBiasV { get; init; } = 2;

    /// <summary>r_0: radius at which the cube root is 1.</summary>
    public double RadiusScale { get; init; } = 1;

    /// <summary>A in V: suppression by screening charge. Less in dry air, more in humid air.</summary>
    public double Suppression { get; init; } = 10;

    /// <summary>B in V: promotion by near walls.</summary>
    public double Promotion { get; init; } = 6;

    /// <summary>ℓ1: reach of the screening charge.</summary>
    public double SuppressionLength { get; init; } = 1;

    /// <summary>ℓ2: reach of the walls.</summary>
    public double PromotionLength { get; init; } = 1.0 / 3.0;

    /// <summary>Predecessors that are felt.</summary>
    public int Memory { get; init; } = 8;

    /// <summary>Weak screening and strong promotion: at a spacing of 0.55 every third domain is missing.</summary>
    public static DomainRow EveryThirdMissing { get; } = new() { BiasV = 3, Suppression = 5, Promotion = 10 };

    /// <summary>V_n − V: what predecessors add to the bias, in V.</summary>
    /// <param name="radii">Radii so far, oldest first.</param>
    /// <param name="spacing">d.</param>
    public double Influence(ReadOnlySpan<double> radii, double spacing)
    {
        var influence = 0.0;
        for (var j = 1; j <= Memory && j <= radii.Length; j++) influence += InfluenceOf(radii[^j], j * spacing);
        return influence;
    }

    /// <summary>What one domain adds to the bias at a distance, in V.</summary>
    /// <param name="radius">Its radius.</param>
    /// <param name="distance">Distance of the centres.</param>
    public double InfluenceOf(double radius, double distance)
    {
        var square = radius * radius;
        return Promotion * Math.Tanh(square) * Math.Exp(-distance / PromotionLength) - Suppression * square * Math.Exp(-distance / SuppressionLength);
    }

    /// <summary>r_n for a bias at the tip; 0 up to V_c.</summary>
    /// <param name="effectiveBiasV">V_n.</param>
    public double Radius(double effectiveBiasV)
    {
        if (effectiveBiasV <= CriticalBiasV) return 0;
        var ratio = effectiveBiasV / CriticalBiasV;
        return RadiusScale * Math.Cbrt(ratio * ratio - 1);
    }

    /// <summary>Radii of a row that begins on a fresh surface; 0 where a domain is missing.</summary>
    /// <param name="spacing">d, positive.</param>
    /// <param name="count">Number of pulses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The spacing is not a positive number, or the count is negative.</exception>
    public double[] Radii(double spacing, int count)
    {
        CheckSpacing(spacing);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var radii = new double[count];
        for (var n = 0; n < count; n++) radii[n] = Radius(BiasV + Influence(radii.AsSpan(0, n), spacing));
        return radii;
    }

    internal static void CheckSpacing(double spacing)
    {
        if (!(spacing > 0 && double.IsFinite(spacing)))
            throw new ArgumentOutOfRangeException(nameof(spacing), spacing, "The spacing of a row of domains must be a positive number, in units of r_0, such as 1.5.");
    }
}
