using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// What the voltage on the tip does to the cantilever at one place, as a force on the mode:
/// <code>
/// F(V) = F_0 + p V_ac + ½ C′ (V_dc + V_ac − V_cpd)²
/// F_dc = ½ C′ ((V_dc − V_cpd)² + ½ V_1²),   F_ω = (p + C′ (V_dc − V_cpd)) V_1,   F_2ω = ¼ C′ V_1²      for V_ac = V_1 cos ωt
/// </code>
/// p V_ac is the piezoelectric strain: a surface that moves by d V_ac pushes with the contact stiffness, p = k_contact d. C′ = ∂C/∂z, negative where the
/// capacitance falls with distance: the force attracts and its parabola in V_dc has its extremum at V_cpd. Sources: Nonnenmacher, O'Boyle and
/// Wickramasinghe, Appl. Phys. Lett. 58, 2921 (1991); Jesse, Baddorf and Kalinin, Nanotechnology 17, 1615 (2006).
/// </summary>
/// <param name="PiezoNPerV">p in N/V; the sign is that of the polarization.</param>
/// <param name="CapacitanceGradientFPerM">C′ in F/m.</param>
/// <param name="ContactPotentialV">V_cpd in V.</param>
/// <param name="DcBiasV">V_dc in V.</param>
/// <param name="StaticN">F_0 in N: setpoint, adhesion, what bends the cantilever and does not change.</param>
public readonly record struct TipForce(double PiezoNPerV, double CapacitanceGradientFPerM = 0, double ContactPotentialV = 0, double DcBiasV = 0, double StaticN = 0)
{
    /// <summary>F in N at one voltage V_ac.</summary>
    public double At(double acV)
    {
        var difference = DcBiasV + acV - ContactPotentialV;
        return StaticN + PiezoNPerV * acV + 0.5 * CapacitanceGradientFPerM * difference * difference;
    }

    /// <summary>F_ω in N for a sine of amplitude <paramref name="acV"/>, without what the squares of other tones add.</summary>
    public double FirstHarmonicN(double acV) => (PiezoNPerV + CapacitanceGradientFPerM * (DcBiasV - ContactPotentialV)) * acV;

    /// <summary>F_2ω in N for a sine of amplitude <paramref name="acV"/>.</summary>
    public double SecondHarmonicN(double acV) => 0.25 * CapacitanceGradientFPerM * acV * acV;

    /// <summary>C′ in F/m of a sphere of radius R at distance z above a conducting plane, −2π ε0 R²/(z (z + R)) (Hudlet et al., Eur. Phys. J. B 2, 5 (1998)).</summary>
    public static double SphereGradientFPerM(double radiusM, double distanceM)
    {
        const double vacuumPermittivity = 8.8541878188e-12;
        PhysicalRange.Require(radiusM, 1e-10, 1e-3, "m", nameof(radiusM), "radiusM = 25e-9");
        PhysicalRange.Require(distanceM, 1e-11, 1, "m", nameof(distanceM), "distanceM = 10e-9");
        return -2 * Math.PI * vacuumPermittivity * radiusM * radiusM / (distanceM * (distanceM + radiusM));
    }

    /// <summary>F at every voltage.</summary>
    /// <returns>False when a force is not finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool Fill(ReadOnlySpan<double> acV, Span<double> forceN)
    {
        // The square of a + v, written out: three constants and two multiplications a sample.
        var offset = DcBiasV - ContactPotentialV;
        var (constant, linear, quadratic) =
            (StaticN + 0.5 * CapacitanceGradientFPerM * offset * offset, PiezoNPerV + CapacitanceGradientFPerM * offset, 0.5 * CapacitanceGradientFPerM);
        var (constants, linears, quadratics) = (Vector256.Create(constant), Vector256.Create(linear), Vector256.Create(quadratic));
        ref var source = ref MemoryMarshal.GetReference(acV);
        ref var target = ref MemoryMarshal.GetReference(forceN);
        // f − f is 0, and not a number where f is not finite.
        var (i, nothing) = (0, Vector256<double>.Zero);
        for (; i + 4 <= forceN.Length; i += 4)
        {
            var v = Vector256.LoadUnsafe(ref source, (nuint)i);
            var f = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(quadratics, v, linears), v, constants);
            nothing += f - f;
            f.StoreUnsafe(ref target, (nuint)i);
        }
        var finite = nothing == Vector256<double>.Zero;
        for (; i < forceN.Length; i++)
        {
            forceN[i] = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(quadratic, acV[i], linear), acV[i], constant);
            finite &= double.IsFinite(forceN[i]);
        }
        return finite;
    }
}
