using Spm.Core.Experiments.Framing;

namespace Spm.Core.KillHarness;

/// <summary>Writes a few bytes at a time and takes its time, so that a kill finds a record half written.</summary>
internal sealed class PieceMedium(IJournalMedium inner) : IJournalMedium
{
    private const int PieceBytes = 7, Spins = 1000;

    public long Length => inner.Length;

    public int Read(Span<byte> to, long offset) => inner.Read(to, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        for (var at = 0; at < bytes.Length; at += PieceBytes)
        {
            inner.Write(bytes[at..Math.Min(at + PieceBytes, bytes.Length)], offset + at);
            Thread.SpinWait(Spins);
        }
    }

    public void SetLength(long length) => inner.SetLength(length);

    public void Flush() => inner.Flush();

    public void Dispose() => inner.Dispose();
}
