using Spm.Notebook;

namespace Spm.Cli;

/// <summary>Where the parts are put together: the extensions that the kernel, the runner and the shell commands have.</summary>
internal static class Composition
{
    /// <summary>The extensions; their first catalogue's prefix is the program's own name.</summary>
    public static IReadOnlyList<INotebookExtension> Extensions { get; } = [];
}
