using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>move x,y</c>: the tip to a place.</summary>
internal sealed record MoveCommand
{
    [Argument(0, "X,Y", "where to, from the lower left corner of the scan range", Unit = "m")]
    public double[] To { get; init; } = [];

    [Option("speed", "how fast, from now on", Unit = "m/s", Minimum = 1e-12, Maximum = 1)]
    public double? SpeedMPerS { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<MoveCommand>(
        "move", "Move the tip", "move 0.4um,1.1um",
        async (command, _, cancel) => command.To is [var x, var y] ? await session.MoveAsync(x, y, command.SpeedMPerS, cancel).ConfigureAwait(false)
            : throw new CommandException($"move wants two coordinates, x,y, such as 0.4um,1.1um; got {command.To.Length}.") { IsWrongUsage = true });
}
