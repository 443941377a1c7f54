namespace Spm.Core.Experiments;

/// <summary>A journal that cannot be used as was asked: what is wrong, what became of the points, what can be done.</summary>
public sealed class JournalException : IOException
{
    internal JournalException(JournalFault fault, string path, string message, long? offset = null, Exception? innerException = null)
        : base($"{path}: {message}", innerException) => (Fault, Path, Offset) = (fault, path, offset);

    /// <summary>What kind of trouble it is.</summary>
    public JournalFault Fault { get; }

    /// <summary>The journal.</summary>
    public string Path { get; }

    /// <summary>Byte at which the trouble begins; null when it has no place.</summary>
    public long? Offset { get; }
}
