using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>resume run.spmj</c>: a measurement with a journal that was cut short.</summary>
internal sealed record ResumeCommand
{
    [Argument(0, "FILE", "the journal", Completion = ValueSource.Files)]
    public string File { get; init; } = "";

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<ResumeCommand>(
        "resume", "Go on with a measurement that was cut short, at its next pixel", "resume run.spmj as beps",
        async (command, context, cancel) => await session.ResumeAsync(command.File, context.Output, cancel).ConfigureAwait(false));
}
