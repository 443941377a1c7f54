using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>A fit into a file: block by block, so that an interruption loses nothing.</summary>
internal static class FitTarget
{
    /// <summary>Runs the plan into the file; cancelled, it says how the fit is continued.</summary>
    public static async Task<FitSummary> RunAsync(FitPlan plan, string path, bool restart, INotebookOutput output, CancellationToken cancel)
    {
        using var progress = FitChain.Progress(plan, output);
        try
        {
            return await Task.Run(() => FitToFile.Run(plan, path, restart, progress, cancel), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            output.WriteError($"What is fitted so far is kept beside {path}. Give the same command again to continue; add --restart to begin anew.\n");
            throw;
        }
    }
}
