namespace Spm.Core.Instruments.Twin;

/// <summary>What a person sets by hand on the twin and what stays until it is set again. Used by one thread at a time.</summary>
/// <param name="conditions">Spring constant and the setpoint at the start.</param>
internal sealed class TwinControls(TwinChannelOptions conditions)
{
    /// <summary>Speed of <see cref="IPositioning.MoveToAsync"/> in m/s.</summary>
    public double MoveSpeedMPerS { get; set; } = 20e-6;

    /// <summary>True while the force is kept at its setpoint.</summary>
    public bool IsFeedbackOn { get; set; } = true;

    /// <summary>Force of the contact in N.</summary>
    public double SetpointN { get; set; } = conditions.SetpointN;

    /// <summary>Gains of the z feedback.</summary>
    public FeedbackGains Gains { get; set; } = new(2, 1e-3);

    /// <summary>Position of the z piezo in m while the feedback is off.</summary>
    public double HeldZM { get; set; }

    /// <summary>Deflection in m that a force curve worked out for the present z; null outside of one.</summary>
    public double? BentM { get; set; }

    /// <summary>The lock-in amplifier.</summary>
    public LockInSettings LockIn { get; set; } = new(false, 1, 350e3);

    /// <summary>Position of the z piezo in m above a surface of height <paramref name="heightM"/>; pressing by the setpoint bends the cantilever.</summary>
    public double ZM(double heightM) => IsFeedbackOn ? heightM - SetpointN / conditions.SpringConstantNPerM : HeldZM;

    /// <summary>Deflection of the cantilever in m over a surface of that height: what the piezo presses beyond the surface; 0 out of contact.</summary>
    public double DeflectionM(double heightM) => BentM ?? Math.Max(0, heightM - ZM(heightM));

    /// <summary>True when the tip touches a surface of that height.</summary>
    public bool IsInContact(double heightM) => ZM(heightM) <= heightM;
}
