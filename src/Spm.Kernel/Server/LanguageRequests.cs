using System.Threading.Channels;
using Spm.Kernel.Language;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Server;

/// <summary>
/// Answers complete, inspect and is_complete, each kind on a worker of its own, so that they work while a cell runs and do not wait for
/// one another. Of completions only the newest counts: one that still waits is answered with nothing as soon as another arrives.
/// </summary>
internal sealed class LanguageRequests(LanguageService language, KernelChannel channel)
{
    /// <summary>Longer than JupyterLab waits for proposals, which is a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The first answers have to load the compiler's services.</summary>
    private static readonly TimeSpan PatienceAtFirst = TimeSpan.FromSeconds(12);

    private readonly NewestFirst<(Request Request, CompleteRequest Content)> _completions = new();
    private readonly Channel<(Request Request, InspectRequest Content)> _inspections = Channel.CreateUnbounded<(Request, InspectRequest)>();
    private readonly Channel<(Request Request, IsCompleteRequest Content)> _checks = Channel.CreateUnbounded<(Request, IsCompleteRequest)>();
    private static readonly Task Never = new TaskCompletionSource().Task;

    public Task RunAsync() => Task.WhenAll(Task.Run(CompleteAllAsync), Task.Run(InspectAllAsync), Task.Run(CheckAllAsync));

    /// <summary>Adds a request; called on the socket thread.</summary>
    public void Add(Request request, CompleteRequest content)
    {
        if (_completions.Put((request, content)) is { } obsolete)
            Answer(obsolete.Request, () => Reply(obsolete.Request, obsolete.Content, Nothing(obsolete.Content)));
    }

    /// <summary>Adds a request; called on the socket thread.</summary>
    public void Add(Request request, InspectRequest content) => _inspections.Writer.TryWrite((request, content));

    /// <summary>Adds a request; called on the socket thread.</summary>
    public void Add(Request request, IsCompleteRequest content) => _checks.Writer.TryWrite((request, content));

    private async Task CompleteAllAsync()
    {
        while (true)
        {
            var ((request, content), newer) = await _completions.TakeAsync().ConfigureAwait(false);
            await AnswerAsync(request, async () => Reply(request, content, await CompleteAsync(content, newer).ConfigureAwait(false))).ConfigureAwait(false);
        }
    }

    private async Task InspectAllAsync()
    {
        await foreach (var (request, content) in _inspections.Reader.ReadAllAsync().ConfigureAwait(false))
            await AnswerAsync(request, async () =>
            {
                var code = content.Code ?? "";
                var found = await InTimeAsync(c => language.InspectAsync(code, CodePoints.ToIndex(code, content.CursorPos), c, content.DetailLevel > 0), Never, () => null).ConfigureAwait(false);
                channel.Reply(request, "inspect_reply", new InspectReply("ok", found is not null, found ?? new Spm.Notebook.MimeBundle(""), []), WireJson.Plain.InspectReply);
            }).ConfigureAwait(false);
    }

    private async Task CheckAllAsync()
    {
        await foreach (var (request, content) in _checks.Reader.ReadAllAsync().ConfigureAwait(false))
            Answer(request, () =>
            {
                var answer = language.CompletenessOf(content.Code ?? "");
                channel.Reply(request, "is_complete_reply", new IsCompleteReply(answer.Status, answer.Indent), WireJson.Plain.IsCompleteReply);
            });
    }

    private Task<CellCompletions> CompleteAsync(CompleteRequest content, Task newer)
    {
        var code = content.Code ?? "";
        var cursor = CodePoints.ToIndex(code, content.CursorPos);
        return InTimeAsync(c => language.CompleteAsync(code, cursor, c), newer, () => newer.IsCompleted ? Nothing(content) : language.NamesAt(code, cursor));
    }

    /// <summary>The answer, or another one when time is up or a newer request has come. What does not look at its token then goes on in the background, and its end is not waited for.</summary>
    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> answer, Task newer, Func<T> otherwise)
    {
        using var limit = new CancellationTokenSource(language.IsWarm ? Patience : PatienceAtFirst);
        var work = Task.Run(() => answer(limit.Token));
        await Task.WhenAny(work, newer, Task.Delay(Timeout.Infinite, limit.Token)).ConfigureAwait(false);
        if (!work.IsCompleted) await limit.CancelAsync().ConfigureAwait(false);
        if (!work.IsCompleted || work.IsCanceled) return otherwise();
        return await work.ConfigureAwait(false);
    }

    private static CellCompletions Nothing(CompleteRequest content)
    {
        var cursor = CodePoints.ToIndex(content.Code ?? "", content.CursorPos);
        return new CellCompletions(cursor, cursor, []);
    }

    private void Reply(Request request, CompleteRequest content, CellCompletions list)
    {
        var code = content.Code ?? "";
        var (start, end) = (CodePoints.FromIndex(code, list.Start), CodePoints.FromIndex(code, list.End));
        var types = list.Items.Select(i => new CompletionType(i.Text, i.Kind, i.Description, start, end)).ToList();
        channel.Reply(request, "complete_reply", new CompleteReply("ok", [.. list.Items.Select(i => i.Text)], start, end, new CompleteMetadata(types)), WireJson.Plain.CompleteReply);
    }

    private void Answer(Request request, Action answer) => AnswerAsync(request, () =>
    {
        answer();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    private async Task AnswerAsync(Request request, Func<Task> answer)
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
            channel.Reply(request, request.ReplyType, new ErrorContent(e.GetType().Name, e.Message, [], "error"), WireJson.Plain.ErrorContent);
        }
        channel.PublishStatus(request.Message, "idle");
    }
}
