using System.Diagnostics;

namespace Spm.Cli.Tests.Serve;

public class ServeTests
{
    // Bias.Set 2.5 V, as bytes: name[32], body of 4, response wanted, 0, float32 0x40200000. The answer is 40 + 8 bytes.
    private const string SetBias = """
        exec 3<>/dev/tcp/127.0.0.1/$1
        printf 'Bias.Set\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\4\0\1\0\0\100\040\0\0' >&3
        head -c 48 <&3 >/dev/null
        echo set
        read -r line
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_is_killed_leaves_the_microscope_safe_and_the_log_shows_it()
    {
        await using var server = await ServeProcess.Start("--withdraw");
        using var client = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", SetBias, "bash", $"{server.Port}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("set", await client.StandardOutput.ReadLineAsync(Token));
        client.Kill();
        await client.WaitForExitAsync(Token);
        await server.Line("watchdog: client 1");
        Assert.EndsWith("bias ramped from 2.5 V to 0 in 25 steps", await server.Line("bias ramped"), StringComparison.Ordinal);
        await server.Line("tip withdrawn");
        Assert.EndsWith("the microscope is safe, bias 0 V", await server.Line("the microscope is safe"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_to_type_and_ends_safely_with_control_c()
    {
        await using var server = await ServeProcess.Start("--seed", "7", "--version", "10862");
        await server.Line("import socket, nanonis_spm");
        await server.Line($"(\"127.0.0.1\", {server.Port})");
        Assert.Equal(ExitCode.Success, await server.Interrupt());
    }

    [Theory]
    [InlineData("Only nanonis can be served", "serve", "jupyter")]
    [InlineData("PROTOCOL is missing", "serve")]
    [InlineData("There is no sample «gold». Samples: pto", "serve", "nanonis", "--sample", "gold")]
    [InlineData("--port must be 0 to 65446, got «70000»", "serve", "nanonis", "--port", "70000")]
    [InlineData("--address must be an address of this computer", "serve", "nanonis", "--address", "localhost.")]
    [InlineData("--idle-timeout must be 0.01 to 86400 seconds, got «soon»", "serve", "nanonis", "--idle-timeout", "soon")]
    public async Task Wrong_words_are_told_with_what_would_be_right(string message, params string[] words)
    {
        var shell = await Shell.Run(words);
        Assert.Equal(ExitCode.WrongUsage, shell.Code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
        Assert.Contains("Try: spm serve nanonis", shell.Error, StringComparison.Ordinal);
    }
}
