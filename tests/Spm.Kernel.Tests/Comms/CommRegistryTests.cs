using System.Text.Json.Nodes;
using Spm.Kernel.Comms;
using Spm.Kernel.Engine;
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

    private sealed class RecordingHost : ICommHost
    {
        private int _last;

        public List<string> Sent { get; } = [];

        public void Send(CommMessageKind kind, Comm comm, JsonObject data, JsonObject metadata, IReadOnlyList<byte[]> buffers) =>
            Sent.Add($"{kind} {comm.TargetName} {data.ToJsonString()} {metadata.ToJsonString()} {buffers.Count}");

        public string NewId() => $"comm-{++_last}";
    }
}
