using System.Diagnostics;
using System.Globalization;

namespace Spm.Core.Tests.IO;

/// <summary>A folder of its own for one test, the real files where there are some, and Debian's Python with h5py as an independent reader and writer.</summary>
internal sealed class Workbench : IDisposable
{
    private const string Python = "/usr/bin/python3";

    public string Folder { get; } = Directory.CreateTempSubdirectory("spm-io-").FullName;

    /// <summary>A path in the test's folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>A file of the shared folder; the test is skipped where that folder is absent.</summary>
    public static string Shared(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Spm.Interactive.sln"))) folder = Path.GetDirectoryName(folder);
        var path = folder is null ? "" : Path.GetFullPath(Path.Combine(folder, "..", "shared", name));
        if (!File.Exists(path)) Assert.Skip($"../shared/{name} is not here.");
        return path;
    }

    /// <summary>Runs a script with h5py and numpy imported and the test's folder as current one; gives what it prints.</summary>
    public string RunPython(string script, params string[] arguments) => Run(["-c", "import h5py, numpy as np, sys\n" + script, .. arguments]);

    /// <summary>Runs the shared tool that makes spectra of known truth.</summary>
    public string MakeSpectra(params string[] arguments) => Run([Shared("tools/make_spectra.py"), .. arguments]);

    /// <summary>The numbers a script prints.</summary>
    public double[] Numbers(string script, params string[] arguments) =>
        [.. RunPython(script, arguments).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Run(string[] arguments)
    {
        if (!File.Exists(Python) || !HasH5py.Value) Assert.Skip($"{Python} with h5py is not here.");
        var (exitCode, output, error) = Execute(arguments, Folder);
        Assert.True(exitCode == 0, error);
        return output;
    }

    private static readonly Lazy<bool> HasH5py = new(() => Execute(["-c", "import h5py, numpy, scipy"], Path.GetTempPath()).ExitCode == 0);

    private static (int ExitCode, string Output, string Error) Execute(string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(Python, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
