namespace Spm.Core.Physics.Detection;

/// <summary>
/// Bending modes of a rectangular cantilever that is clamped at one end and free at the other (Euler and Bernoulli): 1 + cos α cosh α = 0, α = 1.8751, 4.6941, 7.8548, …
/// <code>
/// f_n = f_1 (α_n/α_1)²,   k_n = k α_n⁴/12,   weight_n = (2/3) φ_n′(1)/φ_n(1)
/// </code>
/// k is the static stiffness, k_n that of the mode at the tip; Σ k/k_n = 1, so that thermal motion and static bending of all modes add to the static cantilever's. The optical lever sees slope:
/// weight_n is the slope at the end for the same displacement, in units of static bending under a force at the tip. Source: Butt and Jaschke, Nanotechnology 6, 1 (1995).
/// </summary>
public static class CantileverModes
{
    /// <summary>The lowest modes.</summary>
    /// <param name="springConstantNPerM">k, static, in N/m.</param>
    /// <param name="firstHz">f_1 in Hz.</param>
    /// <param name="qualityFactors">Q of each mode; their number is the number of modes, up to 12.</param>
    /// <exception cref="ArgumentException">A value is impossible.</exception>
    public static EigenMode[] Rectangular(double springConstantNPerM, double firstHz, params ReadOnlySpan<double> qualityFactors)
    {
        PhysicalRange.Require(qualityFactors.Length, 1, 12, "modes", nameof(qualityFactors), "Rectangular(3, 70e3, 100, 300)");
        var modes = new EigenMode[qualityFactors.Length];
        var first = Root(1);
        for (var n = 0; n < modes.Length; n++)
        {
            var alpha = Root(n + 1);
            modes[n] = new EigenMode(springConstantNPerM * Math.Pow(alpha, 4) / 12, firstHz * Math.Pow(alpha / first, 2), qualityFactors[n], SlopeWeight(alpha));
            modes[n].Check();
        }
        return modes;
    }

    /// <summary>The mode with a spring of stiffness κ between tip and sample, as a point mass: k + κ, f0 √(1 + κ/k), and Q higher by the same root, because the damping constant stays.</summary>
    /// <param name="free">The free mode.</param>
    /// <param name="contactStiffnessNPerM">κ in N/m, for instance <see cref="ITipSampleForce.StiffnessNPerM"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The contact is more attractive than the spring is stiff: there the tip snaps in.</exception>
    public static EigenMode InContact(this EigenMode free, double contactStiffnessNPerM)
    {
        var ratio = 1 + contactStiffnessNPerM / free.SpringConstantNPerM;
        if (!(ratio > 0))
            throw new ArgumentOutOfRangeException(nameof(contactStiffnessNPerM), contactStiffnessNPerM, $"contactStiffnessNPerM must be above −k = {-free.SpringConstantNPerM} N/m, got {contactStiffnessNPerM}: the tip snaps in there.");
        return free with { SpringConstantNPerM = free.SpringConstantNPerM * ratio, ResonanceHz = free.ResonanceHz * Math.Sqrt(ratio), QualityFactor = free.QualityFactor * Math.Sqrt(ratio) };
    }

    /// <summary>α_n by Newton from (n − ½)π on cos α + 1/cosh α, which does not overflow.</summary>
    private static double Root(int n)
    {
        var alpha = (n - 0.5) * Math.PI;
        for (var i = 0; i < 50; i++)
            alpha -= (Math.Cos(alpha) + 1 / Math.Cosh(alpha)) / (-Math.Sin(alpha) - Math.Tanh(alpha) / Math.Cosh(alpha));
        return alpha;
    }

    private static double SlopeWeight(double alpha)
    {
        // φ = cosh αx − cos αx − σ (sinh αx − sin αx).
        var (sin, cos, sinh, cosh) = (Math.Sin(alpha), Math.Cos(alpha), Math.Sinh(alpha), Math.Cosh(alpha));
        var sigma = (cosh + cos) / (sinh + sin);
        return 2.0 / 3.0 * alpha * (sinh + sin - sigma * (cosh - cos)) / (cosh - cos - sigma * (sinh - sin));
    }
}
