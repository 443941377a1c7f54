using System.Text.Json.Nodes;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Interactive.Views.Live;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views.Live;

public sealed class LiveMapsTests
{
    private readonly Channels _channels = new();
    private readonly Shown _shown = new();

    [Fact]
    public async Task A_map_that_cannot_hold_its_curves_asks_the_kernel_and_its_bridge_is_shown_before_it()
    {
        var view = View(120, 90);
        var html = (string)LinkedMapFormatter.Format(view, new ScriptOnce(), isLive: true).Data[MimeTypes.Html];
        Assert.Contains("\"live\":\"channel-1\"", html, StringComparison.Ordinal);
        Assert.Equal("bridge of channel-1", Assert.Single(_shown.Bundles).Text);
        var answer = await _channels.Answers[0](JsonNode.Parse("""{"ask": "pixel", "row": 89, "column": 1}""")!.AsObject(), TestContext.Current.CancellationToken);
        Assert.StartsWith("pixel (1, 89) · R² 0.985", (string?)answer["title"], StringComparison.Ordinal);
        Assert.Contains("\"live\":\"channel-2\"", (string)LinkedMapFormatter.Format(view, new ScriptOnce(), isLive: true).Data[MimeTypes.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_holds_all_its_curves_or_stands_in_a_file_asks_nobody()
    {
        LinkedMapFormatter.Format(View(10, 10), new ScriptOnce(), isLive: true);
        LinkedMapFormatter.Format(View(120, 90), new ScriptOnce());
        Assert.Empty(_channels.Answers);
        Assert.Empty(_shown.Bundles);
    }

    [Fact]
    public void Where_nobody_could_ask_the_map_shows_what_is_embedded()
    {
        _channels.IsOpen = false;
        Assert.DoesNotContain("\"live\":", (string)LinkedMapFormatter.Format(View(120, 90), new ScriptOnce(), isLive: true).Data[MimeTypes.Html], StringComparison.Ordinal);
        Assert.Empty(_shown.Bundles);
    }

    [Fact]
    public async Task The_host_that_closes_a_channel_ends_what_answers_it()
    {
        var data = Cubes.Random(1, false, 0, Cubes.Y(3), Cubes.X(3), Cubes.Bias(9));
        Assert.Equal("channel-1", new LiveMaps(_channels, _shown).Of(data).Show());
        await _channels.Closing.CancelAsync();
        var answer = await _channels.Answers[0](new JsonObject { ["ask"] = "hello" }, TestContext.Current.CancellationToken);
        Assert.Contains("run the cell again", (string?)answer["error"], StringComparison.Ordinal);
    }

    private LinkedMapView View(int columns, int rows)
    {
        var result = SyntheticFits.Loops(columns, rows);
        var view = new LinkedMapView(result, "a1", SyntheticFits.Map(result, 1));
        view.Live = new LiveMaps(_channels, _shown).Of(view);
        return view;
    }

    /// <summary>A host's channels.</summary>
    private sealed class Channels : ILiveChannels
    {
        public List<LiveAnswer> Answers { get; } = [];

        public CancellationTokenSource Closing { get; } = new();

        public bool IsOpen { get; set; } = true;

        public LiveChannel? Open(LiveAnswer answer)
        {
            if (!IsOpen) return null;
            Answers.Add(answer);
            return new($"channel-{Answers.Count}", new MimeBundle($"bridge of channel-{Answers.Count}"), Closing.Cancel, Closing.Token);
        }
    }

    /// <summary>What a cell shows.</summary>
    private sealed class Shown : INotebookOutput
    {
        public List<MimeBundle> Bundles { get; } = [];

        public void Display(MimeBundle bundle, string? displayId = null) => Bundles.Add(bundle);

        public void Update(string displayId, MimeBundle bundle) => Bundles.Add(bundle);

        public void ClearOutput(bool wait = false) => Bundles.Clear();

        public void Write(string text)
        {
        }

        public void WriteError(string text)
        {
        }

        public IWorkProgress StartProgress(string label, long total, string unit) => SilentOutput.Instance.StartProgress(label, total, unit);
    }
}
