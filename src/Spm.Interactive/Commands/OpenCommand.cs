using Spm.Core.IO;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>open FILE</c>: a measured file becomes a dataset, a saved fit a fit; dimensions, units and metadata come from the file.</summary>
internal sealed record OpenCommand
{
    [Argument(0, "FILE", "the file to open", Completion = ValueSource.Files)]
    public string File { get; init; } = "";

    [Option("channel", "name of the dataset in a file that holds several")]
    public string? Channel { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<OpenCommand>(
        "open", "Open a measured file (NSID or USID HDF5), or a saved fit", "open loops.h5 as beps",
        (command, _, _) => Task.FromResult<object?>(command.Channel is null && FitFile.IsFit(command.File) ? session.OpenFit(command.File) : session.Open(command.File, command.Channel)));
}
