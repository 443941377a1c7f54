using System.Text.Json;
using System.Text.Json.Nodes;
using Spm.Kernel.Comms;
using Spm.Kernel.Widgets;
using Spm.Kernel.Widgets.Model;
using Spm.Notebook;

namespace Spm.Kernel.Live;

/// <summary>
/// One channel, carried by two hidden widgets, because a widget manager is what every front end has: the figure's script writes questions as JSON into a
/// text field, whose changes come here; answers go into an HTML widget, whose element the script watches. The fields are found by their CSS classes.
/// </summary>
internal sealed class LiveBridge : IDisposable
{
    /// <summary>After this long without an answer the last one is taken back: front ends save the state of widgets in the notebook.</summary>
    private static readonly TimeSpan AnswerStays = TimeSpan.FromSeconds(2);

    private readonly LiveAnswer _answer;
    private readonly Action<LiveBridge> _ended;
    private readonly QuestionQueue _questions = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _writing = new();
    private readonly Timer _forget;
    private readonly TimeSpan _answerStays;
    private readonly Text _asked;
    private readonly HTML _answered = new();
    private readonly Box _box;
    private int _busy;
    private bool _closed;

    public LiveBridge(CommRegistry comms, string id, LiveAnswer answer, Action<LiveBridge> ended, TimeSpan? answerStays = null)
    {
        (_answer, _ended, _answerStays) = (answer, ended, answerStays ?? AnswerStays);
        _asked = new() { Classes = [$"spm-live-{id}-ask"], Program = Receive, Tabbable = false };
        _answered.Classes = [$"spm-live-{id}-answer"];
        _box = new Box(_asked, _answered) { Layout = new Layout { Display = "none" } };
        // Nobody may be kept alive by the timer's memory of the cell that opened the channel.
        using (ExecutionContext.SuppressFlow()) _forget = new Timer(_ => Write(""), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // No words: where there are no widgets, nothing should be seen either.
        Channel = new(id, WidgetView.Of(_box, comms, new MimeBundle("")), Dispose, _closing.Token);
    }

    public LiveChannel Channel { get; }

    /// <summary>The widgets, for tests.</summary>
    internal (Text Asked, HTML Answered) Fields => (_asked, _answered);

    /// <summary>Tells the figure why nobody answers any more, and closes the channel.</summary>
    public void Retire(string why)
    {
        Write(new JsonObject { ["closed"] = why }.ToJsonString());
        Dispose();
    }

    public void Dispose()
    {
        lock (_writing)
        {
            if (_closed) return;
            _closed = true;
            _forget.Dispose();
            foreach (var widget in (Widget[])[_box, _asked, _answered, _box.Layout, _asked.Layout, _answered.Layout, _asked.Style, _answered.Style]) widget.Close();
        }
        // Outside the lock: what waits for this may ask something of the channel.
        _closing.Cancel();
        _ended(this);
    }

    private void Receive(string text)
    {
        try
        {
            if (!_questions.Add(text)) return;
        }
        catch (JsonException e)
        {
            Console.Error.WriteLine($"A question of a figure is not JSON: {e.Message}");
            return;
        }
        if (Interlocked.Exchange(ref _busy, 1) != 0) return;
        // Not on the pool, which a cell may have filled with waiting; without the cell's context, to which it does not belong.
        new Thread(AnswerAll) { IsBackground = true, Name = "live figure" }.UnsafeStart();
    }

    private void AnswerAll()
    {
        do
        {
            while (!_closing.IsCancellationRequested && _questions.Take() is { } question) Answer(question);
            Volatile.Write(ref _busy, 0);
        }
        while (!_closing.IsCancellationRequested && !_questions.IsEmpty && Interlocked.Exchange(ref _busy, 1) == 0);
    }

    private void Answer(JsonObject question)
    {
        JsonObject answer;
        try
        {
            answer = _answer(question, _closing.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // Whatever the extension's code throws: the figure says it, the log has where it was.
            Console.Error.WriteLine($"A figure's question {question.ToJsonString()} failed: {e}");
            answer = new JsonObject { ["error"] = e.Message };
        }
        (answer["n"], answer["page"]) = (question["n"]?.DeepClone(), question["page"]?.DeepClone());
        // The encoder escapes < and &: the text is the same whether it is read as HTML or not.
        Write(answer.ToJsonString());
    }

    /// <summary>Sends at once: of two answers within the widget's rest the first would be lost.</summary>
    private void Write(string text)
    {
        lock (_writing)
        {
            if (_closed) return;
            _answered.Value = text;
            _answered.Flush();
            if (text.Length > 0) _forget.Change(_answerStays, Timeout.InfiniteTimeSpan);
        }
    }
}
