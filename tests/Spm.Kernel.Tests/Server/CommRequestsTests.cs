using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Spm.Kernel.Server;
using Spm.Kernel.Sockets;
using Spm.Kernel.Tests.Engine;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Tests.Server;

public sealed class CommRequestsTests : IDisposable
{
    private readonly TestNotebook _notebook = new();
    private readonly MessageCodec _codec = new(new MessageSigner(""));
    private readonly Channel<string> _states = Channel.CreateUnbounded<string>();
    private readonly CommRequests _requests;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CommRequestsTests()
    {
        _requests = new CommRequests(_notebook.Engine.Comms, new KernelChannel(_codec, (_, frames) => _states.Writer.TryWrite(State(frames))));
        // A front end's message sets off a handler, which begins before the message has been taken wholly.
        _notebook.Engine.Comms.Register("door", (_, _) =>
        {
            _ = _notebook.Engine.Comms.RunInCell(() =>
            {
                _begun.SetResult();
                return _release.Task;
            });
            if (!_notebook.Engine.Comms.Handlers.CellRuns) _begun.Task.Wait(TestContext.Current.CancellationToken);
        });
    }

    public void Dispose() => _notebook.Dispose();

    [Fact]
    public async Task Between_cells_the_kernel_is_idle_when_the_handler_has_run_even_one_that_was_quick_to_begin()
    {
        Knock();
        Assert.Equal("busy", await Next());
        Assert.Equal(0, _states.Reader.Count);
        _release.SetResult();
        Assert.Equal("idle", await Next());
    }

    [Fact]
    public async Task While_a_cell_runs_it_is_idle_at_once()
    {
        await _notebook.Run("1");
        var running = _notebook.Start("Console.WriteLine(1); table.Throw.Task.Wait();");
        await running.Output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        Knock();
        Assert.Equal("busy", await Next());
        Assert.Equal("idle", await Next());
        Assert.False(_begun.Task.IsCompleted);
        _release.SetResult();
        _notebook.Toy.Table.Throw.SetResult();
        await running.Outcome;
        await _begun.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private void Knock()
    {
        var message = JupyterMessage.Create("comm_open", "page", null, new CommContent("x", [], "door"), WireJson.Plain.CommContent, []);
        _requests.Receive(new Request(ChannelName.Shell, message));
    }

    private Task<string> Next() => _states.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    private static string State(IReadOnlyList<byte[]> frames) =>
        frames.Select(f => Encoding.UTF8.GetString(f)).Where(f => f.StartsWith('{')).Select(f => (string?)JsonNode.Parse(f)!["execution_state"]).FirstOrDefault(s => s is not null) ?? "no state";
}
