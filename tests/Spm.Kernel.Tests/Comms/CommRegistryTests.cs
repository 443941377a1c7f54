using System.Text.Json.Nodes;
using Spm.Kernel.Comms;
using Spm.Kernel.Engine;
using Spm.Kernel.Tests.Engine;
using Spm.Kernel.Widgets;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Comms;

public sealed class CommRegistryTests : IDisposable
{
    private readonly CellEngine _engine = new([]);
    private readonly RecordingHost _host = new();

    public CommRegistryTests() => _engine.Comms.Host = _host;

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void An_extension_opens_sends_and_closes()
    {
        var comm = _engine.Comms.Open("explorer", new JsonObject { ["a"] = 1 });
        comm.Send(new JsonObject { ["b"] = 2 }, new JsonObject { ["v"] = "1" }, [[7]]);
        comm.Close();
        comm.Close();
        comm.Send([]);
        Assert.Equal(
            ["Open explorer {\"a\":1} {} 0", "Message explorer {\"b\":2} {\"v\":\"1\"} 1", "Close explorer {} {} 0"], _host.Sent);
    }

    [Fact]
    public void A_front_ends_comm_reaches_the_handler_of_its_target_and_messages_their_comm()
    {
        var got = new List<string>();
        _engine.Comms.Register("explorer", (comm, opened) =>
        {
            got.Add($"{comm.Id} {opened.Data.ToJsonString()}");
            comm.Received += m => got.Add($"{m.Data.ToJsonString()} {m.Buffers.Count}");
            comm.Closed += () => got.Add("closed");
        });
        _engine.Comms.OnOpen("x", "explorer", new CommMessage([], [], []));
        _engine.Comms.OnMessage("x", new CommMessage(new JsonObject { ["q"] = 1 }, [], [[1], [2]]));
        _engine.Comms.OnClose("x");
        _engine.Comms.OnMessage("x", new CommMessage([], [], []));
        Assert.Equal(["x {}", "{\"q\":1} 2", "closed"], got);
    }

    [Fact]
    public void An_unknown_target_is_closed_and_not_listed()
    {
        _engine.Comms.OnOpen("x", "nobody", new CommMessage([], [], []));
        Assert.Equal(["Close nobody {} {} 0"], _host.Sent);
        Assert.Empty(_engine.Comms.Info(null));
    }

    [Fact]
    public void The_list_of_comms_can_be_of_one_target()
    {
        var (a, b) = (_engine.Comms.Open("a", []), _engine.Comms.Open("b", []));
        Assert.Equal([a.Id], _engine.Comms.Info("a").Select(c => c.Key));
        Assert.Equal(new[] { a.Id, b.Id }.Order(), _engine.Comms.Info(null).Select(c => c.Key).Order());
    }

    [Fact]
    public async Task Work_of_an_extension_runs_on_the_thread_of_the_cells()
    {
        string? thread = null;
        await _engine.Comms.RunInCell(() =>
        {
            thread = Thread.CurrentThread.Name;
            return Task.CompletedTask;
        });
        Assert.Equal("cells", thread);
    }

    [Fact]
    public async Task Work_that_comes_as_other_work_ends_runs_while_the_cell_awaits()
    {
        using var notebook = new TestNotebook();
        var awaiting = notebook.Start("await table.Throw.Task;");
        for (var round = 0; round < 5000; round++)
        {
            var first = notebook.Engine.Comms.RunInCell(() => Task.CompletedTask);
            Thread.SpinWait(round % 500);
            var second = notebook.Engine.Comms.RunInCell(() => Task.CompletedTask);
            await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        Assert.False(awaiting.Outcome.IsCompleted);
        notebook.Toy.Table.Throw.SetResult();
        Assert.IsType<CellOutcome.Success>(await awaiting.Outcome);
    }

    [Fact]
    public async Task Work_that_came_before_a_cell_runs_when_the_cell_awaits()
    {
        using var notebook = new TestNotebook();
        await notebook.Run("1");
        _ = notebook.Start("table.Throw.Task.Wait();");
        var awaiting = notebook.Start("await Task.Delay(Timeout.Infinite);");
        var work = notebook.Engine.Comms.RunInCell(() => Task.CompletedTask);
        notebook.Toy.Table.Throw.SetResult();
        await work.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.False(awaiting.Outcome.IsCompleted);
        notebook.Engine.Interrupt();
        Assert.IsType<CellOutcome.Interrupted>(await awaiting.Outcome);
    }

    [Fact]
    public async Task A_handler_can_wait_for_what_the_cell_does_next()
    {
        using var notebook = new TestNotebook();
        var (output, cell) = notebook.Start("""
            var on = true;
            var finished = new TaskCompletionSource();
            table.Handler = async () => { on = false; await finished.Task; Console.WriteLine("stopped"); };
            Console.WriteLine("measuring");
            while (on) await Task.Delay(1);
            finished.SetResult();
            """);
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        await notebook.Engine.Comms.RunInCell(notebook.Toy.Table.Handler!).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.IsType<CellOutcome.Success>(await cell.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cell_can_wait_for_a_thread_that_sets_a_control_of_a_function()
    {
        using var notebook = new TestNotebook();
        await notebook.Run("var box = new Interactive((int n) => n * n, (0, 10));");
        var (_, cell) = notebook.Start("Task.Run(() => ((IntSlider)box.Controls[\"n\"]).Value = 7).Wait();");
        Assert.IsType<CellOutcome.Success>(await cell.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal("49", await notebook.Value("box.Result"));
    }

    [Fact]
    public void An_answer_to_the_opening_finds_its_handler()
    {
        _host.Sending = (kind, comm) =>
        {
            if (kind == CommMessageKind.Open) _engine.Comms.OnMessage(comm.Id, new CommMessage(new JsonObject { ["method"] = "request_state" }, [], []));
        };
        var slider = new IntSlider(5);
        slider.Open(_engine.Comms);
        Assert.Contains(_host.Sent, m => m.StartsWith("Message jupyter.widget", StringComparison.Ordinal));
    }

    private sealed class RecordingHost : ICommHost
    {
        private int _last;

        public List<string> Sent { get; } = [];

        public Action<CommMessageKind, Comm>? Sending { get; set; }

        public void Send(CommMessageKind kind, Comm comm, JsonObject data, JsonObject metadata, IReadOnlyList<byte[]> buffers)
        {
            Sent.Add($"{kind} {comm.TargetName} {data.ToJsonString()} {metadata.ToJsonString()} {buffers.Count}");
            Sending?.Invoke(kind, comm);
        }

        public string NewId() => $"comm-{++_last}";
    }
}
