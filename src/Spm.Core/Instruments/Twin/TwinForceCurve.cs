using Spm.Core.Physics.Detection;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// The static equilibrium of a cantilever near a surface, k d = F(s) with s = z + d the separation and d the deflection, followed from point to point as the
/// base moves: gradient flow ds/dt ∝ F(s) − k (s − z) from where the tip was, to the first equilibrium it meets. That is how a tip without inertia moves, with
/// its snap into contact and its pull-off at another place.
/// </summary>
/// <param name="force">F(s).</param>
/// <param name="springConstantNPerM">k in N/m.</param>
/// <param name="startM">z of the first point: the tip starts there with the cantilever straight, or in contact where that is below the surface.</param>
internal sealed class TwinForceCurve(ITipSampleForce force, double springConstantNPerM, double startM)
{
    /// <summary>First step of the search; a fraction of an atomic distance, so that no equilibrium is jumped over.</summary>
    private const double FirstStepM = 5e-12;

    private const double LongestStepM = 50e-12;
    private double _separationM = startM;
    private bool _touches = force.Touches(startM, false);

    /// <summary>Deflection in m at the next position of the base, up positive.</summary>
    /// <param name="baseM">z in m: separation of tip and surface with the cantilever straight.</param>
    public double DeflectionM(double baseM)
    {
        var s = _separationM;
        var up = Net(s, baseM) > 0;
        for (var step = FirstStepM; ; step = Math.Min(2 * step, LongestStepM))
        {
            // Far from the surface nothing changes within a step that is small against the distance.
            var stride = Math.Max(step, 0.02 * Math.Abs(s));
            var next = up ? s + stride : s - stride;
            _touches = force.Touches(next, _touches);
            if (Net(next, baseM) > 0 != up)
            {
                _separationM = Bisect(Math.Min(s, next), Math.Max(s, next), baseM);
                _touches = force.Touches(_separationM, _touches);
                return _separationM - baseM;
            }
            s = next;
        }
    }

    private double Net(double separationM, double baseM) => force.ForceN(separationM, _touches) - springConstantNPerM * (separationM - baseM);

    /// <summary>A stable equilibrium has a force up below it and down above it.</summary>
    private double Bisect(double low, double high, double baseM)
    {
        for (var i = 0; i < 60; i++)
        {
            var middle = 0.5 * (low + high);
            if (Net(middle, baseM) > 0) low = middle;
            else high = middle;
        }
        return 0.5 * (low + high);
    }
}
