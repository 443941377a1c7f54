using System.Security.Cryptography;

namespace Spm.Core.Experiments.Framing;

/// <summary>
/// The file of a journal: the 8 bytes <c>SPMJRN01</c> (the digits are the version), then records. A record is a head (<see cref="RecordHead"/>), its content,
/// and 32 bytes SHA-256 of (the SHA-256 of the record before, head, content); before the first record stands the SHA-256 of the 8 bytes. So no record
/// can be changed, left out, or come from another journal without being found out. Record 0 is the header, then come the points,
/// and an end record when the run is complete.
/// </summary>
internal static class JournalFormat
{
    /// <summary>Bytes of the checksum after each record.</summary>
    public const int SealBytes = SHA256.HashSizeInBytes;

    /// <summary>Most bytes of one record's content.</summary>
    public const int LargestContent = 1 << 30;

    /// <summary>First bytes of a journal.</summary>
    public static ReadOnlySpan<byte> Magic => "SPMJRN01"u8;

    /// <summary>What stands for the record before the first.</summary>
    public static byte[] FirstSeal() => SHA256.HashData(Magic);

    /// <summary>Bytes of a record with so much content.</summary>
    public static long RecordBytes(long content) => RecordHead.Bytes + content + SealBytes;

    /// <summary>A whole record.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="onDisk">Records flushed before.</param>
    /// <param name="content">Its content.</param>
    /// <param name="seal">The checksum of the record before; that of this one after the call.</param>
    public static byte[] Encode(RecordKind kind, long sequence, long onDisk, ReadOnlySpan<byte> content, Span<byte> seal)
    {
        var record = new byte[RecordBytes(content.Length)];
        new RecordHead(kind, sequence, onDisk, content.Length).Encode(record);
        content.CopyTo(record.AsSpan(RecordHead.Bytes));
        Seal(seal, record.AsSpan(0, RecordHead.Bytes + content.Length), seal);
        seal.CopyTo(record.AsSpan(RecordHead.Bytes + content.Length));
        return record;
    }

    /// <summary>SHA-256 of (checksum before, head and content).</summary>
    public static void Seal(ReadOnlySpan<byte> before, ReadOnlySpan<byte> headAndContent, Span<byte> seal)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(headAndContent);
        hash.GetHashAndReset(seal);
    }
}
