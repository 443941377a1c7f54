using Spm.Core.Experiments.Framing;

namespace Spm.Core.Tests.Experiments;

/// <summary>A disk in memory with so much room, that can fail to flush, and that knows what would be left after a loss of power.</summary>
internal sealed class MemoryMedium(byte[]? bytes = null) : IJournalMedium
{
    private const int EnoughRoom = 1 << 20;
    private byte[] _bytes = [.. bytes ?? []];

    /// <summary>Bytes the disk has room for; a write beyond takes what fits and fails, as disks do.</summary>
    public long Room { get; set; } = EnoughRoom;

    public bool FlushFails { get; set; }

    public int Flushes { get; private set; }

    /// <summary>What was there at the last flush.</summary>
    public byte[] OnDisk { get; private set; } = [];

    public byte[] Bytes => [.. _bytes];

    public long Length => _bytes.Length;

    public int Read(Span<byte> to, long offset)
    {
        var count = (int)Math.Clamp(_bytes.Length - offset, 0, to.Length);
        _bytes.AsSpan((int)Math.Min(offset, _bytes.Length), count).CopyTo(to);
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var fits = (int)Math.Clamp(Room - offset, 0, bytes.Length);
        if (_bytes.Length < offset + fits) Array.Resize(ref _bytes, (int)offset + fits);
        bytes[..fits].CopyTo(_bytes.AsSpan((int)offset));
        if (fits < bytes.Length) throw new IOException("No space left on device");
    }

    public void SetLength(long length) => Array.Resize(ref _bytes, (int)length);

    public void Flush()
    {
        if (FlushFails) throw new IOException("Input/output error");
        Flushes++;
        OnDisk = Bytes;
    }

    public void Dispose()
    {
    }
}
