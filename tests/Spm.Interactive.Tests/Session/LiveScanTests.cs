using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Session;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Session;

public class LiveScanTests
{
    private static readonly ImageRequest Request = new() { Rows = 3, Columns = 4, SizeM = 1e-6, Channels = ["height"] };

    [Fact]
    public async Task The_image_of_a_running_scan_shows_the_lines_there_are_and_is_gone_at_the_end()
    {
        var output = new OutputRecorder();
        await using var session = new SpmSession();
        await session.ConnectAsync(new SlowScanner(output));
        await session.ScanAsync(Request, output, TestContext.Current.CancellationToken);
        var shown = Assert.Single(output.Displayed);
        Assert.Contains("median 2.500 nm", shown.Text, StringComparison.Ordinal);
        Assert.Contains("height (nm)", (string)shown.Data[MimeTypes.Svg], StringComparison.Ordinal);
        // One line of three is there.
        Assert.Contains("8 bad pixels (8 not scanned yet)", shown.Text, StringComparison.Ordinal);
        Assert.Contains("<svg", (string)shown.Data[MimeTypes.Svg], StringComparison.Ordinal);
        Assert.Equal("", output.Updated[^1].Text);
    }

    /// <summary>Scans a line, then waits until somebody has seen it.</summary>
    private sealed class SlowScanner(OutputRecorder output) : IImaging
    {
        public event EventHandler<ScanLine>? LineScanned;

        public IReadOnlyList<string> ImageChannels => ["height"];

        public string Name => "Slow scanner";

        public InstrumentLimits Limits { get; } = new();

        public InstrumentStatus Status => new(Name, "", 0, 0, 0, TimeSpan.Zero, true, "");

        public async Task<IReadOnlyList<Dataset>> ScanAsync(ImageRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        {
            LineScanned?.Invoke(this, new ScanLine(0, [new double[] { 1, 2, 3, 4 }]) { Units = ["nm"] });
            await output.FirstShown.WaitAsync(cancellationToken);
            return [];
        }

        public Task MakeSafeAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
