using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>Where a Nanonis controller is and what it may be asked to do.</summary>
public sealed record NanonisOptions
{
    /// <summary>Name or address of the controller's computer.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port for commands; see File &gt; Settings Options &gt; TCP Programming Interface.</summary>
    public int Port { get; init; } = 6501;

    /// <summary>
    /// A second port, which stops what the first one waits for; null is <see cref="Port"/> + 1. Commands of one connection run one after the
    /// other, so a sweep could not be stopped by the connection that started it.
    /// </summary>
    public int? ControlPort { get; init; }

    /// <summary>Port of the TCP logger's stream; null is 6590, or <see cref="Port"/> + 89 for another first port.</summary>
    public int? DataPort { get; init; }

    /// <summary>Release of the real-time engine; null lets the controller tell.</summary>
    public NanonisVersion? Version { get; init; }

    /// <summary>What it must not exceed; null is the default limits with the controller's own scan range. The range is never wider than the controller's.</summary>
    public InstrumentLimits? Limits { get; init; }

    /// <summary>How long a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take, beyond what was asked to last.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Slope of the ramp that takes the bias to 0 in V/s; never steeper than the limits allow.</summary>
    public double RampVPerS { get; init; } = 20;

    /// <summary>Withdraws the tip, too, when the microscope is made safe.</summary>
    public bool Withdraw { get; init; }

    /// <summary>The second port that is meant.</summary>
    internal int EffectiveControlPort => ControlPort ?? Port + 1;

    /// <summary>The data port that is meant.</summary>
    internal int EffectiveDataPort => DataPort ?? Port + 89;

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Host)) throw new ArgumentException("Host is the name or the address of the controller's computer. Try: Host = \"127.0.0.1\"");
        RequestRule.InRange(Port, 1, 65535, "", nameof(Port), "Port = 6501");
        RequestRule.InRange(EffectiveControlPort, 1, 65535, "", nameof(ControlPort), "ControlPort = 6502");
        RequestRule.InRange(EffectiveDataPort, 1, 65535, "", nameof(DataPort), "DataPort = 6590");
        RequestRule.InRange(ConnectTimeout.TotalSeconds, 1e-3, 3600, "s", nameof(ConnectTimeout), "ConnectTimeout = TimeSpan.FromSeconds(5)");
        RequestRule.InRange(AnswerTimeout.TotalSeconds, 1e-3, 3600, "s", nameof(AnswerTimeout), "AnswerTimeout = TimeSpan.FromSeconds(10)");
        RequestRule.InRange(RampVPerS, 1e-3, 1e6, "V/s", nameof(RampVPerS), "RampVPerS = 20");
    }
}
