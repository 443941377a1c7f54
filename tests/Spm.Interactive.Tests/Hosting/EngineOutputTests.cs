using System.Text.Json.Nodes;
using Spm.Interactive.Hosting;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Hosting;

public class EngineOutputTests
{
    private readonly Recorder _engine = new();

    [Fact]
    public void A_Plotly_figure_is_not_sent_as_a_string_and_json_is()
    {
        new EngineOutput(_engine).Display(new MimeBundle("text").With(MimeTypes.Html, "<b>").With(MimeTypes.Plotly, new JsonObject()).With(MimeTypes.Json, new JsonObject { ["a"] = 1 }));
        var (shown, _, isUpdate) = Assert.Single(_engine.Shown);
        Assert.False(isUpdate);
        Assert.Equal([(MimeTypes.Json, """{"a":1}"""), (MimeTypes.Html, "<b>"), (MimeTypes.Text, "text")], shown.Select(s => (s.Key, s.Value)).OrderBy(s => s.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void An_update_goes_where_the_first_was_shown()
    {
        var output = new EngineOutput(_engine);
        output.Display(new MimeBundle("1"), "here");
        output.Update("here", new MimeBundle("2"));
        Assert.Equal([("1", "here", false), ("2", "here", true)], _engine.Shown.Select(s => (s.Texts[MimeTypes.Text], s.Id, s.IsUpdate)));
    }

    [Fact]
    public void Progress_is_one_bar_that_is_updated()
    {
        var clock = new HandClock();
        using (var progress = new WorkProgress(new EngineOutput(_engine), clock, "fit", 10, "pixels"))
        {
            clock.Now += TimeSpan.FromSeconds(0.6);
            progress.Report(3);
        }
        Assert.Equal([false, true], _engine.Shown.Select(s => s.IsUpdate));
        Assert.Single(_engine.Shown.Select(s => s.Id).Distinct());
    }

    [Theory]
    [InlineData("Directive: #!spm fit sho beps as sho", "fit", "fit sho beps as sho")]
    [InlineData("Directive: #!spm", "status", "status")]
    [InlineData("Directive: #!spm", "", "")]
    [InlineData("Directive: #!spm scan --size \"2 um\" # note\r\n", "scan", "scan --size \"2 um\" # note")]
    public void The_line_is_read_from_the_text_of_the_command(string command, string subcommand, string line) => Assert.Equal(line, DirectiveLine.Of(command, "spm", subcommand));

    [Fact]
    public void An_engine_that_does_not_tell_the_line_is_named() =>
        Assert.Contains("1.0.712001", Assert.Throws<InvalidOperationException>(() => DirectiveLine.Of("DirectiveCommand", "spm", "fit")).Message, StringComparison.Ordinal);

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class Recorder : IInteractiveEngine
    {
        public List<(IReadOnlyDictionary<string, string> Texts, string Id, bool IsUpdate)> Shown { get; } = [];

        public IReadOnlyList<string> Names => [];

        public bool TryGet(string name, out object? value) => NoVariables.Instance.TryGet(name, out value);

        public void Show(IReadOnlyDictionary<string, string> representations, string displayId, bool isUpdate) => Shown.Add((representations, displayId, isUpdate));

        public void Write(string text, bool isError) => throw new NotSupportedException("Nothing here writes.");

        public Task SetVariableAsync(string name, object value, Type type) => throw new NotSupportedException("Nothing here is bound.");
    }
}
