using System.Diagnostics;

namespace Spm.Kernel.Tests.Widgets;

/// <summary>The checks of widget_check.py, which looks at the kernel through Debian's jupyter_client as a front end does.</summary>
public class WidgetProtocolTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task A_front_end_sees_the_widgets_protocol()
    {
        if (!File.Exists(Python)) Assert.Skip($"{Python} is not installed.");
        var script = Path.Combine(AppContext.BaseDirectory, "Widgets", "widget_check.py");
        var host = Path.Combine(AppContext.BaseDirectory, "Spm.Kernel.TestHost.dll");
        using var process = Process.Start(new ProcessStartInfo(Python, [script, host]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if ((await errors).Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip($"A Python module is missing: {await errors}");
        Assert.True(process.ExitCode == 0, await errors);
        var checks = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).ToList();
        Assert.NotEmpty(checks);
        Assert.All(checks, line => Assert.EndsWith(": ok", line, StringComparison.Ordinal));
    }
}
