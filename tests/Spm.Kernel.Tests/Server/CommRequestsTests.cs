using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Spm.Kernel.Server;
using Spm.Kernel.Sockets;
using Spm.Kernel.Tests.Engine;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Tests.Server;

public sealed class CommRequestsTests : IDisposable
{
    private readonly TestNotebook _notebook = new();
    private readonly MessageCodec _codec = new(new MessageSigner(""));
    private readonly BlockingCollection<string> _states = [];
    private readonly CommRequests _requests;
    private readonly ManualResetEventSlim _begun = new();
    private readonly ManualResetEventSlim _release = new();

    public CommRequestsTests()
    {
        _requests = new CommRequests(_notebook.Engine.Comms, new KernelChannel(_codec, (_, frames) => _states.Add(State(frames))));
        // A front end's message sets off a handler, which begins before the message has been taken wholly.
        _notebook.Engine.Comms.Register("door", (_, _) =>
        {
            _ = _notebook.Engine.Comms.RunInCell(() =>
            {
                _begun.Set();
                _release.Wait(TestContext.Current.CancellationToken);
                return Task.CompletedTask;
            });
            if (!_notebook.Engine.Comms.Handlers.CellRuns) _begun.Wait(TestContext.Current.CancellationToken);
        });
    }

    public void Dispose()
    {
        _notebook.Dispose();
        _states.Dispose();
        _begun.Dispose();
        _release.Dispose();
    }

    [Fact]
    public void Between_cells_the_kernel_is_idle_when_the_handler_has_run_even_one_that_was_quick_to_begin()
    {
        Knock();
        Assert.Equal(["busy"], _states);
        _release.Set();
        Assert.Equal("busy", Next());
        Assert.Equal("idle", Next());
    }

    [Fact]
    public async Task While_a_cell_runs_it_is_idle_at_once()
    {
        await _notebook.Run("1");
        var running = _notebook.Start("Console.WriteLine(1); table.Throw.Task.Wait();");
        await running.Output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        Knock();
        Assert.Equal(["busy", "idle"], _states);
        Assert.False(_begun.IsSet);
        _release.Set();
        _notebook.Toy.Table.Throw.SetResult();
        await running.Outcome;
    }

    private void Knock()
    {
        var message = JupyterMessage.Create("comm_open", "page", null, new CommContent("x", [], "door"), WireJson.Plain.CommContent, []);
        _requests.Receive(new Request(ChannelName.Shell, message));
    }

    private string Next() => _states.TryTake(out var state, 60_000, TestContext.Current.CancellationToken) ? state : "nothing within a minute";

    private static string State(IReadOnlyList<byte[]> frames) =>
        frames.Select(f => Encoding.UTF8.GetString(f)).Where(f => f.StartsWith('{')).Select(f => (string?)JsonNode.Parse(f)!["execution_state"]).FirstOrDefault(s => s is not null) ?? "no state";
}
