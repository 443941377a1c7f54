using System.Diagnostics;

namespace Spm.Core.Tests.Loops;

/// <summary>Independent numbers from Debian's Python.</summary>
internal static class Python
{
    private const string Path = "/usr/bin/python3";

    /// <summary>What the script prints; skips the test when Python or the module is not installed.</summary>
    public static async Task<string> Run(string script, params string[] arguments)
    {
        if (!File.Exists(Path))
            Assert.Skip($"{Path} is not installed.");
        using var process = Process.Start(new ProcessStartInfo(Path, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if ((await errors).Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Assert.Skip($"A Python module is missing: {await errors}");
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
