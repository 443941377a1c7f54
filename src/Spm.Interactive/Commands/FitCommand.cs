using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>fit MODEL SOURCE</c>: every spectrum or loop of the source is fitted.</summary>
internal sealed record FitCommand
{
    [Argument(0, "MODEL", "what to fit", Values = [SpmSession.ShoModel, SpmSession.LoopModel])]
    public string Model { get; init; } = "";

    [Argument(1, "SOURCE", "a variable with data or a fit, or a file", Completion = ValueSource.VariablesAndFiles)]
    public object Source { get; init; } = "";

    [Option("channel", "name of the dataset in a file that holds several")]
    public string? Channel { get; init; }

    [Option("to", "file for the result, USID HDF5", Completion = ValueSource.Files)]
    public string? To { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<FitCommand>(
        "fit", "Fit every spectrum (sho) or every hysteresis loop (loop)", "fit loop beps as loops",
        async (command, context, cancel) =>
        {
            var source = FitSource.Resolve(command.Source, command.Channel, context.Variables);
            if (command.To is not null) SpmSession.PrepareTarget(command.To, source);
            var result = await session.FitAsync(command.Model, source, context.Output, cancel).ConfigureAwait(false);
            if (command.To is not null) session.Save(result, command.To);
            return result;
        });
}
