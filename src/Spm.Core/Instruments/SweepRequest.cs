namespace Spm.Core.Instruments;

/// <summary>What a bias and a z sweep at one place have in common.</summary>
public abstract record SweepRequest
{
    /// <summary>Points of one sweep.</summary>
    public int Points { get; init; } = 128;

    /// <summary>Sweeps back to the start as well.</summary>
    public bool Backward { get; init; } = true;

    /// <summary>Time to wait at each point before it is measured, in s.</summary>
    public double SettlingS { get; init; } = 1e-3;

    /// <summary>Time over which each point is averaged, in s.</summary>
    public double IntegrationS { get; init; } = 1e-3;

    /// <summary>Names of the signals to record, in order; see <see cref="ISignals"/>. None means the instrument's own choice.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Throws when the request makes no sense, or goes beyond what the instrument allows.</summary>
    /// <exception cref="ArgumentException">A value is impossible; the message says what would be right.</exception>
    /// <exception cref="LimitExceededException">A value is beyond a limit.</exception>
    public virtual void Check(InstrumentLimits limits)
    {
        RequestRule.InRange(Points, 2, 1 << 20, "", nameof(Points), "Points = 128");
        RequestRule.InRange(SettlingS, 0, 100, "s", nameof(SettlingS), "SettlingS = 1e-3");
        RequestRule.InRange(IntegrationS, 1e-6, 100, "s", nameof(IntegrationS), "IntegrationS = 1e-3");
    }
}

/// <summary>Sweeps the bias at one place and records signals.</summary>
public sealed record BiasSweepRequest : SweepRequest
{
    /// <summary>Bias of the first point in V.</summary>
    public double StartV { get; init; } = -1;

    /// <summary>Bias of the last point in V.</summary>
    public double EndV { get; init; } = 1;

    /// <summary>Keeps z where it is during the sweep.</summary>
    public bool HoldZ { get; init; } = true;

    /// <inheritdoc/>
    public override void Check(InstrumentLimits limits)
    {
        base.Check(limits);
        limits.CheckBias(StartV);
        limits.CheckBias(EndV);
    }
}

/// <summary>Sweeps z at one place and records signals: a force–distance curve.</summary>
public sealed record ZSweepRequest : SweepRequest
{
    /// <summary>First point, in m from where z is; positive is away from the sample.</summary>
    public double StartM { get; init; } = 50e-9;

    /// <summary>Last point, in m from where z is.</summary>
    public double EndM { get; init; } = -20e-9;

    /// <inheritdoc/>
    public override void Check(InstrumentLimits limits)
    {
        base.Check(limits);
        RequestRule.InRange(StartM, -1e-4, 1e-4, "m", nameof(StartM), "StartM = 50e-9");
        RequestRule.InRange(EndM, -1e-4, 1e-4, "m", nameof(EndM), "EndM = -20e-9");
    }
}
