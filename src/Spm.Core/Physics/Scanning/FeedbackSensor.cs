namespace Spm.Core.Physics.Scanning;

/// <summary>
/// What the z feedback regulates, as a length: with D = (z − h) − (z − h)_setpoint the deviation of the tip–sample distance from the one
/// that gives the setpoint, the error is e = −D near the setpoint and limited by what the signal can show. e &gt; 0: too close.
/// </summary>
public abstract record FeedbackSensor
{
    /// <summary>e in m for a deviation D in m.</summary>
    public abstract double ErrorM(double deviationM);

    /// <summary>The signal itself for an error in m.</summary>
    public abstract double Signal(double errorM);

    /// <summary>Unit of <see cref="Signal"/>.</summary>
    public abstract string SignalUnit { get; }

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal abstract void Check();
}
