using Spm.Interactive;
using Spm.Interactive.Views;
using Spm.Kernel;
using Spm.Notebook;

namespace Spm.Cli;

/// <summary>Where the parts are put together: the extensions that the kernel, the runner and the shell commands have.</summary>
internal static class Composition
{
    /// <summary>The kernel as this program offers it.</summary>
    public static KernelIdentity Kernel { get; } = new("spm", "C# (SPM)", KernelIdentity.VersionOf(typeof(Composition).Assembly));

    /// <summary>The extensions for a person at the keyboard; their first catalogue's prefix is the program's own name.</summary>
    public static IReadOnlyList<INotebookExtension> Interactive() => [new SpmExtension(ScriptPolicy.OneCell)];

    /// <summary>The extensions for a notebook that is run from top to bottom, or a single command.</summary>
    public static IReadOnlyList<INotebookExtension> Batch() => [new SpmExtension(ScriptPolicy.OncePerRun)];
}
