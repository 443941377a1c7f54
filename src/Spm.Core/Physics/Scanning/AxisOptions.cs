using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>One axis of a piezo scanner without position sensor. Which faults act is set in <see cref="ScannerOptions"/>.</summary>
public sealed record AxisOptions
{
    /// <summary>Stroke in m. Commands beyond it stop at its end.</summary>
    public double StrokeM { get; init; } = 5e-6;

    /// <summary>First mechanical resonance in Hz.</summary>
    public double ResonanceHz { get; init; } = 900;

    /// <summary>Quality factor of the resonance.</summary>
    public double QualityFactor { get; init; } = 12;

    /// <summary>Opening of the hysteresis loop over the full stroke, as a part of the stroke: see <see cref="PrandtlIshlinskii.ForStroke"/>.</summary>
    public double HysteresisFraction { get; init; } = 0.06;

    /// <summary>Stroke in m of the calibration, for which commanded and real stroke agree; null is the full stroke.</summary>
    public double? CalibrationStrokeM { get; init; }

    /// <summary>γ: creep per decade of time as a part of the move, see <see cref="LogCreep"/>.</summary>
    public double CreepPerDecade { get; init; } = 0.012;

    /// <summary>t₀ of the creep in s.</summary>
    public double CreepReferenceS { get; init; } = 0.1;

    /// <summary>The z axis of a small tube: 4 µm, fast, calibrated with a step of 100 nm.</summary>
    public static AxisOptions Height { get; } = new() { StrokeM = 4e-6, ResonanceHz = 4500, QualityFactor = 4, HysteresisFraction = 0.04, CalibrationStrokeM = 100e-9, CreepPerDecade = 0.008 };

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check(string axis)
    {
        AllowedRange.Check<double>(StrokeM, 1e-9, 1e-2, "m", $"{axis}.{nameof(StrokeM)}", "StrokeM = 5e-6");
        AllowedRange.Check<double>(ResonanceHz, 1, 1e7, "Hz", $"{axis}.{nameof(ResonanceHz)}", "ResonanceHz = 900");
        AllowedRange.Check<double>(QualityFactor, 0.1, 1e4, "", $"{axis}.{nameof(QualityFactor)}", "QualityFactor = 12");
        AllowedRange.Check<double>(HysteresisFraction, 0, 0.4, "", $"{axis}.{nameof(HysteresisFraction)}", "HysteresisFraction = 0.06");
        AllowedRange.Check<double>(CalibrationStrokeM ?? StrokeM, 1e-10, StrokeM, "m", $"{axis}.{nameof(CalibrationStrokeM)}", "CalibrationStrokeM = 1e-6");
        AllowedRange.Check<double>(CreepPerDecade, 0, 0.2, "", $"{axis}.{nameof(CreepPerDecade)}", "CreepPerDecade = 0.012");
        AllowedRange.Check<double>(CreepReferenceS, 1e-4, 1e3, "s", $"{axis}.{nameof(CreepReferenceS)}", "CreepReferenceS = 0.1");
    }
}
