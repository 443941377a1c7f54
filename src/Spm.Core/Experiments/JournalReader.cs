using Spm.Core.Experiments.Framing;

namespace Spm.Core.Experiments;

/// <summary>Reads a journal without changing it: also one that is damaged, one on a read-only disk, one that was cut short.</summary>
public static class JournalReader
{
    /// <summary>Reads all that is whole. A damaged place is told in <see cref="JournalContents.Damage"/>; the points before it are given.</summary>
    /// <exception cref="JournalException">No such file, not a journal, just being written, or not even its header is whole.</exception>
    public static JournalContents Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var medium = FileMedium.OpenForReading(path);
        var scan = JournalScan.Of(medium, path);
        if (scan.Header is not { } header) throw scan.Damage is { } damage ? JournalErrors.Damaged(path, damage, 0) : JournalErrors.NotBegun(path);
        var tail = scan.Damage is null && scan.End < medium.Length ? new JournalTail(scan.End, medium.Length - scan.End, null) : null;
        return new JournalContents(header, scan.Points, scan.IsComplete, tail, scan.Damage);
    }
}
