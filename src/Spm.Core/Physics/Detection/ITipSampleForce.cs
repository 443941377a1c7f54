namespace Spm.Core.Physics.Detection;

/// <summary>
/// Force between tip and sample as a function of the separation d of the undeformed surfaces; −d is the indentation δ. Positive forces push the tip away. A law may have a memory: a neck
/// that has formed breaks only beyond where it formed.
/// </summary>
public interface ITipSampleForce
{
    /// <summary>Force in N.</summary>
    /// <param name="separationM">d in m.</param>
    /// <param name="touching">Whether tip and sample stick together, see <see cref="Touches"/>.</param>
    double ForceN(double separationM, bool touching);

    /// <summary>Stiffness −∂F/∂d in N/m, positive where contact is stable by itself.</summary>
    double StiffnessNPerM(double separationM, bool touching);

    /// <summary>Whether tip and sample stick together at a separation, given that they did before or not.</summary>
    bool Touches(double separationM, bool touched);
}
