using System.Diagnostics;
using System.Text;

namespace Spm.Cli.Tests.Fits;

/// <summary>The program in a process of its own, so that it can be killed.</summary>
internal sealed class SpmProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;

    /// <summary>Starts <c>spm</c>; with a shell line before it, such as a limit that it is to live with.</summary>
    public SpmProcess(string folder, string[] words, string? shellPrefix = null)
    {
        // The program stands beside the tests.
        var program = Path.Combine(AppContext.BaseDirectory, "spm.dll");
        string[] line = ["dotnet", program, .. words];
        var start = shellPrefix is null
            ? new ProcessStartInfo(line[0], line[1..])
            : new ProcessStartInfo("/bin/sh", ["-c", $"{shellPrefix}; exec \"$@\"", "sh", .. line]);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, e) => _error.AppendLine(e.Data);
        _process.BeginErrorReadLine();
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>True when it ended by itself before a file had so many bytes.</summary>
    public bool EndsBefore(string file, long bytes)
    {
        for (var waited = Stopwatch.StartNew(); !_process.HasExited;)
        {
            if (new FileInfo(file) is { Exists: true } info && info.Length >= bytes) return false;
            Assert.True(waited.Elapsed < Patience, "The program does not end.");
            Thread.Yield();
        }

        return true;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("/bin/kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end: exit code, what it wrote.</summary>
    public (int Code, string Output, string Error) End()
    {
        Assert.True(_process.WaitForExit(Patience), "The program does not end.");
        _process.WaitForExit();
        return (_process.ExitCode, _output.GetAwaiter().GetResult(), _error.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
