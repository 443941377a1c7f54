using Spm.Core.Data;

namespace Spm.Core.Instruments.Paths;

/// <summary>An image made of a sparse scan.</summary>
/// <param name="Map">The image over the frame.</param>
/// <param name="PointsUsed">Points with a finite value within the frame.</param>
/// <param name="PointsLeftOut">Points that are not finite or outside of the frame.</param>
/// <param name="HeldOutRms">
/// Root mean square of what was measured less what is predicted, at points kept back from a first run: the error to expect between the points, noise included.
/// It errs to the safe side: around a point kept back the gap is up to twice the usual one, which for a smooth image without noise makes up to ten times the
/// error. In the map's unit; NaN when nothing was kept back.
/// </param>
/// <param name="Iterations">Iterations of the solver.</param>
public sealed record ReconstructedImage(ScalarMap Map, int PointsUsed, int PointsLeftOut, double HeldOutRms, int Iterations);
