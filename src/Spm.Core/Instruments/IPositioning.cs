namespace Spm.Core.Instruments;

/// <summary>Moves the tip over the sample.</summary>
public interface IPositioning : IInstrument
{
    /// <summary>Where the tip is.</summary>
    Task<TipPosition> GetPositionAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves the tip in a straight line and waits until it is there.</summary>
    /// <returns>Where it is now, as read back.</returns>
    /// <exception cref="LimitExceededException">The place is outside the scan range, or not a number.</exception>
    Task<TipPosition> MoveToAsync(double xM, double yM, CancellationToken cancellationToken = default);

    /// <summary>Sets how fast <see cref="MoveToAsync"/> moves.</summary>
    /// <returns>The speed in m/s, as read back.</returns>
    /// <exception cref="LimitExceededException">The speed is beyond its limit, not positive, or not a number.</exception>
    Task<double> SetMoveSpeedAsync(double speedMPerS, CancellationToken cancellationToken = default);
}
