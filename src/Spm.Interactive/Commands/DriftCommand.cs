using Spm.Core.Data;
using Spm.Core.IO;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>drift FIRST SECOND</c>: how far and how fast the sample moved between two images, and frames that follow it.</summary>
internal sealed record DriftCommand
{
    [Argument(0, "FIRST", "the earlier image: a variable with a scan or a channel of one, or a file", Optional = true, Completion = ValueSource.VariablesAndFiles)]
    public object? First { get; init; }

    [Argument(1, "SECOND", "the later image of the same place", Optional = true, Completion = ValueSource.VariablesAndFiles)]
    public object? Second { get; init; }

    [Option("channel", "which channel to compare; height, or what both have, when not given", Proposals = ["height", "amplitude", "phase"])]
    public string? Channel { get; init; }

    [Option("interval", "time from the middle of one image to the middle of the other, where they do not say when they were taken", Unit = "s", Minimum = 1e-3, Maximum = 1e7)]
    public double? IntervalS { get; init; }

    [Option("apply", "frames follow the drift from now on: scan, be and loops look where the sample has gone")]
    public bool IsApplied { get; init; }

    [Option("off", "frames stay where they are told again")]
    public bool IsOff { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<DriftCommand>(
        "drift", "Measure the drift between two images of the same place, and let frames follow it", "drift before after --apply as d",
        (command, context, cancel) => command.RunAsync(session, context, cancel));

    private async Task<object?> RunAsync(SpmSession session, CommandContext context, CancellationToken cancel)
    {
        if (IsOff)
            return First is null && !IsApplied ? session.StopFollowingDrift() : throw Wrong("--off ends what --apply began and takes no images. Try: drift --off");
        if (First is null) return IsApplied ? throw Wrong("--apply wants the two images to measure the drift between. Try: drift before after --apply") : session.Status();
        if (Second is null) throw Wrong("drift wants two images, the earlier one first. Try: drift before after");
        var drift = await session.DriftAsync(Image(First, context), Image(Second, context), Channel, IntervalS, IsApplied, cancel).ConfigureAwait(false);
        if (IsApplied) context.Output.Write($"From now on {session.DriftCorrection!.Words(session.Instrument!.Status.Clock.TotalSeconds)}. To end it: drift --off{Environment.NewLine}");
        return drift;
    }

    /// <summary>A variable's value as it is, a file with the channel asked for.</summary>
    private object Image(object source, CommandContext context) => source switch
    {
        ScanImages or PathImages or Dataset => source,
        string file when File.Exists(file) && Channel is null && DataFile.List(file) is { Count: > 1 } several =>
            DataFile.Open(file, several.FirstOrDefault(c => c.Name == "height")?.Path ?? throw Wrong($"{file} holds several channels: {string.Join(", ", several.Select(c => c.Name))}. Name one with --channel.")),
        _ => FitSource.Resolve(source, Channel, context.Variables),
    };

    private static CommandException Wrong(string message) => new(message) { IsWrongUsage = true };
}
