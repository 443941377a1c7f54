namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>What the emulator did, line by line; the newest thousand are kept.</summary>
internal sealed class EmulatorLog
{
    private const int Kept = 1000;
    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();

    /// <summary>Raised for each line, on the thread that wrote it.</summary>
    public event Action<string>? Written;

    /// <summary>The lines that are kept, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock) return [.. _lines];
        }
    }

    /// <summary>Adds a line.</summary>
    public void Write(string line)
    {
        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept) _lines.Dequeue();
        }
        Written?.Invoke(line);
    }
}
