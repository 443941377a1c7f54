using System.Buffers.Binary;
using Spm.Core.IO.FitFiles;

namespace Spm.Core.Experiments.Framing;

/// <summary>
/// The 32 bytes before a record's content, little-endian: the marker <c>SPMR</c>, int32 kind, int64 sequence number, int64 number of records
/// that were known to be on disk when this one was written, int32 length of the content, uint32 CRC-32C of these 28 bytes (so that a length is
/// believed only when it is right).
/// </summary>
/// <param name="Kind">What the record holds.</param>
/// <param name="Sequence">Its number from 0.</param>
/// <param name="OnDisk">Records that had been flushed to disk before it was written.</param>
/// <param name="Length">Bytes of content.</param>
internal readonly record struct RecordHead(RecordKind Kind, long Sequence, long OnDisk, int Length)
{
    /// <summary>Bytes of a head.</summary>
    public const int Bytes = 32;

    /// <summary>First bytes of every record, by which records after a damaged place are found.</summary>
    public static ReadOnlySpan<byte> Marker => "SPMR"u8;

    /// <summary>Writes the head.</summary>
    public void Encode(Span<byte> to)
    {
        Marker.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], (int)Kind);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], OnDisk);
        BinaryPrimitives.WriteInt32LittleEndian(to[24..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(to[28..], Checksum.Of(to[..28]));
    }

    /// <summary>Reads a head; false when these bytes are none.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> from, out RecordHead head)
    {
        head = default;
        if (from.Length < Bytes || !from[..4].SequenceEqual(Marker) || BinaryPrimitives.ReadUInt32LittleEndian(from[28..]) != Checksum.Of(from[..28])) return false;
        head = new(
            (RecordKind)BinaryPrimitives.ReadInt32LittleEndian(from[4..]), BinaryPrimitives.ReadInt64LittleEndian(from[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[16..]), BinaryPrimitives.ReadInt32LittleEndian(from[24..]));
        return head.Length >= 0 && head.Sequence >= 0 && head.OnDisk >= 0 && head.OnDisk <= head.Sequence;
    }
}
