using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>
/// What an instrument refuses to exceed, whoever asks. Checked before a driver does anything; not-a-number is beyond every limit.
/// Positions are in the sample frame, whose origin is the lower left corner of the scan range. A file that people can read
/// (<see cref="Load"/>, <see cref="Save"/>) sets them; wider ones need <see cref="Widen(string, double, double, string)"/>, which keeps the reason.
/// </summary>
public sealed partial record InstrumentLimits
{
    /// <summary>Most negative tip bias in V.</summary>
    public double MinBiasV { get; init; } = -10;

    /// <summary>Most positive tip bias in V.</summary>
    public double MaxBiasV { get; init; } = 10;

    /// <summary>Fastest change of the dc bias in V/s; a ramp, also the one to the safe state, is no steeper.</summary>
    public double MaxBiasSlewVPerS { get; init; } = 1e3;

    /// <summary>Longest bias pulse in s.</summary>
    public double MaxPulseS { get; init; } = 10;

    /// <summary>Largest amplitude of the ac excitation in V.</summary>
    public double MaxAcAmplitudeV { get; init; } = 5;

    /// <summary>Highest frequency that can be excited and captured, in Hz.</summary>
    public double MaxFrequencyHz { get; init; } = 2e6;

    /// <summary>Largest current through the tip in A, in either direction.</summary>
    public double MaxCurrentA { get; init; } = 100e-9;

    /// <summary>Lowest setpoint of the feedback, in <see cref="SetpointUnit"/>.</summary>
    public double MinSetpoint { get; init; } = -5;

    /// <summary>Highest setpoint of the feedback, in <see cref="SetpointUnit"/>.</summary>
    public double MaxSetpoint { get; init; } = 5;

    /// <summary>Unit of the signal that the feedback holds: V (deflection), A (tunnelling current), N (force), m or Hz.</summary>
    public string SetpointUnit { get; init; } = "V";

    /// <summary>Width of the scan range in m.</summary>
    public double RangeXM { get; init; } = 5e-6;

    /// <summary>Height of the scan range in m.</summary>
    public double RangeYM { get; init; } = 5e-6;

    /// <summary>Lowest z of the tip in m.</summary>
    public double MinZM { get; init; } = -5e-6;

    /// <summary>Highest z of the tip in m.</summary>
    public double MaxZM { get; init; } = 5e-6;

    /// <summary>Fastest motion of the tip over the sample in m/s.</summary>
    public double MaxScanSpeedMPerS { get; init; } = 1e-3;

    /// <summary>Shortest stay at a point in s.</summary>
    public double MinDwellS { get; init; } = 1e-6;

    /// <summary>Longest stay at a point in s.</summary>
    public double MaxDwellS { get; init; } = 600;

    /// <summary>The file these limits were read from; null when they were set in code.</summary>
    public string? Source { get; init; }

    /// <summary>Which limits were widened, by how much and why, in the order it was done.</summary>
    public IReadOnlyList<LimitWidening> Widenings { get; init; } = [];

    /// <summary>One line for a status display.</summary>
    public string Summary =>
        $"bias {MinBiasV:G4} to {MaxBiasV:G4} V, excitation up to {Quantity.Compact(MaxAcAmplitudeV, "V")} and {Quantity.Compact(MaxFrequencyHz, "Hz")}, " +
        $"range {Quantity.Compact(RangeXM, "m")} × {Quantity.Compact(RangeYM, "m")}" +
        (Source is null ? "" : $", from {Source}") +
        (Widenings.Count == 0 ? "" : $", widened: {string.Join("; ", Widenings)}");
}
