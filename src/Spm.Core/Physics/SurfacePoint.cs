using Spm.Core.Physics.Samples;

namespace Spm.Core.Physics;

/// <summary>The surface below the tip, apart from its electromechanical response.</summary>
/// <param name="HeightM">Height in m.</param>
/// <param name="Slope">∂h/∂x along the fast scan axis.</param>
/// <param name="Stiffness">Contact stiffness as a standard-normal deviation from the mean.</param>
/// <param name="Dissipation">Quality factor as a standard-normal deviation from the mean.</param>
/// <param name="ContactPotentialV">V_cpd in V.</param>
public readonly record struct SurfacePoint(double HeightM, double Slope, double Stiffness, double Dissipation, double ContactPotentialV)
{
    /// <summary>∂h/∂y along the slow scan axis.</summary>
    public double SlopeY { get; init; }

    /// <summary>Modulus, adhesion and the theory that joins them.</summary>
    public ContactLaw Contact { get; init; } = ContactLaw.Oxide;
}
