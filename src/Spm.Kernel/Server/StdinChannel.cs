using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>Questions to the person, and their answers. One question at a time: a cell that asks waits.</summary>
internal sealed class StdinChannel(KernelChannel channel)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<string>? _waiting;

    public async Task<string> AskAsync(JupyterMessage request, InputRequest question, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_waiting is not null) throw new InvalidOperationException("Another thread of the cell is already waiting for an answer; ask one thing at a time.");
            _waiting = answer;
        }
        try
        {
            channel.AskInput(request, question);
            return await answer.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _waiting = null;
        }
    }

    /// <summary>An <c>input_reply</c> arrived; one that nobody waits for is dropped.</summary>
    public void Answer(InputReply reply)
    {
        lock (_gate) _waiting?.TrySetResult(reply.Value ?? "");
    }
}
