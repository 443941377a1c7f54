namespace Spm.Core.Physics.Detection;

/// <summary>
/// Hertz contact with van der Waals attraction (Derjaguin, Muller and Toporov, J. Colloid Interface Sci. 53, 314 (1975)): for stiff samples and sharp tips.
/// <code>
/// F = 4/3 E* √R δ^{3/2} − 2πRw     in contact, δ = −d ≥ 0
/// F = −2πRw a0²/(a0 + d)²          before, which is −HR/6(a0 + d)² with w = H/(12π a0²)
/// </code>
/// Both meet at d = 0 with the pull-off force −2πRw. No memory.
/// </summary>
/// <param name="RadiusM">R in m.</param>
/// <param name="ReducedModulusPa">E* in Pa.</param>
/// <param name="WorkOfAdhesionJPerM2">w in J/m².</param>
/// <param name="AtomicDistanceM">a0 in m.</param>
public sealed record DmtContact(double RadiusM, double ReducedModulusPa, double WorkOfAdhesionJPerM2, double AtomicDistanceM = 0.165e-9) : ITipSampleForce
{
    private readonly HertzContact _hertz = new(RadiusM, ReducedModulusPa);

    /// <summary>−2πRw in N: the force at which the tip comes off.</summary>
    public double PullOffN => -2 * Math.PI * RadiusM * WorkOfAdhesionJPerM2;

    /// <inheritdoc/>
    public double ForceN(double separationM, bool touching)
    {
        if (separationM <= 0) return _hertz.ForceN(separationM, true) + PullOffN;
        var ratio = AtomicDistanceM / (AtomicDistanceM + separationM);
        return PullOffN * ratio * ratio;
    }

    /// <inheritdoc/>
    public double StiffnessNPerM(double separationM, bool touching) =>
        separationM <= 0
            ? _hertz.StiffnessNPerM(separationM, true)
            : 2 * PullOffN * AtomicDistanceM * AtomicDistanceM / Math.Pow(AtomicDistanceM + separationM, 3);

    /// <inheritdoc/>
    public bool Touches(double separationM, bool touched) => separationM <= 0;
}
