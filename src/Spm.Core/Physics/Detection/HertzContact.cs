namespace Spm.Core.Physics.Detection;

/// <summary>
/// Elastic sphere on an elastic plane without adhesion, F = 4/3 E* √R δ^{3/2}, k = 2 E* √(Rδ) for δ &gt; 0, else 0 (Hertz 1882; Johnson, Contact Mechanics (1985), ch. 4).
/// </summary>
/// <param name="RadiusM">R in m.</param>
/// <param name="ReducedModulusPa">E* in Pa, 1/E* = (1 − ν_s²)/E_s + (1 − ν_t²)/E_t.</param>
public sealed record HertzContact(double RadiusM, double ReducedModulusPa) : ITipSampleForce
{
    /// <inheritdoc/>
    public double ForceN(double separationM, bool touching)
    {
        var indentation = Math.Max(0, -separationM);
        return 4.0 / 3.0 * ReducedModulusPa * Math.Sqrt(RadiusM * indentation) * indentation;
    }

    /// <inheritdoc/>
    public double StiffnessNPerM(double separationM, bool touching) => 2 * ReducedModulusPa * Math.Sqrt(RadiusM * Math.Max(0, -separationM));

    /// <inheritdoc/>
    public bool Touches(double separationM, bool touched) => separationM <= 0;
}
