using Spm.Core.Instruments;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary>What a sweep of the bias and one of z have in common.</summary>
internal abstract record SweepCommand
{
    [Option("points", "points of one sweep", Minimum = 2, Maximum = 1 << 20)]
    public int Points { get; init; } = 128;

    [Option("channels", "signals to record; see signals", Proposals = ["Current", "Deflection", "Force", "Amplitude", "Phase", "Z"])]
    public string[] Channels { get; init; } = [];

    [Option("one-way", "do not sweep back")]
    public bool IsOneWay { get; init; }

    [Option("dwell", "averaging time at each point", Unit = "s", Minimum = 1e-6, Maximum = 100)]
    public double DwellS { get; init; } = 1e-3;

    protected T Fill<T>(T request)
        where T : SweepRequest => request with { Points = Points, Channels = Channels, Backward = !IsOneWay, IntegrationS = DwellS };
}

/// <summary><c>iv</c>: signals against the bias, where the tip is.</summary>
internal sealed record BiasSweepCommand : SweepCommand
{
    [Option("start", "bias of the first point", Unit = "V")]
    public double StartV { get; init; } = -1;

    [Option("end", "bias of the last point", Unit = "V")]
    public double EndV { get; init; } = 1;

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<BiasSweepCommand>(
        "iv", "Sweep the bias where the tip is and record signals, such as the current", "iv --start -2V --end 2V --channels current as iv",
        async (command, context, cancel) => await session.SweepAsync(command.Fill(new BiasSweepRequest { StartV = command.StartV, EndV = command.EndV }), context.Output, cancel).ConfigureAwait(false));
}

/// <summary><c>force</c>: signals against z, where the tip is.</summary>
internal sealed record ZSweepCommand : SweepCommand
{
    [Option("start", "first point, from where z is; positive is away from the sample", Unit = "m")]
    public double StartM { get; init; } = 50e-9;

    [Option("end", "last point, from where z is", Unit = "m")]
    public double EndM { get; init; } = -20e-9;

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<ZSweepCommand>(
        "force", "Take a force–distance curve where the tip is", "force --start 100nm --end -20nm as curve",
        async (command, context, cancel) => await session.SweepAsync(command.Fill(new ZSweepRequest { StartM = command.StartM, EndM = command.EndM }), context.Output, cancel).ConfigureAwait(false));
}
