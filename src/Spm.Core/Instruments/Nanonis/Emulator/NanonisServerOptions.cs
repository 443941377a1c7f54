using System.Net;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>Where the emulator listens and how careful it is.</summary>
public sealed record NanonisServerOptions
{
    /// <summary>Clients that may be connected at once, as on a real controller.</summary>
    public const int MaxClients = 4;

    /// <summary>A real controller's distance between the first command port (6501) and the data port (6590).</summary>
    internal const int DataPortOffset = 89;

    /// <summary>First of the four command ports; 0 lets the system choose all of them.</summary>
    public int Port { get; init; } = 6501;

    /// <summary>Port of the data stream; null is <see cref="Port"/> + 89, which is 6590 for 6501.</summary>
    public int? DataPort { get; init; }

    /// <summary>Address to listen on. The protocol has no password: any other address than loopback lets the whole network move the tip.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Which real-time engine to be.</summary>
    public NanonisVersion Version { get; init; } = NanonisVersion.Documented;

    /// <summary>Withdraws the tip, too, when a client that was measuring is lost.</summary>
    public bool Withdraw { get; init; }

    /// <summary>Makes the microscope safe when a client that set a bias or measures says nothing for so long; null never.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Lets a scan take the time its lines take in a laboratory, instead of as little as the computer needs.</summary>
    public bool RealTime { get; init; }

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check()
    {
        RequestRule.InRange(Port, 0, 65535 - DataPortOffset, "", nameof(Port), "Port = 6501");
        RequestRule.InRange(DataPort ?? 0, 0, 65535, "", nameof(DataPort), "DataPort = 6590");
        RequestRule.InRange(Version.Release, 1, 99999, "", nameof(Version), $"Version = new NanonisVersion({NanonisVersion.Documented.Release})");
        if (IdleTimeout is { } idle) RequestRule.InRange(idle.TotalSeconds, 0.01, 86400, "s", nameof(IdleTimeout), "IdleTimeout = TimeSpan.FromSeconds(60)");
    }
}
