using Spm.Kernel.Installation;

namespace Spm.Cli.Verbs;

/// <summary><c>spm install [--prefix DIR]</c>.</summary>
internal static class InstallVerb
{
    public const string Name = "install";

    public static int Run(VerbWords words, TextWriter output)
    {
        var folder = Install(words.Options.GetValueOrDefault("--prefix"));
        output.WriteLine($"The kernel «{Composition.Kernel.DisplayName}» is installed in {folder}");
        output.WriteLine("Choose it in Jupyter, or start Jupyter with the course: spm lab");
        return ExitCode.Success;
    }

    /// <summary>Installs this program as the kernel and returns the folder.</summary>
    public static string Install(string? prefix) => KernelSpec.Install(
        Composition.Kernel,
        prefix,
        KernelCommand.Argv(Environment.ProcessPath, Path.Combine(AppContext.BaseDirectory, "spm.dll")),
        KernelCommand.Environment(System.Environment.GetEnvironmentVariable));
}

/// <summary>How Jupyter starts this program as a kernel: the same way it was started now.</summary>
internal static class KernelCommand
{
    /// <summary>The program itself, or <c>dotnet spm.dll</c> when the .NET host runs it.</summary>
    public static IReadOnlyList<string> Argv(string? processPath, string assembly)
    {
        var self = processPath is not null && Path.GetFileNameWithoutExtension(processPath) == "spm" ? [processPath] : new[] { processPath ?? "dotnet", assembly };
        return [.. self, KernelVerb.Name, "--connection-file", "{connection_file}"];
    }

    /// <summary>Where .NET is, when it stands where the program would not look.</summary>
    public static IReadOnlyDictionary<string, string> Environment(Func<string, string?> variable) =>
        variable("DOTNET_ROOT") is { Length: > 0 } root ? new Dictionary<string, string> { ["DOTNET_ROOT"] = root } : new Dictionary<string, string>();
}
