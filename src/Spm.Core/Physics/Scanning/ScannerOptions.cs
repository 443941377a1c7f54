using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// A scanner and its faults. Each fault has a switch; with all of them off (<see cref="Ideal"/>) the tip is where it is told to be and
/// the measured height is the surface, exactly.
/// </summary>
public sealed record ScannerOptions
{
    /// <summary>Thermal drift of the sample against the tip, along x, y and z.</summary>
    public bool DriftOn { get; init; } = true;

    /// <summary>Creep of all axes.</summary>
    public bool CreepOn { get; init; } = true;

    /// <summary>Hysteresis of all axes.</summary>
    public bool HysteresisOn { get; init; } = true;

    /// <summary>Mechanical resonance of all axes: overshoot at line turns, ringing after moves, limit of the feedback's gain.</summary>
    public bool ResonanceOn { get; init; } = true;

    /// <summary>A feedback of finite speed; off, z follows the surface at once and the z axis has no fault but its stroke.</summary>
    public bool FeedbackDynamicsOn { get; init; } = true;

    /// <summary>The limit of the speed of z.</summary>
    public bool SlewLimitOn { get; init; } = true;

    /// <summary>The shape of the tip; off, the tip is a point.</summary>
    public bool TipShapeOn { get; init; } = true;

    /// <summary>Sudden changes of the tip.</summary>
    public bool TipChangesOn { get; init; } = true;

    /// <summary>White noise of the error signal.</summary>
    public bool WhiteNoiseOn { get; init; } = true;

    /// <summary>1/f noise of the tip–sample distance.</summary>
    public bool FlickerNoiseOn { get; init; } = true;

    /// <summary>Mains hum of the tip–sample distance.</summary>
    public bool MainsHumOn { get; init; } = true;

    /// <summary>A scanner without faults. Set properties on top of it to study one.</summary>
    public static ScannerOptions Ideal { get; } = new()
    {
        DriftOn = false,
        CreepOn = false,
        HysteresisOn = false,
        ResonanceOn = false,
        FeedbackDynamicsOn = false,
        SlewLimitOn = false,
        TipShapeOn = false,
        TipChangesOn = false,
        WhiteNoiseOn = false,
        FlickerNoiseOn = false,
        MainsHumOn = false,
    };

    /// <summary>The fast axis. Its stroke begins at x = 0.</summary>
    public AxisOptions X { get; init; } = new();

    /// <summary>The slow axis. Its stroke begins at y = 0.</summary>
    public AxisOptions Y { get; init; } = new() { ResonanceHz = 750 };

    /// <summary>The z axis. Its stroke is centred at height 0.</summary>
    public AxisOptions Z { get; init; } = AxisOptions.Height;

    /// <summary>Drift of the point below the tip.</summary>
    public DriftOptions Drift { get; init; } = new();

    /// <summary>The z feedback's settings.</summary>
    public FeedbackOptions Feedback { get; init; } = new();

    /// <summary>Strength of the noise.</summary>
    public ScanNoiseOptions Noise { get; init; } = new();

    /// <summary>The tip; null is a point. Its cells must be those of the surface when that is a <see cref="SampledSurface"/>.</summary>
    public TipShape? Tip { get; init; }

    /// <summary>What the tip may change into.</summary>
    public TipChangeOptions TipChanges { get; init; } = new();

    /// <summary>Samples per second of the controller.</summary>
    public double SampleRateHz { get; init; } = 20e3;

    /// <summary>Speed in m/s with which the tip is moved between lines and to points.</summary>
    public double MoveSpeedMPerS { get; init; } = 20e-6;

    /// <summary>Time in s that a move to a point waits at its end.</summary>
    public double SettleTimeS { get; init; } = 20e-3;

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        ArgumentNullException.ThrowIfNull(Z);
        ArgumentNullException.ThrowIfNull(Drift);
        ArgumentNullException.ThrowIfNull(Feedback);
        ArgumentNullException.ThrowIfNull(Noise);
        ArgumentNullException.ThrowIfNull(TipChanges);
        X.Check(nameof(X));
        Y.Check(nameof(Y));
        Z.Check(nameof(Z));
        Drift.Check();
        Feedback.Check();
        Noise.Check();
        TipChanges.Check();
        AllowedRange.Check<double>(SampleRateHz, 1, 1e7, "Hz", nameof(SampleRateHz), "SampleRateHz = 20e3");
        AllowedRange.Check<double>(MoveSpeedMPerS, 1e-12, 1, "m/s", nameof(MoveSpeedMPerS), "MoveSpeedMPerS = 20e-6");
        AllowedRange.Check<double>(SettleTimeS, 0, 3600, "s", nameof(SettleTimeS), "SettleTimeS = 20e-3");
    }
}
