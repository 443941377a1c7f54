using System.Text.Json;
using Spm.Core.Experiments.Framing;

namespace Spm.Core.Experiments;

public sealed partial class PointJournal
{
    /// <summary>Begins a journal. Its header is on disk when this returns.</summary>
    /// <param name="path">The file. An unfinished header of that name, of a program that was killed at once, is written over; anything else is not.</param>
    /// <param name="header">What run it is.</param>
    /// <exception cref="JournalException">The name is taken, in use, or cannot be written.</exception>
    public static PointJournal Create(string path, JournalHeader header) => Create(path, header, FileMedium.OpenForWriting);

    /// <summary>Opens a journal to continue it. A torn tail is saved into a file beside it, then cut off, which <see cref="Cut"/> tells.</summary>
    /// <exception cref="JournalException">No such file, in use, not a journal, not begun, damaged, or it cannot be written.</exception>
    public static PointJournal Open(string path) => Open(path, FileMedium.OpenForWriting);

    /// <summary>Makes a journal of the points before the damage of another one, which is not changed; it can be resumed.</summary>
    /// <exception cref="JournalException">The old one cannot be read, not even its header; or the new name is taken.</exception>
    public static PointJournal Salvage(string damagedPath, string newPath)
    {
        var contents = JournalReader.Read(damagedPath);
        var journal = Create(newPath, contents.Header);
        foreach (var point in contents.Points) journal.Write(point);
        if (contents.IsComplete) journal.Complete();
        journal.Commit();
        return journal;
    }

    /// <summary>Writes all points, also those the old disk did not take, into a new file and goes on there; the old file stays as it is.</summary>
    /// <exception cref="JournalException">The name is taken or cannot be written; the journal then stays with the old file.</exception>
    public void ContinueIn(string newPath)
    {
        lock (_gate)
        {
            using var copy = Create(newPath, Header);
            foreach (var point in _points) copy.Write(point);
            if (IsComplete) copy.Complete();
            copy.Commit();
            // The copy's file becomes ours; what it disposes is our old one.
            (_medium, copy._medium) = (copy._medium, _medium);
            (Path, _committedEnd, _writtenEnd, _committedRecords, _isBehind) = (copy.Path, copy._committedEnd, copy._writtenEnd, copy._committedRecords, false);
            copy._seal.CopyTo(_seal, 0);
            _uncommitted.Clear();
        }
    }

    internal static PointJournal Create(string path, JournalHeader header, Func<string, bool, IJournalMedium> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(header);
        var medium = open(path, true);
        try
        {
            var before = JournalScan.Of(medium, path);
            if (before.Damage is { } damage) throw JournalErrors.Damaged(path, damage, before.Points.Count);
            if (before.Header is not null) throw JournalErrors.Exists(path, before.Points.Count, before.IsComplete);
            var journal = new PointJournal(path, medium, header);
            journal.Guarded(() =>
            {
                medium.SetLength(0);
                medium.Write(JournalFormat.Magic, 0);
            });
            journal._committedEnd = journal._writtenEnd = JournalFormat.Magic.Length;
            journal.Add(RecordKind.Header, JsonSerializer.SerializeToUtf8Bytes(header, JournalJson.Default.JournalHeader));
            journal.Commit();
            return journal;
        }
        catch (Exception)
        {
            medium.Dispose();
            throw;
        }
    }

    internal static PointJournal Open(string path, Func<string, bool, IJournalMedium> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var medium = open(path, false);
        try
        {
            var scan = JournalScan.Of(medium, path);
            if (scan.Damage is { } damage) throw JournalErrors.Damaged(path, damage, scan.Points.Count);
            var journal = new PointJournal(path, medium, scan.Header ?? throw JournalErrors.NotBegun(path));
            journal._points.AddRange(scan.Points);
            scan.Seal.CopyTo(journal._seal, 0);
            journal.IsComplete = scan.IsComplete;
            journal._committedEnd = journal._writtenEnd = scan.End;
            journal._committedRecords = 1 + scan.Points.Count + (scan.IsComplete ? 1 : 0);
            journal.Guarded(() =>
            {
                journal.Cut = TornTail.Cut(medium, path, scan.End);
                // What a killed program had only handed to the operating system is about to be used.
                medium.Flush();
            });
            return journal;
        }
        catch (Exception)
        {
            medium.Dispose();
            throw;
        }
    }
}
