using System.Diagnostics;

namespace Spm.Cli.Lab;

/// <summary>A Jupyter that can be started.</summary>
/// <param name="Program">Full path of the executable.</param>
/// <param name="Words">Words before all others: empty, <c>lab</c> or <c>notebook</c>.</param>
/// <param name="Title">For people.</param>
internal sealed record JupyterProgram(string Program, IReadOnlyList<string> Words, string Title);

/// <summary>Finds JupyterLab, or else the classic notebook, on the search path.</summary>
internal static class JupyterFinder
{
    /// <summary>What to do when there is none.</summary>
    public const string HowToGetIt =
        "Jupyter is not installed, or not on the PATH. Debian and Ubuntu: sudo apt install jupyter-notebook. "
        + "Anywhere with Python: python3 -m pip install jupyterlab. Then: spm lab. Without Jupyter: spm run NOTEBOOK";

    /// <summary>The first of <c>jupyter-lab</c>, <c>jupyter lab</c>, <c>jupyter-notebook</c>, <c>jupyter notebook</c> that there is, or null.</summary>
    /// <param name="searchPath">The value of <c>PATH</c>.</param>
    /// <param name="cancel">Ends the search.</param>
    public static async Task<JupyterProgram?> FindAsync(string? searchPath, CancellationToken cancel)
    {
        var folders = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var jupyter = Find("jupyter", folders);
        foreach (var (word, title) in new[] { ("lab", "JupyterLab"), ("notebook", "Jupyter Notebook") })
        {
            if (Find($"jupyter-{word}", folders) is { } program) return new JupyterProgram(program, [], title);
            // jupyter itself may be there without the part.
            if (jupyter is not null && await Answers(jupyter, word, cancel).ConfigureAwait(false)) return new JupyterProgram(jupyter, [word], title);
        }
        return null;
    }

    private static string? Find(string name, string[] folders)
    {
        var endings = OperatingSystem.IsWindows() ? new[] { ".exe", ".cmd", ".bat" } : [""];
        return folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending))).FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & execute) != 0);
    }

    private static async Task<bool> Answers(string jupyter, string word, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(jupyter, [word, "--version"]) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null) return false;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel), process.WaitForExitAsync(cancel)).ConfigureAwait(false);
        return process.ExitCode == 0;
    }
}
