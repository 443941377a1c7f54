using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spm.Kernel.Engine;
using Spm.Kernel.Live;
using Spm.Kernel.TestHost;
using Spm.Kernel.Tests.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Live;

public sealed class LiveChannelsTests : IDisposable
{
    private readonly ToyExtension _toy = new();
    private readonly CellEngine _engine;
    private readonly FrontEnd _page = new();
    private int _cells;

    public LiveChannelsTests()
    {
        _engine = new([_toy]);
        _engine.Comms.Host = _page;
    }

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_question_is_answered_while_a_cell_runs_that_never_awaits()
    {
        var channel = await Open((question, _) => Answer(("twice", 2 * (int)question["value"]!)));
        var running = Run("while (!table.Throw.Task.IsCompleted) { }");
        _page.Write(_engine.Comms, channel, """[{"n": 7, "page": "p", "ask": "pixel", "value": 21}]""");
        var answer = _page.Answer(channel, Patience);
        Assert.False(running.IsCompleted);
        _toy.Table.Throw.SetResult();
        Assert.IsType<CellOutcome.Success>(await running);
        Assert.Equal("""{"twice":42,"n":7,"page":"p"}""", answer.ToJsonString());
    }

    [Fact]
    public async Task A_question_is_answered_when_every_thread_of_the_pool_waits()
    {
        var channel = await Open((_, _) => Answer(("ok", 1)));
        using var gate = new ManualResetEventSlim();
        var waiting = Enumerable.Range(0, 4 * Environment.ProcessorCount + 64).Select(_ => Task.Run(gate.Wait)).ToArray();
        _page.Write(_engine.Comms, channel, """{"n": 1, "ask": "pixel"}""");
        Assert.Equal(1, (int?)_page.Answer(channel, Patience)["ok"]);
        gate.Set();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Of_a_hundred_questions_of_two_kinds_the_first_and_the_newest_of_each_are_answered_in_order()
    {
        using var gate = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var channel = await Open((question, cancel) =>
        {
            begun.Set();
            gate.Wait(cancel);
            return Answer(("was", (int)question["n"]!));
        });
        _page.Write(_engine.Comms, channel, """{"n": 1, "ask": "pixel"}""");
        begun.Wait(Patience);
        for (var n = 2; n <= 100; n++) _page.Write(_engine.Comms, channel, $$"""{"n": {{n}}, "ask": "{{(n % 2 == 0 ? "pixel" : "slice")}}"}""");
        gate.Set();
        Assert.Equal([1, 99, 100], Enumerable.Range(0, 3).Select(_ => (int)_page.Answer(channel, Patience)["was"]!));
    }

    [Fact]
    public async Task No_answer_is_lost_however_fast_they_follow_each_other()
    {
        // Widgets send at most fifty messages a second, of which the last one counts; answers must all arrive.
        var channel = await Open((question, _) => Answer(("was", (int)question["n"]!)));
        var all = new JsonArray([.. Enumerable.Range(1, 200).Select(n => (JsonNode)new JsonObject { ["n"] = n, ["ask"] = $"kind {n}" })]);
        _page.Write(_engine.Comms, channel, all.ToJsonString());
        Assert.Equal(Enumerable.Range(1, 200), Enumerable.Range(1, 200).Select(_ => (int)_page.Answer(channel, Patience)["was"]!));
    }

    [Fact]
    public async Task What_an_answer_throws_reaches_the_figure_as_words_and_the_next_question_is_answered()
    {
        var channel = await Open((question, _) => (int)question["n"]! == 1 ? throw new IOException("the disk is gone: «<b>»") : Answer(("ok", 1)));
        _page.Write(_engine.Comms, channel, """{"n": 1, "ask": "pixel"}""");
        Assert.Equal("the disk is gone: «<b>»", (string?)_page.Answer(channel, Patience)["error"]);
        _page.Write(_engine.Comms, channel, "no JSON");
        _page.Write(_engine.Comms, channel, """{"n": 2, "ask": "pixel"}""");
        Assert.Equal(1, (int?)_page.Answer(channel, Patience)["ok"]);
    }

    [Fact]
    public async Task The_last_answer_does_not_stay_in_the_state_that_is_saved()
    {
        var bridge = await Bridge(TimeSpan.FromMilliseconds(1), (_, _) => Answer(("big", 1)));
        _page.Write(_engine.Comms, bridge.Channel.Id, """{"n": 1, "ask": "pixel"}""");
        Assert.Equal(1, (int?)_page.Answer(bridge.Channel.Id, Patience)["big"]);
        var patience = Patience;
        while (bridge.Fields.Answered.Value.Length > 0 || _page.Shown(bridge.Channel.Id).Length > 0)
        {
            patience.ThrowIfCancellationRequested();
            Thread.Yield();
        }
        Assert.DoesNotContain("big", _engine.Comms.Widgets.ToNotebook()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_fifty_stay_open_and_older_ones_say_what_to_do()
    {
        var channels = new List<string>();
        var closed = new List<CancellationToken>();
        for (var k = 0; k < 2 * LiveChannels.MostOpen; k++)
        {
            var channel = await Opened((_, _) => Answer(("ok", 1)));
            channels.Add(channel.Id);
            closed.Add(channel.Closed);
        }
        Assert.Equal(LiveChannels.MostOpen, _engine.Live.Count);
        Assert.Equal(Enumerable.Range(0, channels.Count).Select(k => k < LiveChannels.MostOpen), closed.Select(c => c.IsCancellationRequested));
        Assert.Contains("Run this cell again", (string?)_page.Answer(channels[0], Patience)["closed"], StringComparison.Ordinal);
        // Box, text, HTML, their layouts and two styles.
        Assert.Equal(8 * LiveChannels.MostOpen, _page.OpenModels);
        _page.Write(_engine.Comms, channels[^1], """{"n": 1, "ask": "pixel"}""");
        Assert.Equal(1, (int?)_page.Answer(channels[^1], Patience)["ok"]);
    }

    [Fact]
    public async Task A_cell_that_is_run_again_or_deleted_lets_go_what_its_figures_held()
    {
        var cells = ImmutableDictionary<string, string>.Empty;
        CellRun Begin(string id, string run) => new(id, run, cells = cells.SetItem(id, run));
        var (first, other) = (await Opened((_, _) => Answer(("ok", 1)), Begin("a", "1")), await Opened((_, _) => Answer(("ok", 1)), Begin("b", "2")));
        LiveChannel again = first;
        for (var run = 3; run < 60; run++) again = await Opened((_, _) => Answer(("ok", 1)), Begin("a", $"{run}"));
        Assert.Equal((2, true, false, false), (_engine.Live.Count, first.Closed.IsCancellationRequested, other.Closed.IsCancellationRequested, again.Closed.IsCancellationRequested));
        // A run that knows the second cell no more: it was deleted.
        var late = await Opened((_, _) => Answer(("ok", 1)), new("c", "60", ImmutableDictionary<string, string>.Empty.Add("c", "60").Add("a", "59")));
        Assert.Equal((2, true, false), (_engine.Live.Count, other.Closed.IsCancellationRequested, again.Closed.IsCancellationRequested));
        Assert.False(late.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task A_late_figure_of_an_earlier_run_does_not_close_those_of_later_ones()
    {
        var started = new CellRun("a", "1", ImmutableDictionary<string, string>.Empty.Add("a", "1"));
        var later = await Opened((_, _) => Answer(("ok", 1)), new("b", "2", started.Latest.Add("b", "2")));
        await Opened((_, _) => Answer(("ok", 1)), started);
        Assert.False(later.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Closing_cancels_the_answer_that_is_being_made_and_a_second_time_does_nothing()
    {
        using var begun = new ManualResetEventSlim();
        var cancelled = new TaskCompletionSource();
        var channel = await Opened(async (_, cancel) =>
        {
            begun.Set();
            await using var registration = cancel.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, cancel);
            return [];
        });
        _page.Write(_engine.Comms, channel.Id, """{"n": 1, "ask": "pixel"}""");
        begun.Wait(Patience);
        channel.Dispose();
        channel.Dispose();
        await cancelled.Task.WaitAsync(Patience);
        Assert.Equal((0, 0), (_engine.Live.Count, _page.OpenModels));
    }

    [Fact]
    public async Task A_new_session_closes_the_channels()
    {
        var channel = await Opened((_, _) => Answer(("ok", 1)));
        Assert.IsType<CellOutcome.Success>(await Run("#!reset"));
        Assert.True(channel.Closed.IsCancellationRequested);
        Assert.Contains("session", (string?)_page.Answer(channel.Id, Patience)["closed"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_asks_a_notebook_that_is_run_into_a_file_nor_outside_every_cell()
    {
        await Run("1");
        Assert.Null(_toy.Table.Live!.Open((_, _) => Answer(("ok", 1))));
        using var engine = new CellEngine([_toy]);
        Assert.IsType<CellOutcome.Success>(await engine.ExecuteAsync("if (table.Live!.Open((q, c) => Task.FromResult(new System.Text.Json.Nodes.JsonObject())) is not null) throw new InvalidOperationException();", 1, new RecordedOutput(), TestContext.Current.CancellationToken));
        Assert.Null(engine.Comms.Widgets.ToNotebook());
    }

    [Fact]
    public async Task The_bridge_is_a_hidden_box_without_words()
    {
        var channel = await Opened((_, _) => Answer(("ok", 1)));
        Assert.Equal("", channel.Bridge.Text);
        var box = ((JsonObject)channel.Bridge.Data["application/vnd.jupyter.widget-view+json"])["model_id"]!.ToString();
        var states = _engine.Comms.Widgets.ToNotebook()!["state"]!;
        var layout = states[box]!["state"]!["layout"]!.ToString()["IPY_MODEL_".Length..];
        Assert.Equal("none", (string?)states[layout]!["state"]!["display"]);
    }

    private static Task<JsonObject> Answer((string Name, int Value) field) => Task.FromResult(new JsonObject { [field.Name] = field.Value });

    private async Task<string> Open(LiveAnswer answer) => (await Opened(answer)).Id;

    private async Task<LiveChannel> Opened(LiveAnswer answer, CellRun? cell = null) => (await InCell(() => _toy.Table.Live!.Open(answer), cell))!;

    private Task<LiveBridge> Bridge(TimeSpan stays, LiveAnswer answer) =>
        InCell(() => new LiveBridge(_engine.Comms, _page.NewId(), answer, _ => { }, stays));

    /// <summary>Runs something as a cell would: the cell calls back.</summary>
    private async Task<T> InCell<T>(Func<T> work, CellRun? cell = null)
    {
        var result = default(T);
        Table.Callback = () => result = work();
        Assert.IsType<CellOutcome.Success>(await Run("Table.Callback!()", cell));
        return result!;
    }

    private Task<CellOutcome> Run(string code, CellRun? cell = null) => _engine.ExecuteAsync(code, ++_cells, new RecordedOutput { Cell = cell }, TestContext.Current.CancellationToken);
}
