namespace Spm.Core.Instruments;

public sealed partial record InstrumentLimits
{
    /// <summary>Throws <see cref="LimitExceededException"/> when the bias in V is outside its limits or not a number.</summary>
    public void CheckBias(double biasV) => Require("bias", biasV, MinBiasV, MaxBiasV, "V");

    /// <summary>Throws <see cref="LimitExceededException"/> when a change of bias in V/s, up or down, is too fast or not a number.</summary>
    public void CheckBiasSlew(double slewVPerS) => Require("bias slew", Math.Abs(slewVPerS), 0, MaxBiasSlewVPerS, "V/s");

    /// <summary>
    /// Throws <see cref="LimitExceededException"/> when a step of the bias by ΔV is too large for the time t for which its end is held: |ΔV|/t is the slew, as a
    /// <see cref="BiasRamp"/>, whose steps are no larger than slew · Δt with Δt between two, keeps to it. A step to a level that stays is never too steep.
    /// </summary>
    /// <param name="stepV">ΔV in V, up or down.</param>
    /// <param name="heldS">t in s; infinite for a level that stays.</param>
    public void CheckBiasStep(double stepV, double heldS) => CheckBiasSlew(stepV / heldS);

    /// <summary>Throws <see cref="LimitExceededException"/> when the length of a pulse in s is negative, too long or not a number.</summary>
    public void CheckPulse(double durationS) => Require("pulse duration", durationS, 0, MaxPulseS, "s");

    /// <summary>Throws <see cref="LimitExceededException"/> when the excitation amplitude in V is outside its limits or not a number.</summary>
    public void CheckAcAmplitude(double amplitudeV) => Require("excitation amplitude", amplitudeV, 0, MaxAcAmplitudeV, "V");

    /// <summary>Throws <see cref="LimitExceededException"/> when the frequency in Hz is outside its limits or not a number.</summary>
    public void CheckFrequency(double frequencyHz) => Require("frequency", frequencyHz, 0, MaxFrequencyHz, "Hz");

    /// <summary>Throws <see cref="LimitExceededException"/> when the current in A is too large in either direction or not a number.</summary>
    public void CheckCurrent(double currentA) => Require("current", currentA, -MaxCurrentA, MaxCurrentA, "A");

    /// <summary>Throws when the setpoint is outside its limits or not a number.</summary>
    /// <param name="setpoint">The setpoint in <paramref name="unit"/>.</param>
    /// <param name="unit">The unit of the signal the feedback holds; null when it is known to be <see cref="SetpointUnit"/>.</param>
    /// <exception cref="LimitExceededException">The setpoint is outside.</exception>
    /// <exception cref="ArgumentException">The limit is given in another unit, so that nothing is known about this one.</exception>
    public void CheckSetpoint(double setpoint, string? unit = null)
    {
        if (unit is not null && unit != SetpointUnit)
            throw new ArgumentException($"The setpoint limit{From} is in {SetpointUnit}, the feedback holds a signal in {unit}: nothing says how far it may go. Give the limit in that unit, such as: setpoint = 0 {unit} to 1 {unit}");
        Require("setpoint", setpoint, MinSetpoint, MaxSetpoint, SetpointUnit);
    }

    /// <summary>Throws <see cref="LimitExceededException"/> when a position in m lies outside the scan range or is not a number.</summary>
    public void CheckPosition(double xM, double yM)
    {
        Require("x range", xM, 0, RangeXM, "m");
        Require("y range", yM, 0, RangeYM, "m");
    }

    /// <summary>Throws <see cref="LimitExceededException"/> when z in m is outside its range or not a number.</summary>
    public void CheckZ(double zM) => Require("z range", zM, MinZM, MaxZM, "m");

    /// <summary>Throws <see cref="LimitExceededException"/> when the tip's speed in m/s is negative, too high or not a number.</summary>
    public void CheckScanSpeed(double speedMPerS) => Require("scan speed", speedMPerS, 0, MaxScanSpeedMPerS, "m/s");

    /// <summary>Throws <see cref="LimitExceededException"/> when the time at a point in s is too short, too long or not a number.</summary>
    public void CheckDwell(double dwellS) => Require("dwell", dwellS, MinDwellS, MaxDwellS, "s");

    private string From => Source is null ? "" : $" (from {Source})";

    private void Require(string limit, double asked, double min, double max, string unit)
    {
        // A frame that fills the range may miss its edge by rounding; nothing else may. A limit that is itself not finite allows nothing.
        var rounding = 1e-9 * (max - min);
        if (!(double.IsFinite(rounding) && asked >= min - rounding && asked <= max + rounding))
            throw new LimitExceededException(limit, asked, min, max, unit, Source);
    }
}
