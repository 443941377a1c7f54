using System.Diagnostics;
using System.Globalization;
using Spm.Cli.Lab;

namespace Spm.Cli.Verbs;

/// <summary><c>spm lab [FOLDER] [--port N] [--no-browser]</c>: installs the kernel for the current user and opens the course in Jupyter.</summary>
internal sealed class LabVerb(TextWriter output)
{
    public const string Name = "lab";

    public async Task<int> RunAsync(VerbWords words, CancellationToken cancel)
    {
        var arguments = Arguments(words, isRoot: !OperatingSystem.IsWindows() && Environment.UserName == "root");
        var folder = CourseFolder.Find(words.Argument, Path.Combine(AppContext.BaseDirectory, "course"), Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        var jupyter = await JupyterFinder.FindAsync(Environment.GetEnvironmentVariable("PATH"), cancel).ConfigureAwait(false)
            ?? throw new ProgramException(JupyterFinder.HowToGetIt);
        var installed = InstallVerb.Install(prefix: null);
        output.WriteLine($"The kernel «{Composition.Kernel.DisplayName}» is installed in {installed}");
        output.WriteLine($"Opening {folder} in {jupyter.Title}. To end it: Ctrl-C");

        using var process = Process.Start(new ProcessStartInfo(jupyter.Program, [.. jupyter.Words, .. arguments]) { WorkingDirectory = folder })
            ?? throw new ProgramException($"{jupyter.Program} could not be started.");
        using var passing = new SignalPassing(process);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode == 0 || cancel.IsCancellationRequested ? ExitCode.Success : ExitCode.Error;
    }

    /// <summary>The words for Jupyter.</summary>
    /// <exception cref="UsageException">The port is not one.</exception>
    internal static IReadOnlyList<string> Arguments(VerbWords words, bool isRoot)
    {
        var arguments = new List<string>();
        if (words.Options.TryGetValue("--port", out var text))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
                throw Verb.Find(Name)!.Wrong($"--port must be 1 to 65535, got «{text}».");
            arguments.Add($"--port={port}");
        }
        if (words.Options.ContainsKey("--no-browser")) arguments.Add("--no-browser");
        // Jupyter refuses to run as root unless told so; in a container there is often nobody else.
        if (isRoot) arguments.Add("--allow-root");
        return arguments;
    }
}
