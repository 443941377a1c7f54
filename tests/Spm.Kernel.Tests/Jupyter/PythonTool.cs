using System.Diagnostics;
using System.Text.Json;

namespace Spm.Kernel.Tests.Jupyter;

/// <summary>A Python program of <c>benchmarks/kernel</c>, run with a kernelspec of the test host.</summary>
internal sealed class PythonTool : IDisposable
{
    /// <summary>Name of the kernelspec.</summary>
    public const string Kernel = "spm-under-test";

    private const string Python = "/usr/bin/python3";

    private readonly string _folder = Directory.CreateTempSubdirectory("kernelspec").FullName;

    public PythonTool()
    {
        var spec = Directory.CreateDirectory(Path.Combine(_folder, "kernels", Kernel)).FullName;
        File.WriteAllText(Path.Combine(spec, "kernel.json"), JsonSerializer.Serialize(new
        {
            argv = new[] { "dotnet", Path.Combine(AppContext.BaseDirectory, "Spm.Kernel.TestHost.dll"), "--connection-file", "{connection_file}" },
            display_name = "C#",
            language = "C#",
        }));
    }

    /// <summary>Null, or what is missing here to run programs that import these modules.</summary>
    public static string? Missing(params string[] modules)
    {
        if (!File.Exists(Python)) return $"Needs {Python}.";
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import " + string.Join(", ", modules)]) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"Needs Debian's packages of {string.Join(", ", modules)} for {Python}.";
    }

    /// <summary>Runs a program to its end.</summary>
    public (int ExitCode, string Output, string Errors) Run(string program, params string[] words)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(Repository(), "benchmarks", "kernel", program), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["JUPYTER_PATH"] = _folder, ["SPM_KERNEL"] = Kernel, ["SPM_PATIENCE"] = "60", ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>Path for a file that lives as long as this.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spm.Interactive.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds Spm.Interactive.sln.");
    }
}
