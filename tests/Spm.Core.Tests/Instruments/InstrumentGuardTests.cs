using System.Diagnostics;
using Spm.Core.Instruments;
using Spm.Core.Tests.Experiments;

namespace Spm.Core.Tests.Instruments;

/// <summary>What becomes of an instrument when its process ends.</summary>
public sealed class InstrumentGuardTests : IDisposable
{
    private readonly TestJournals _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("return", "")]
    [InlineData("exit", "")]
    [InlineData("throw", "")]
    [InlineData("signal", "TERM")]
    [InlineData("signal", "HUP")]
    [InlineData("signal", "QUIT")]
    public void However_a_process_ends_the_scan_is_stopped_the_bias_ramped_to_zero_and_the_tip_withdrawn(string how, string signal)
    {
        if (signal.Length > 0 && OperatingSystem.IsWindows()) Assert.Skip("Windows has no such signal.");
        if (IsIgnored(signal)) Assert.Skip($"SIG{signal} is ignored here, as in what a shell runs in the background or under nohup, and so it is in processes started from here.");
        var trace = _bench["trace.txt"];
        using (var process = KilledProcess.Start("hold", how, trace))
        {
            Assert.Equal("ready", process.StandardOutput.ReadLine());
            if (signal.Length > 0) Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(how == "return", process.ExitCode == 0);
        }

        var lines = File.ReadAllLines(trace);
        Assert.Equal("scan stopped", lines[0]);
        // 8 V at 200 V/s in steps of 10 ms: 2 V each.
        Assert.Equal(["bias 6", "bias 4", "bias 2", "bias 0"], lines[1..^1]);
        Assert.Equal("withdrawn", lines[^1]);
    }

    [Fact]
    public void All_instruments_are_made_safe_though_one_fails_and_each_only_once()
    {
        using var guard = new InstrumentGuard();
        var safe = 0;
        guard.Register("good", () =>
        {
            Interlocked.Increment(ref safe);
            return Task.CompletedTask;
        });
        guard.Register("broken", () => throw new IOException("the connection is gone"));
        Assert.Equal(["good", "broken"], guard.Guarded);
        Assert.Equal(["broken could not be made safe: the connection is gone"], guard.MakeAllSafe());
        Assert.Empty(guard.MakeAllSafe());
        Assert.Equal(1, safe);
    }

    [Fact]
    public void An_instrument_that_was_disconnected_is_not_touched()
    {
        using var guard = new InstrumentGuard();
        guard.Register("gone", () => throw new InvalidOperationException("It is not there.")).Dispose();
        Assert.Empty(guard.Guarded);
        Assert.Empty(guard.MakeAllSafe());
    }

    [Fact]
    public void An_instrument_that_never_answers_does_not_keep_the_process_alive()
    {
        using var guard = new InstrumentGuard { Patience = TimeSpan.FromMilliseconds(50) };
        guard.Register("deaf", () => new TaskCompletionSource().Task);
        Assert.Equal(["deaf was not safe after 0.05 s."], guard.MakeAllSafe());
    }

    private static bool IsIgnored(string signal)
    {
        var number = signal switch { "HUP" => 1, "QUIT" => 3, "TERM" => 15, _ => 0 };
        const string Status = "/proc/self/status";
        if (number == 0 || !File.Exists(Status)) return false;
        var mask = File.ReadLines(Status).First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split(':')[1].Trim();
        return (Convert.ToUInt64(mask, 16) >> (number - 1) & 1) != 0;
    }
}
