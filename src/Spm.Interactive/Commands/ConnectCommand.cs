using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>connect INSTRUMENT</c>: what the measuring commands work with from now on.</summary>
internal sealed record ConnectCommand
{
    [Argument(0, "INSTRUMENT", "what to connect", Values = ["twin", "playback"])]
    public string Instrument { get; init; } = "";

    [Argument(1, "FILE", "the recorded file that playback plays", Optional = true, Completion = ValueSource.Files)]
    public string? File { get; init; }

    [Option("sample", "the twin's sample", Values = ["pto", "linbo3", "grating", "cathode", "electrode", "soft", "library"])]
    public string Sample { get; init; } = "pto";

    [Option("seed", "fixes the twin's disorder and noise", Minimum = 0, Maximum = int.MaxValue)]
    public int Seed { get; init; } = 1;

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<ConnectCommand>(
        "connect", "Connect an instrument: the physical twin of a microscope, or a recorded file that is played", "connect twin --sample pto --seed 7",
        async (command, _, _) => command.Instrument switch
        {
            "playback" => await session.ConnectPlaybackAsync(command.File ?? throw new CommandException("playback wants the file to play. Try: connect playback beps.h5") { IsWrongUsage = true }).ConfigureAwait(false),
            _ => await session.ConnectTwinAsync(command.Sample, command.Seed).ConfigureAwait(false),
        });
}
