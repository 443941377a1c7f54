using Spm.Core.Data;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Force–distance curves.</content>
public static partial class Plot
{
    /// <summary>Approach and retract with baseline, snap-in, contact point and adhesion marked; force against the separation beside it.</summary>
    /// <param name="curve">A curve in time from the twin.</param>
    /// <exception cref="ArgumentException">Too few points.</exception>
    public static Figure ForceCurve(Core.Physics.Detection.ForceCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return ForceCurveFigure.Of(new("", new(curve.HeightM[..curve.Turn], curve.DeflectionM[..curve.Turn]), new(curve.HeightM[curve.Turn..], curve.DeflectionM[curve.Turn..]), false, curve.SpringConstantNPerM));
    }

    /// <summary>
    /// A swept force–distance curve: deflection (m) or force (N) over z, there and back. With a spring constant the deflection becomes a force,
    /// F = k·d, and the force is drawn against the separation s = z + d too, 0 at the contact point.
    /// </summary>
    /// <param name="data">Over z in m, or over Direction (0 there, 1 back, both in the order of the way there) and z.</param>
    /// <param name="springConstantNPerM">k in N/m; null when it is not known.</param>
    /// <exception cref="ArgumentException">The data are not of this kind, or too few.</exception>
    public static Figure ForceCurve(Dataset data, double? springConstantNPerM = null) => ForceCurveFigure.Of(ForceCurveData.Of(data, springConstantNPerM));

    /// <summary>A force–distance curve from arrays, as <see cref="ForceCurve(Dataset, double?)"/> draws it.</summary>
    /// <param name="approach">The way in: z falling.</param>
    /// <param name="retract">The way back in its own order; null when there is none.</param>
    /// <param name="springConstantNPerM">k in N/m; null when it is not known.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there are too few points.</exception>
    public static Figure ForceCurve(ForceBranch approach, ForceBranch? retract = null, double? springConstantNPerM = null)
    {
        ArgumentNullException.ThrowIfNull(approach);
        return ForceCurveFigure.Of(new("", approach, retract ?? ForceBranch.None, false, ForceCurveData.Checked(springConstantNPerM)));
    }
}
