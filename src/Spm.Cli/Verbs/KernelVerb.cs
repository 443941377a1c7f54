using Spm.Kernel;

namespace Spm.Cli.Verbs;

/// <summary><c>spm kernel --connection-file FILE</c>. Reads its two words itself: start-up time is what people wait for.</summary>
internal static class KernelVerb
{
    public const string Name = "kernel";

    /// <summary>Serves until Jupyter ends the kernel.</summary>
    public static int Run(string[] words, TextWriter error)
    {
        string? file = null;
        switch (words)
        {
            case ["--connection-file" or "-f", var value]:
                file = value;
                break;
            case [var joined] when joined.StartsWith("--connection-file=", StringComparison.Ordinal):
                file = joined["--connection-file=".Length..];
                break;
        }
        if (string.IsNullOrEmpty(file))
        {
            error.WriteLine("spm: kernel wants the file that Jupyter wrote, and nothing else: spm kernel --connection-file FILE. To work in Jupyter: spm lab");
            return ExitCode.WrongUsage;
        }
        if (!File.Exists(file))
        {
            error.WriteLine($"spm: There is no connection file {file}. Jupyter writes it when it starts a kernel; to work in Jupyter: spm lab");
            return ExitCode.Error;
        }
        return KernelServer.Run(file, Composition.Interactive(), Composition.Kernel);
    }
}
