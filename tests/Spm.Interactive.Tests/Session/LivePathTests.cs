using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;
using Spm.Interactive.Session;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Session;

public class LivePathTests
{
    [Fact]
    public async Task The_image_of_a_running_path_shows_the_points_there_are_and_is_gone_at_the_end()
    {
        var output = new OutputRecorder();
        await using var session = new SpmSession();
        await session.ConnectAsync(new SlowFollower(output));
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.ScanAsync(new PathRequest { Path = new GridPath { Rows = 3, Columns = 4, SizeM = 1e-6 }, Channels = ["height"] }, output: output, cancel: TestContext.Current.CancellationToken));
        var shown = Assert.Single(output.Displayed);
        // Two points of twelve are there.
        Assert.Contains("10 bad pixels (10 not visited yet)", shown.Text, StringComparison.Ordinal);
        Assert.Contains("<svg", (string)shown.Data[MimeTypes.Svg], StringComparison.Ordinal);
        Assert.Equal("", output.Updated[^1].Text);
    }

    /// <summary>Measures two points, waits until somebody has seen them, then breaks down.</summary>
    private sealed class SlowFollower(OutputRecorder output) : IPathScanning
    {
        public event EventHandler<MeasuredPoints>? PointsMeasured;

        public IReadOnlyList<string> ImageChannels => ["height"];

        public string Name => "Slow follower";

        public InstrumentLimits Limits { get; } = new();

        public InstrumentStatus Status => new(Name, "", 0, 0, 0, TimeSpan.Zero, true, "");

        public async Task<PathSamples> FollowAsync(PathRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        {
            PointsMeasured?.Invoke(this, new MeasuredPoints(0, request.Path.Points().AsMemory(0, 2), [new double[] { 1, 2 }]));
            await output.FirstShown.WaitAsync(cancellationToken);
            throw new InvalidOperationException("The follower broke down.");
        }

        public Task MakeSafeAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
