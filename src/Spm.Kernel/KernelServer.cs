using Spm.Notebook;

namespace Spm.Kernel;

/// <summary>The Jupyter kernel: sockets and messages around one <see cref="Engine.CellEngine"/>.</summary>
public static class KernelServer
{
    /// <summary>Serves until shutdown is requested, the parent process ends or SIGTERM arrives. Returns the exit code.</summary>
    /// <param name="connectionFile">Path of the file Jupyter wrote.</param>
    /// <param name="extensions">What cells may use.</param>
    public static int Run(string connectionFile, IEnumerable<INotebookExtension> extensions) =>
        throw new NotSupportedException("Contract only; the server follows on this branch.");
}
