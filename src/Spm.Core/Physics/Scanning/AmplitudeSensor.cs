using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Intermittent contact: the amplitude a = min(max(z − h, 0), a_0), kept at a_s. Away from the surface a = a_0 whatever the distance, so
/// that e is a_s − a_0 at most (parachuting). e = min(max(−D, a_s − a_0), a_s).
/// </summary>
/// <param name="SetpointM">a_s in m.</param>
/// <param name="FreeM">a_0 in m.</param>
public sealed record AmplitudeSensor(double SetpointM = 15e-9, double FreeM = 20e-9) : FeedbackSensor
{
    /// <inheritdoc/>
    public override string SignalUnit => "m";

    /// <inheritdoc/>
    public override double ErrorM(double deviationM) => Math.Min(Math.Max(-deviationM, SetpointM - FreeM), SetpointM);

    /// <inheritdoc/>
    public override double Signal(double errorM) => SetpointM - errorM;

    /// <inheritdoc/>
    internal override void Check()
    {
        AllowedRange.Check<double>(FreeM, 1e-12, 1e-3, "m", nameof(FreeM), "FreeM: 20e-9");
        AllowedRange.Check<double>(SetpointM, 0, FreeM, "m", nameof(SetpointM), "SetpointM: 15e-9");
    }
}
