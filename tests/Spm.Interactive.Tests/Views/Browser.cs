using System.Diagnostics;

namespace Spm.Interactive.Tests.Views;

/// <summary>Headless Chromium that loads a page, lets its scripts run and prints the page as it then is.</summary>
internal static class Browser
{
    private const string _chromium = "/usr/bin/chromium";

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryFolder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spm.Interactive.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds Spm.Interactive.sln.");
        }
    }

    /// <summary>The document after <paramref name="html"/> has run; skips the test where there is no Chromium.</summary>
    public static Task<string> DumpDomAsync(string html, string windowSize = "1200,900") => RunAsync(html, [$"--window-size={windowSize}", "--virtual-time-budget=4000", "--dump-dom"], (dom, _) => dom);

    /// <summary>A picture of the page, as PNG, with so many pixels to one of CSS; skips the test where there is no Chromium.</summary>
    public static Task<byte[]> ScreenshotAsync(string html, int width, int height, int scale = 1) =>
        RunAsync(html, [$"--window-size={width},{height}", $"--force-device-scale-factor={scale}", "--hide-scrollbars", "--screenshot=picture.png"], (_, folder) => File.ReadAllBytes(Path.Combine(folder, "picture.png")));

    private static async Task<T> RunAsync<T>(string html, string[] arguments, Func<string, string, T> result)
    {
        if (!File.Exists(_chromium)) Assert.Skip($"{_chromium} is not installed.");
        var folder = Directory.CreateTempSubdirectory("spm-view-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, html, TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo(_chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                $"--user-data-dir={folder.FullName}/profile", .. arguments, "file://" + page])
            { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await errors);
            return result(output, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
