using Spm.Core.Data;

namespace Spm.Core.Instruments.Paths;

/// <summary>An image made of a sparse scan.</summary>
/// <param name="Map">The image over the frame.</param>
/// <param name="PointsUsed">Points with a finite value within the frame.</param>
/// <param name="PointsLeftOut">Points that are not finite or outside of the frame.</param>
/// <param name="HeldOutRms">
/// Root mean square of the error at points that were kept back, in the map's unit; NaN when none were. An estimate of the image's error from a few points: for smooth images measured at even points it
/// came out up to 10 times too large (where a point is missing, the gap is twice the usual), at random points up to 3 times too small, because the large holes, where the error is, have no points to keep back.
/// </param>
/// <param name="Iterations">Iterations of the solver.</param>
public sealed record ReconstructedImage(ScalarMap Map, int PointsUsed, int PointsLeftOut, double HeldOutRms, int Iterations);
