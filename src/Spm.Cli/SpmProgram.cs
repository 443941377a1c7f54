using Spm.Cli.Shell;
using Spm.Cli.Verbs;
using Spm.Kernel.Installation;
using Spm.Kernel.Notebooks;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Cli;

/// <summary>The program apart from the kernel: its own verbs, and every command of the extensions as a shell command.</summary>
/// <param name="extensions">What was composed.</param>
/// <param name="output">Results.</param>
/// <param name="error">Errors and progress.</param>
internal sealed class SpmProgram(IReadOnlyList<INotebookExtension> extensions, TextWriter output, TextWriter error)
{
    /// <summary>Carries out one line and returns the exit code. Every error is one clear message on the error writer.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        using var stop = new StopSignals(() =>
        {
            foreach (var extension in extensions) extension.OnInterrupt();
        });
        try
        {
            return await Dispatch(args, stop.Token).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            return Fail(e.Message, ExitCode.WrongUsage);
        }
        catch (CommandException e)
        {
            return Fail(ShellWords(e.Message), e.IsWrongUsage ? ExitCode.WrongUsage : ExitCode.Error);
        }
        catch (Exception e) when (e is ProgramException or NotebookFormatException or KernelSpecException or IOException or UnauthorizedAccessException)
        {
            return Fail(ShellWords(e.Message), ExitCode.Error);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return Fail("Interrupted.", ExitCode.Interrupted);
        }
    }

    private async Task<int> Dispatch(string[] args, CancellationToken cancel)
    {
        switch (args)
        {
            case [] or ["help" or "--help" or "-h" or "-?"]:
                output.WriteLine(ProgramHelp.Overview(extensions));
                return ExitCode.Success;
            case ["--version" or "version"]:
                output.WriteLine($"spm {ProgramHelp.Version}");
                return ExitCode.Success;
            case ["help", "help"]:
                output.WriteLine(ProgramHelp.Overview(extensions));
                return ExitCode.Success;
            case ["help", _, var more, ..]:
                throw new UsageException($"There is one word too many: «{more}». Try: spm help {args[1]}");
            case ["help", var word]:
                output.WriteLine(ProgramHelp.For(word, extensions));
                return ExitCode.Success;
            case [var word, .. var rest] when Verb.Find(word) is { } verb:
                if (!rest.Any(w => w is "--help" or "-h" or "-?"))
                    return await Run(verb, rest, cancel).ConfigureAwait(false);
                output.WriteLine(ProgramHelp.For(word, extensions));
                return ExitCode.Success;
            default:
                return await new ShellCommand(extensions, output, error).RunAsync(args, cancel).ConfigureAwait(false);
        }
    }

    private Task<int> Run(Verb verb, string[] words, CancellationToken cancel) => verb.Name switch
    {
        RunVerb.Name => new RunVerb(extensions, output, error).RunAsync(verb.Parse(words), cancel),
        LabVerb.Name => new LabVerb(output).RunAsync(verb.Parse(words), cancel),
        ServeVerb.Name => new ServeVerb(output).RunAsync(verb.Parse(words), cancel),
        InstallVerb.Name => Task.FromResult(InstallVerb.Run(verb.Parse(words), output)),
        _ => Task.FromResult(KernelVerb.Run(words, error)),
    };

    private int Fail(string message, int code)
    {
        error.WriteLine($"spm: {message}");
        return code;
    }

    // The catalogue's examples are written for a cell.
    private static string ShellWords(string message) => message.Replace("#!", "", StringComparison.Ordinal);
}
