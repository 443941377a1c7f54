namespace Spm.Core.Experiments;

/// <summary>Measures a point. May use nothing but the point, the instrument, and constants: else a resumed run is not the run it would have been.</summary>
/// <param name="point">Where, and its random numbers.</param>
/// <param name="cancellationToken">Stops the run.</param>
public delegate Task<MeasuredPoint> MeasurePoint(PlannedPoint point, CancellationToken cancellationToken);
