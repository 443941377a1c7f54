namespace Spm.Notebook.Tests;

public sealed class WorkProgressTests
{
    private readonly Recorder _output = new();
    private readonly Clock _clock = new();

    private WorkProgress Start(long total) => new(_output, _clock, "fit", total, "pixels");

    [Fact]
    public void Short_work_shows_nothing()
    {
        using (var progress = Start(10))
            for (var i = 0; i < 10; i++)
            {
                _clock.Now += TimeSpan.FromSeconds(0.049);
                progress.Report(i + 1);
            }
        Assert.Empty(_output.Displays);
    }

    [Fact]
    public void Long_work_shows_rate_and_time_left_and_is_updated_in_place()
    {
        using (var progress = Start(1000))
        {
            _clock.Now += TimeSpan.FromSeconds(1);
            progress.Report(250);
            progress.Report(260);
            _clock.Now += TimeSpan.FromSeconds(1);
            progress.Report(1000);
        }
        var (id, first) = Assert.Single(_output.Displays);
        Assert.Equal("fit [#######.......................] 25 %  250 of 1,000 pixels, 250 pixels/s, 3.0 s left", first.Text);
        Assert.Contains("aria-valuemax=\"1000\" aria-valuenow=\"250\"", (string)first.Data["text/html"]);
        Assert.All(_output.Updates, u => Assert.Equal(id, u.Id));
        Assert.Contains("done in 2.0 s", _output.Updates[^1].Bundle.Text);
        Assert.Equal(2, _output.Updates.Count);
    }

    [Fact]
    public void Work_that_stops_early_says_so()
    {
        using (var progress = Start(100))
        {
            _clock.Now += TimeSpan.FromSeconds(2);
            progress.Report(10);
        }
        Assert.Contains("10 of 100 pixels", _output.Updates[^1].Bundle.Text);
        Assert.Contains("stopped after", _output.Updates[^1].Bundle.Text);
    }

    [Fact]
    public void Work_of_unknown_length_counts_and_ends_as_done()
    {
        using (var progress = Start(0))
        {
            _clock.Now += TimeSpan.FromSeconds(2);
            progress.Report(1000);
        }
        Assert.Equal("fit 1,000 pixels, 500 pixels/s, 2.0 s", Assert.Single(_output.Displays).Bundle.Text);
        Assert.Equal("fit 1,000 pixels, 500 pixels/s, done in 2.0 s", _output.Updates[^1].Bundle.Text);
    }

    [Fact]
    public void Labels_and_units_are_encoded()
    {
        using (var progress = new WorkProgress(_output, _clock, "<b>", 2, "a&b"))
        {
            _clock.Now += TimeSpan.FromSeconds(2);
            progress.Report(1);
        }
        var html = (string)_output.Displays[0].Bundle.Data["text/html"];
        Assert.Contains("&lt;b&gt;", html);
        Assert.Contains("1 of 2 a&amp;b", html);
    }

    private sealed class Recorder : INotebookOutput
    {
        public List<(string? Id, MimeBundle Bundle)> Displays { get; } = [];

        public List<(string? Id, MimeBundle Bundle)> Updates { get; } = [];

        public void Display(MimeBundle bundle, string? displayId = null) => Displays.Add((displayId, bundle));

        public void Update(string displayId, MimeBundle bundle) => Updates.Add((displayId, bundle));

        public void ClearOutput(bool wait = false) => throw new NotSupportedException();

        public void Write(string text) => throw new NotSupportedException();

        public void WriteError(string text) => throw new NotSupportedException();

        public IWorkProgress StartProgress(string label, long total, string unit) => throw new NotSupportedException();
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
