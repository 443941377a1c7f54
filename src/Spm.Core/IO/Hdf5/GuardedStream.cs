using System.Runtime.CompilerServices;

namespace Spm.Core.IO.Hdf5;

/// <summary>
/// The bytes of a file on the way to the HDF5 decoder, with what a hostile file needs: a length or address beyond the end is an error,
/// a loop through the file ends when the budget of bytes is used up, and a recursion ends before the stack does.
/// </summary>
/// <param name="path">Name for errors.</param>
/// <param name="inner">The bytes; disposed with this.</param>
internal sealed class GuardedStream(string path, Stream inner) : Stream
{
    /// <summary>A structure may be met several times, and each byte read alone costs more than it holds.</summary>
    private const long BytesPerByte = 16, CostOfARead = 16, LeastBudget = 64L << 20, MostFileBytesCounted = 256L << 20;

    private long _budget = FullBudget(inner.Length);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => inner.Length;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <summary>Begins a new operation that will read at least this many bytes.</summary>
    public void Allow(long bytes) => _budget = FullBudget(inner.Length) + BytesPerByte * bytes;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        // Throws a catchable exception where the recursion of a decoder through a cyclic file would end the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Position < 0 || Position > Length - buffer.Length)
            throw new DataFileException(path, Position, $"{buffer.Length} bytes", $"the end of the file at {Length}");
        _budget -= buffer.Length + CostOfARead;
        if (_budget < 0)
            throw new DataFileException(path, Position, "an HDF5 structure that ends", "one that leads back to itself");
        inner.Position = Position;
        inner.ReadExactly(buffer);
        Position += buffer.Length;
        return buffer.Length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private static long FullBudget(long length) => LeastBudget + BytesPerByte * Math.Min(length, MostFileBytesCounted);
}
