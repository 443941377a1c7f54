using System.Threading.Channels;
using Spm.Kernel.Language;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>Answers complete, inspect and is_complete, in order, on a worker of its own, so that they work while a cell runs.</summary>
internal sealed class LanguageRequests(LanguageService language, KernelChannel channel)
{
    private readonly Channel<(Request Request, Func<Task> Answer)> _waiting = Channel.CreateUnbounded<(Request, Func<Task>)>();

    public async Task RunAsync()
    {
        await foreach (var (request, answer) in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            channel.PublishStatus(request.Message, "busy");
            try
            {
                await answer().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // A failure inside Roslyn must not end completion for the rest of the session: it is logged and answered.
                await Console.Error.WriteLineAsync($"{request.Message.Type} failed: {e}").ConfigureAwait(false);
                channel.Reply(request, request.ReplyType, new ErrorContent(e.GetType().Name, e.Message, [], "error"), WireJson.Default.ErrorContent);
            }
            channel.PublishStatus(request.Message, "idle");
        }
    }

    public void Add(Request request, CompleteRequest content) => Add(request, async () =>
    {
        var code = content.Code ?? "";
        var list = await language.CompleteAsync(code, CodePoints.ToIndex(code, content.CursorPos), CancellationToken.None).ConfigureAwait(false);
        var (start, end) = (CodePoints.FromIndex(code, list.Start), CodePoints.FromIndex(code, list.End));
        var types = list.Items.Select(i => new CompletionType(i.Text, i.Kind, i.Description, start, end)).ToList();
        channel.Reply(request, "complete_reply", new CompleteReply("ok", [.. list.Items.Select(i => i.Text)], start, end, new CompleteMetadata(types)), WireJson.Default.CompleteReply);
    });

    public void Add(Request request, InspectRequest content) => Add(request, async () =>
    {
        var code = content.Code ?? "";
        var found = await language.InspectAsync(code, CodePoints.ToIndex(code, content.CursorPos), CancellationToken.None).ConfigureAwait(false);
        channel.Reply(request, "inspect_reply", new InspectReply("ok", found is not null, found ?? Nothing, []), WireJson.Default.InspectReply);
    });

    public void Add(Request request, IsCompleteRequest content) => Add(request, () =>
    {
        var answer = language.CompletenessOf(content.Code ?? "");
        channel.Reply(request, "is_complete_reply", new IsCompleteReply(answer.Status, answer.Indent), WireJson.Default.IsCompleteReply);
        return Task.CompletedTask;
    });

    private static readonly Spm.Notebook.MimeBundle Nothing = new("");

    private void Add(Request request, Func<Task> answer) => _waiting.Writer.TryWrite((request, answer));
}
