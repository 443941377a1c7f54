using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Spm.Core.IO.FitFiles;

/// <summary>
/// The finished blocks of a fit that is under way, in a file beside the target. Every block goes to the operating system as soon as it is
/// done, so that a killed program loses only the blocks it was working on. One process at a time holds the file.
/// </summary>
/// <remarks>
/// Layout, little-endian: the 8 bytes <c>SPMFIT01</c>; int32 length and uint32 CRC-32C of the header; the header, a JSON object of texts
/// (<see cref="FitIdentity"/> and the pixels per block). Then records: int64 block, int32 fits, int32 length of the rows, int32 flags (1: points
/// were left out, 2: costs are known), uint32 CRC-32C of the rows, uint32 CRC-32C of these 24 bytes; the rows (<see cref="FitBlock.Encode"/>). What follows the last whole record is torn and is cut off.
/// </remarks>
internal sealed class PartialFit : IDisposable
{
    private const int PrefixBytes = 16, RecordBytes = 28, LargestHeader = 1 << 24, ExcludedFlag = 1, CostFlag = 2;
    private const string PixelsKey = "pixels per block";

    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (long Offset, int Bytes, int Fits)> _blocks = [];
    private long _end;

    private PartialFit(string path, SafeFileHandle file, int pixelsPerBlock) => (Path, _file, PixelsPerBlock) = (path, file, pixelsPerBlock);

    /// <summary>The name of the partial file of a target.</summary>
    public static string PathOf(string target) => System.IO.Path.GetFullPath(target) + ".partial";

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Pixels in every block but the last.</summary>
    public int PixelsPerBlock { get; private set; }

    /// <summary>Number of finished blocks.</summary>
    public int FinishedCount => _blocks.Count;

    /// <summary>True when a finished block leaves out a point.</summary>
    public bool HasExcluded { get; private set; }

    /// <summary>True when a finished block knows a cost.</summary>
    public bool HasCost { get; private set; }

    /// <summary>Number of finished fits.</summary>
    public long FinishedFits => _blocks.Values.Sum(b => (long)b.Fits);

    private static ReadOnlySpan<byte> Magic => "SPMFIT01"u8;

    /// <summary>Opens the partial file of a target, or begins one; what an earlier run finished is kept when it was the same fit.</summary>
    /// <param name="target">The file of the result.</param>
    /// <param name="identity">What fit it is.</param>
    /// <param name="pixelsPerBlock">For a new file; an old one keeps its own.</param>
    /// <param name="restart">Forget what an earlier run finished.</param>
    /// <exception cref="DataFileException">Another process is at it, it belongs to another fit, or it cannot be made.</exception>
    public static PartialFit Open(string target, IReadOnlyList<(string Name, string Value)> identity, int pixelsPerBlock, bool restart)
    {
        var path = PathOf(target);
        var partial = new PartialFit(path, PartialFileErrors.Lock(path, target), pixelsPerBlock);
        try
        {
            if (restart || !partial.TryContinue(identity, target)) partial.Begin(identity);
            return partial;
        }
        catch (Exception)
        {
            partial.Dispose();
            throw;
        }
    }

    /// <summary>True when a block is finished.</summary>
    public bool Contains(long block) => _blocks.ContainsKey(block);

    /// <summary>Adds a finished block; safe for several threads.</summary>
    /// <exception cref="DataFileException">The disk is full.</exception>
    public void Append(long block, FitBlock rows, byte[] scratch)
    {
        var bytes = rows.Encode(scratch.AsSpan(RecordBytes));
        var record = scratch.AsSpan(0, RecordBytes);
        BinaryPrimitives.WriteInt64LittleEndian(record, block);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], rows.Count);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], bytes);
        var flags = (rows.Rows.Excluded.Contains(true) ? ExcludedFlag : 0) | (rows.Rows.Cost.IndexOfAnyExcept(double.NaN) >= 0 ? CostFlag : 0);
        BinaryPrimitives.WriteInt32LittleEndian(record[16..], flags);
        BinaryPrimitives.WriteUInt32LittleEndian(record[20..], Checksum.Of(scratch.AsSpan(RecordBytes, bytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(record[24..], Checksum.Of(record[..24]));
        lock (_gate)
        {
            PartialFileErrors.Guard(Path, () => PositionedWrite.Write(_file, scratch.AsSpan(0, RecordBytes + bytes), _end));
            Note(block, _end + RecordBytes, bytes, rows.Count, flags);
            _end += RecordBytes + bytes;
        }
    }

    /// <summary>Bytes that <see cref="Append"/> needs as scratch for a block.</summary>
    public static int ScratchBytes(FitBlock rows) => RecordBytes + rows.MostBytes;

    /// <summary>Reads a finished block.</summary>
    /// <exception cref="DataFileException">The file was damaged meanwhile.</exception>
    public void Read(long block, FitBlock rows, byte[] scratch)
    {
        var (offset, bytes, fits) = _blocks[block];
        if (RandomAccess.Read(_file, scratch.AsSpan(0, bytes), offset) != bytes || !rows.TryDecode(scratch.AsSpan(0, bytes), fits))
            throw new DataFileException(Path, offset, $"{fits} fits of block {block}", "other bytes than were written there");
    }

    /// <summary>Takes the file away: the result is complete.</summary>
    public void Delete()
    {
        // Where that can be done, while it is still locked, so that nobody else takes up a finished fit.
        if (OperatingSystem.IsWindows()) Dispose();
        File.Delete(Path);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Begin(IReadOnlyList<(string Name, string Value)> identity)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(identity.Append((PixelsKey, $"{PixelsPerBlock}")).ToDictionary(i => i.Item1, i => i.Item2));
        var prefix = new byte[PrefixBytes];
        Magic.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(8), header.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix.AsSpan(12), Checksum.Of(header));
        PartialFileErrors.Guard(Path, () =>
        {
            RandomAccess.SetLength(_file, 0);
            PositionedWrite.Write(_file, [.. prefix, .. header], 0);
        });
        _end = PrefixBytes + header.Length;
    }

    private void Note(long block, long offset, int bytes, int fits, int flags)
    {
        _blocks[block] = (offset, bytes, fits);
        HasExcluded |= (flags & ExcludedFlag) != 0;
        HasCost |= (flags & CostFlag) != 0;
    }

    /// <summary>False when there is nothing to continue: no file yet, or one that was killed before its first block.</summary>
    private bool TryContinue(IReadOnlyList<(string Name, string Value)> identity, string target)
    {
        var length = RandomAccess.GetLength(_file);
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        if (RandomAccess.Read(_file, prefix, 0) < PrefixBytes) return false;
        if (!prefix[..8].SequenceEqual(Magic)) throw PartialFileErrors.Foreign(Path);
        var headerLength = BinaryPrimitives.ReadInt32LittleEndian(prefix[8..]);
        if (headerLength is < 2 or > LargestHeader || PrefixBytes + headerLength > length) return false;
        var header = new byte[headerLength];
        if (RandomAccess.Read(_file, header, PrefixBytes) < headerLength || Checksum.Of(header) != BinaryPrimitives.ReadUInt32LittleEndian(prefix[12..])) return false;
        var before = JsonSerializer.Deserialize<Dictionary<string, string>>(header) ?? [];
        if (!before.Remove(PixelsKey, out var pixels) || !int.TryParse(pixels, out var pixelsBefore) || pixelsBefore < 1) throw PartialFileErrors.Foreign(Path);
        PartialFileErrors.RequireSame(Path, target, before, identity);
        PixelsPerBlock = pixelsBefore;
        Scan(PrefixBytes + headerLength, length);
        return true;
    }

    /// <summary>Finds the whole records and cuts off what follows them.</summary>
    private void Scan(long at, long length)
    {
        var record = new byte[RecordBytes];
        var rows = Array.Empty<byte>();
        while (at + RecordBytes <= length && RandomAccess.Read(_file, record, at) == RecordBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(24)) == Checksum.Of(record.AsSpan(0, 24)))
        {
            var bytes = BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(12));
            if (bytes < 0 || at + RecordBytes + bytes > length) break;
            if (rows.Length < bytes) rows = new byte[bytes];
            if (RandomAccess.Read(_file, rows.AsSpan(0, bytes), at + RecordBytes) != bytes
                || Checksum.Of(rows.AsSpan(0, bytes)) != BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(20))) break;
            Note(BinaryPrimitives.ReadInt64LittleEndian(record), at + RecordBytes, bytes, BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(16)));
            at += RecordBytes + bytes;
        }

        _end = at;
        RandomAccess.SetLength(_file, _end);
    }
}
