using Spm.Core.Instruments;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Detection;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>connect INSTRUMENT</c>: what the measuring commands work with from now on.</summary>
internal sealed record ConnectCommand
{
    [Argument(0, "INSTRUMENT", "what to connect", Values = ["twin", "playback", "nanonis"])]
    public string Instrument { get; init; } = "";

    [Argument(1, "FILE", "the recorded file that playback plays", Optional = true, Completion = ValueSource.Files)]
    public string? File { get; init; }

    [Option("sample", "the twin's sample", Values = ["pto", "linbo3", "grating", "cathode", "electrode", "soft", "library"])]
    public string Sample { get; init; } = "pto";

    [Option("seed", "fixes the twin's disorder and noise", Minimum = 0, Maximum = int.MaxValue)]
    public int Seed { get; init; } = 1;

    [Option("scanner", "ideal goes where it is told; real has drift, creep, hysteresis, a feedback of finite speed, and noise (twin)", Values = ["ideal", "real"])]
    public string Scanner { get; init; } = "ideal";

    [Option("real-time", "the twin takes as long as a laboratory does")]
    public bool IsRealTime { get; init; }

    [Option("in-time", "spectra and loops come through the whole signal chain in time: wave, cantilever, photodetector, digitizer (twin)")]
    public bool IsInTime { get; init; }

    [Option("host", "address of the controller (nanonis)")]
    public string Host { get; init; } = "127.0.0.1";

    [Option("port", "port of the controller (nanonis)", Minimum = 1, Maximum = 65535)]
    public int Port { get; init; } = 6501;

    [Option("withdraw", "withdraw the tip whenever the instrument is made safe")]
    public bool Withdraw { get; init; }

    [Option("limits", "file of limits, narrower than the instrument's own", Completion = ValueSource.Files)]
    public string? Limits { get; init; }

    [Option("allow-wider", "reason why limits wider than the instrument's own are safe; it is kept with the data")]
    public string? AllowWider { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<ConnectCommand>(
        "connect", "Connect an instrument: the physical twin of a microscope, a Nanonis controller, or a recorded file that is played", "connect twin --sample pto --seed 7",
        async (command, _, cancel) => command.Instrument switch
        {
            "playback" => await session.ConnectPlaybackAsync(command.File ?? throw new CommandException("playback wants the file to play. Try: connect playback beps.h5") { IsWrongUsage = true }).ConfigureAwait(false),
            "nanonis" => await session.ConnectNanonisAsync(command.Nanonis(), cancel).ConfigureAwait(false),
            _ => await session.ConnectAsync(TwinInstrument.Create(command.Sample, command.Seed, command.Twin())).ConfigureAwait(false),
        });

    private TwinOptions Twin()
    {
        var options = Scanner == "real" ? TwinOptions.WithRealScanner : new TwinOptions();
        return options with { Limits = Within(options.Limits), WithdrawWhenSafe = Withdraw, RealTime = IsRealTime, InTime = IsInTime ? new SignalChain() : null };
    }

    private NanonisOptions Nanonis()
    {
        var options = new NanonisOptions { Host = Host, Port = Port, Withdraw = Withdraw };
        return Limits is null ? options : options with { Limits = Within(new InstrumentLimits()) };
    }

    /// <summary>The file's limits, which may be narrower as they are, and wider with a reason.</summary>
    private InstrumentLimits Within(InstrumentLimits own)
    {
        if (Limits is null) return AllowWider is null ? own : throw new CommandException("--allow-wider says why the limits of a file are safe; give the file as well: --limits limits.txt") { IsWrongUsage = true };
        var wanted = InstrumentLimits.Load(Limits, own);
        return AllowWider is null ? own.NarrowTo(wanted) : own.Widen(wanted, AllowWider);
    }
}
