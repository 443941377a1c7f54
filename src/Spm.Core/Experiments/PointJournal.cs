using System.Buffers.Binary;
using System.Security.Cryptography;
using Spm.Core.Experiments.Framing;

namespace Spm.Core.Experiments;

/// <summary>
/// The journal of one run: a file that only grows, in which every measured point is on disk and sealed before anybody uses it. A killed program loses at most the
/// point it was measuring, a machine that loses its power at most the points that were not yet committed. One process at a time writes it.
/// All points are in memory too (<see cref="Points"/>), so that a full disk takes nothing away. Safe for several threads.
/// </summary>
/// <remarks>The layout of the file is described at <c>Framing/JournalFormat.cs</c> and in <c>docs/journal.md</c>.</remarks>
public sealed partial class PointJournal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<JournalPoint> _points = [];
    private readonly List<byte[]> _uncommitted = [];
    private readonly byte[] _seal = JournalFormat.FirstSeal();
    private IJournalMedium _medium;
    private long _committedEnd;
    private long _writtenEnd;
    private long _committedRecords;
    private bool _isBehind;

    private PointJournal(string path, IJournalMedium medium, JournalHeader header) => (Path, _medium, Header) = (path, medium, header);

    /// <summary>The file.</summary>
    public string Path { get; private set; }

    /// <summary>What it begins with.</summary>
    public JournalHeader Header { get; }

    /// <summary>Every point, also one that could not be written; a copy of the list as it is now.</summary>
    public IReadOnlyList<JournalPoint> Points
    {
        get
        {
            lock (_gate) return [.. _points];
        }
    }

    /// <summary>How many points there are.</summary>
    public long Count
    {
        get
        {
            lock (_gate) return _points.Count;
        }
    }

    /// <summary>One point, without a copy of all.</summary>
    internal JournalPoint At(long index)
    {
        lock (_gate) return _points[(int)index];
    }

    /// <summary>How many of them are known to be on disk.</summary>
    public long CommittedCount
    {
        get
        {
            lock (_gate) return Math.Clamp(_committedRecords - 1, 0, _points.Count);
        }
    }

    /// <summary>True when the run came to its end; nothing can be added then.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What was cut off when it was opened; null when nothing was.</summary>
    public JournalTail? Cut { get; private set; }

    /// <summary>Adds a point: it is in memory, and with the operating system, when this returns; on disk after <see cref="Commit"/>.</summary>
    /// <exception cref="ArgumentException">It is not the next point, or has another number of coordinates than the plan.</exception>
    /// <exception cref="JournalException">The disk is full. The point is kept in memory; see <see cref="Commit"/> and <see cref="ContinueIn"/>.</exception>
    public void Write(JournalPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        lock (_gate)
        {
            if (IsComplete) throw new ArgumentException($"The run in {Path} is complete; point {point.Index} cannot be added.");
            if (point.Index != _points.Count) throw new ArgumentException($"The next point is number {_points.Count}, got number {point.Index}.");
            if (point.Coordinates.Length != Header.Plan.Coordinates.Count)
                throw new ArgumentException($"A point of this run has {Header.Plan.Coordinates.Count} coordinates ({string.Join(", ", Header.Plan.Coordinates.Select(c => c.Name))}), point {point.Index} has {point.Coordinates.Length}.");
            var content = PointCodec.Encode(point);
            // What is used is what is on disk, also when the measuring function fills the same array again for the next point.
            _points.Add(PointCodec.TryDecode(content) ?? throw new ArgumentException($"Point {point.Index} cannot be written: a value has a name that is no text."));
            Add(RecordKind.Point, content);
        }
    }

    /// <summary>Returns when every point is on disk. Several points that were written since the last time share the wait. After an error it tries again.</summary>
    /// <exception cref="JournalException">The disk is full or broken; all points are kept in memory.</exception>
    public void Commit()
    {
        lock (_gate)
        {
            if (_uncommitted.Count == 0) return;
            Guarded(() =>
            {
                // After a failed flush nobody knows which pages reached the disk; everything since the last good one is written again.
                if (_isBehind) WriteAgain();
                _medium.Flush();
            });
            (_committedEnd, _isBehind) = (_writtenEnd, false);
            _committedRecords += _uncommitted.Count;
            _uncommitted.Clear();
        }
    }

    /// <summary>Notes that the run has come to its end, on disk.</summary>
    /// <exception cref="JournalException">As <see cref="Commit"/>.</exception>
    public void Complete()
    {
        lock (_gate)
        {
            if (!IsComplete)
            {
                IsComplete = true;
                var count = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(count, _points.Count);
                Add(RecordKind.End, count);
            }

            Commit();
        }
    }

    /// <summary>SHA-256 over the points' content: two runs with the same digest have the same points, bit for bit.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var point in Points) hash.AppendData(PointCodec.Encode(point));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Closes the file and gives it free. Writes nothing: what could not be written before is still in <see cref="Points"/>.</summary>
    public void Dispose() => _medium.Dispose();

    private void Add(RecordKind kind, byte[] content)
    {
        var sequence = _committedRecords + _uncommitted.Count;
        _uncommitted.Add(JournalFormat.Encode(kind, sequence, _committedRecords, content, _seal));
        Guarded(() =>
        {
            if (_isBehind)
            {
                WriteAgain();
                return;
            }

            _medium.Write(_uncommitted[^1], _writtenEnd);
            _writtenEnd += _uncommitted[^1].Length;
        });
    }

    private void WriteAgain()
    {
        _writtenEnd = _committedEnd;
        foreach (var record in _uncommitted)
        {
            _medium.Write(record, _writtenEnd);
            _writtenEnd += record.Length;
        }
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException and not JournalException or UnauthorizedAccessException)
        {
            _isBehind = true;
            throw JournalErrors.CannotWrite(Path, CommittedCount, _points.Count - CommittedCount, e);
        }
    }
}
