namespace Spm.Core.Experiments.Framing;

/// <summary>Where the bytes of a journal lie: a file, or in tests something that fails as disks do.</summary>
internal interface IJournalMedium : IDisposable
{
    /// <summary>Bytes there are.</summary>
    long Length { get; }

    /// <summary>Reads at a position; fewer bytes than asked for only at the end.</summary>
    int Read(Span<byte> to, long offset);

    /// <summary>Hands bytes to the operating system: they survive the death of this process.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts the file.</summary>
    void SetLength(long length);

    /// <summary>Returns when everything written is on the disk: it survives the loss of power.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    void Flush();
}
