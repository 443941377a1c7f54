using System.Globalization;
using System.Text;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>
/// Everything a cell shows, in order. Text of the streams is gathered for up to <see cref="FlushAfter"/> or <see cref="FlushAtCharacters"/>,
/// so that ten thousand lines are a few messages, and goes out before anything else does.
/// </summary>
internal sealed class OrderedOutput(ICellOutput sink)
{
    /// <summary>How long text may wait.</summary>
    public static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>How much text may wait.</summary>
    public const int FlushAtCharacters = 1 << 18;

    /// <summary>
    /// Text of one cell that is shown. Beyond it no front end scrolls, and what cannot be sent fast enough would fill the memory.
    /// </summary>
    public const long MostCharacters = 64L << 20;

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private StreamName _name;
    private bool _timerSet;
    private long _sentAt = Environment.TickCount64 - (long)FlushAfter.TotalMilliseconds;
    private long _written;
    private long _dropped;

    public ICellOutput Sink => sink;

    public void Write(StreamName name, ReadOnlySpan<char> text, bool endLine = false)
    {
        lock (_gate)
        {
            if (_written >= MostCharacters)
            {
                _dropped += text.Length;
                return;
            }
            _written += text.Length;
            if (name != _name && _text.Length > 0) FlushLocked();
            _name = name;
            _text.Append(text);
            if (endLine) _text.Append('\n');
            if (_text.Length >= FlushAtCharacters)
            {
                FlushLocked();
            }
            else if (!_timerSet && endLine && Environment.TickCount64 - _sentAt >= FlushAfter.TotalMilliseconds)
            {
                // A line after a pause is shown at once; of the many after it, what comes in one moment goes together.
                FlushLocked();
            }
            else if (!_timerSet && _text.Length > 0)
            {
                _timerSet = true;
                FlushLater();
            }
        }
    }

    /// <summary>Sends what waits, then whatever <paramref name="send"/> sends, with nothing in between.</summary>
    public void Send(Action<ICellOutput> send)
    {
        lock (_gate)
        {
            FlushLocked();
            send(sink);
        }
    }

    public void Flush()
    {
        lock (_gate) FlushLocked();
    }

    /// <summary>The cell has ended: sends what waits, and says what was left out.</summary>
    public void End()
    {
        lock (_gate)
        {
            FlushLocked();
            if (_dropped > 0) sink.Stream(StreamName.Stderr, Left());
            _dropped = 0;
        }
    }

    private string Left() => string.Create(CultureInfo.InvariantCulture,
        $"\nThe cell wrote more text than a notebook can hold: the first {MostCharacters >> 20} million characters are shown, {_dropped:#,0} more were dropped. Write much text to a file: File.WriteAllText(\"out.txt\", text).\n");

    public void Display(MimeBundle bundle, string? displayId) => Send(s => s.Display(bundle, displayId));

    private void FlushLocked()
    {
        if (_text.Length == 0) return;
        // Half of a character waits for its other half, unless it is all there is.
        var half = _text.Length > 1 && char.IsHighSurrogate(_text[^1]) ? _text[^1] : (char?)null;
        var text = _text.ToString(0, _text.Length - (half is null ? 0 : 1));
        _text.Clear();
        if (half is { } character) _text.Append(character);
        _sentAt = Environment.TickCount64;
        sink.Stream(_name, text);
    }

    private void FlushLater()
    {
        // The delay must not carry the cell's execution context: it belongs to nobody.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Delay(FlushAfter).ContinueWith(_ => OnTime(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void OnTime()
    {
        lock (_gate)
        {
            _timerSet = false;
            FlushLocked();
        }
    }
}
