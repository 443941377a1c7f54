using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Spm.Cli.Tests.Serve;

/// <summary><c>spm serve nanonis</c> on free ports in a process of its own.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private ServeProcess(Process process) => _process = process;

    public int Port { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ServeProcess> Start(params string[] words)
    {
        // The program stands beside the tests.
        string[] line = [Path.Combine(AppContext.BaseDirectory, "spm.dll"), "serve", "nanonis", "--port", "0", .. words];
        var server = new ServeProcess(Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true })!);
        var listens = await server.Line("listens on");
        server.Port = int.Parse(FirstPort().Match(listens).Groups[1].Value, CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>Waits for a line with these words.</summary>
    public async Task<string> Line(string words)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (_lines.Find(l => l.Contains(words, StringComparison.Ordinal)) is not { } found)
            _lines.Add(await _process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException($"The server ended without «{words}»: {string.Join('\n', _lines)}"));
        return _lines.Find(l => l.Contains(words, StringComparison.Ordinal))!;
    }

    /// <summary>Ctrl-C; returns the exit code.</summary>
    public async Task<int> Interrupt()
    {
        using var kill = Process.Start("/bin/kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync(Token);
        await Line("the microscope is safe");
        await _process.WaitForExitAsync(Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    [GeneratedRegex(@"ports (\d+),")]
    private static partial Regex FirstPort();
}
