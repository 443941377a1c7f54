using System.Buffers.Binary;
using System.Text.Json;

namespace Spm.Core.Experiments.Framing;

/// <summary>
/// Goes through the bytes of a journal. Where a record is not whole there are two cases. Either it was being written when the program or the machine died, so that
/// nothing that was promised to be on disk lies at or behind it: a torn tail, which may be cut. Or a later record says that it had been on disk:
/// then something else has changed the file, and nothing may be cut.
/// </summary>
internal sealed class JournalScan
{
    private readonly IJournalMedium _medium;
    private readonly List<JournalPoint> _points = [];

    private JournalScan(IJournalMedium medium) => _medium = medium;

    /// <summary>The header; null when it is not whole.</summary>
    public JournalHeader? Header { get; private set; }

    /// <summary>The points before the first record that is not whole.</summary>
    public List<JournalPoint> Points => _points;

    /// <summary>Whether the end record is there.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The first damaged place; null when there is none.</summary>
    public JournalDamage? Damage { get; private set; }

    /// <summary>First byte behind the last whole record.</summary>
    public long End { get; private set; }

    /// <summary>Checksum of the last whole record.</summary>
    public byte[] Seal { get; } = JournalFormat.FirstSeal();

    private long Sequence => Header is null ? 0 : _points.Count + (IsComplete ? 2 : 1);

    /// <summary>Reads everything.</summary>
    /// <exception cref="JournalException">The file is something else than a journal.</exception>
    public static JournalScan Of(IJournalMedium medium, string path)
    {
        var scan = new JournalScan(medium);
        Span<byte> magic = stackalloc byte[JournalFormat.Magic.Length];
        var read = magic[..medium.Read(magic, 0)];
        if (!JournalFormat.Magic.StartsWith(read)) throw JournalErrors.Foreign(path, read.Length == magic.Length && read[..6].SequenceEqual(JournalFormat.Magic[..6]));
        if (read.Length < magic.Length) return scan;
        scan.End = magic.Length;
        while (!scan.IsComplete && scan.TryTake())
        {
        }

        if (scan.End < medium.Length) scan.FindDamage();
        return scan;
    }

    /// <summary>Takes the record at <see cref="End"/>; false when it is not whole.</summary>
    private bool TryTake()
    {
        Span<byte> bytes = stackalloc byte[RecordHead.Bytes];
        if (_medium.Read(bytes, End) < bytes.Length || !RecordHead.TryDecode(bytes, out var head) || head.Sequence != Sequence) return false;
        if (JournalFormat.RecordBytes(head.Length) > _medium.Length - End) return false;
        var record = new byte[JournalFormat.RecordBytes(head.Length)];
        if (_medium.Read(record, End) < record.Length) return false;
        Span<byte> seal = stackalloc byte[JournalFormat.SealBytes];
        var sealedBytes = record.AsSpan(0, RecordHead.Bytes + head.Length);
        JournalFormat.Seal(Seal, sealedBytes, seal);
        if (!seal.SequenceEqual(record.AsSpan(sealedBytes.Length)) || !TryUse(head, sealedBytes[RecordHead.Bytes..])) return false;
        seal.CopyTo(Seal);
        End += record.Length;
        return true;
    }

    private bool TryUse(RecordHead head, ReadOnlySpan<byte> content)
    {
        switch (head.Kind)
        {
            case RecordKind.Header when Header is null:
                return (Header = Decode(content)) is not null;
            case RecordKind.Point when Header is not null && PointCodec.TryDecode(content) is { } point && point.Index == _points.Count:
                _points.Add(point);
                return true;
            case RecordKind.End when Header is not null && content.Length == sizeof(long) && BinaryPrimitives.ReadInt64LittleEndian(content) == _points.Count:
                return IsComplete = true;
            default:
                return false;
        }
    }

    private static JournalHeader? Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, JournalJson.Default.JournalHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Looks behind the record that is not whole for one that says it had been on disk.</summary>
    private void FindDamage()
    {
        var buffer = new byte[1 << 20];
        for (long at = End + 1; at + RecordHead.Bytes <= _medium.Length; at += buffer.Length - RecordHead.Bytes + 1)
        {
            var read = buffer.AsSpan(0, _medium.Read(buffer, at));
            for (var k = 0; k + RecordHead.Bytes <= read.Length; k++)
            {
                var next = read[k..].IndexOf(RecordHead.Marker);
                if (next < 0) break;
                k += next;
                if (!RecordHead.TryDecode(read[k..], out var head) || head.OnDisk <= Sequence) continue;
                Damage = new JournalDamage(End, Sequence, at + k);
                return;
            }
        }
    }
}
