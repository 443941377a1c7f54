using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>
/// What an instrument refuses to exceed, whoever asks. Checked before a driver does anything.
/// Positions are in the sample frame, whose origin is the lower left corner of the scan range.
/// </summary>
public sealed record InstrumentLimits
{
    /// <summary>Most negative tip bias in V.</summary>
    public double MinBiasV { get; init; } = -10;

    /// <summary>Most positive tip bias in V.</summary>
    public double MaxBiasV { get; init; } = 10;

    /// <summary>Largest amplitude of the ac excitation in V.</summary>
    public double MaxAcAmplitudeV { get; init; } = 5;

    /// <summary>Width of the scan range in m.</summary>
    public double RangeXM { get; init; } = 5e-6;

    /// <summary>Height of the scan range in m.</summary>
    public double RangeYM { get; init; } = 5e-6;

    /// <summary>Highest frequency that can be excited and captured, in Hz.</summary>
    public double MaxFrequencyHz { get; init; } = 2e6;

    /// <summary>One line for a status display.</summary>
    public string Summary =>
        $"bias {MinBiasV:G4} to {MaxBiasV:G4} V, excitation up to {Quantity.Compact(MaxAcAmplitudeV, "V")} and {Quantity.Compact(MaxFrequencyHz, "Hz")}, " +
        $"range {Quantity.Compact(RangeXM, "m")} × {Quantity.Compact(RangeYM, "m")}";

    /// <summary>Throws <see cref="LimitExceededException"/> when the bias in V is outside its limits or not a number.</summary>
    public void CheckBias(double biasV) => Check("bias", biasV, MinBiasV, MaxBiasV, "V");

    /// <summary>Throws <see cref="LimitExceededException"/> when the excitation amplitude in V is outside its limits or not a number.</summary>
    public void CheckAcAmplitude(double amplitudeV) => Check("excitation amplitude", amplitudeV, 0, MaxAcAmplitudeV, "V");

    /// <summary>Throws <see cref="LimitExceededException"/> when the frequency in Hz is outside its limits or not a number.</summary>
    public void CheckFrequency(double frequencyHz) => Check("frequency", frequencyHz, 0, MaxFrequencyHz, "Hz");

    /// <summary>Throws <see cref="LimitExceededException"/> when a position in m lies outside the scan range or is not a number.</summary>
    public void CheckPosition(double xM, double yM)
    {
        Check("x range", xM, 0, RangeXM, "m");
        Check("y range", yM, 0, RangeYM, "m");
    }

    /// <summary>Throws <see cref="LimitExceededException"/> when a value is outside or not a number.</summary>
    internal static void Check(string limit, double asked, double min, double max, string unit)
    {
        // A frame that fills the range may miss its edge by rounding; nothing else may.
        var rounding = 1e-9 * (max - min);
        if (!(asked >= min - rounding && asked <= max + rounding))
            throw new LimitExceededException(limit, asked, min, max, unit);
    }
}
