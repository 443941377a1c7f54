using Microsoft.Win32.SafeHandles;
using Spm.Core.IO;

namespace Spm.Core.Experiments.Framing;

/// <summary>
/// A journal's file, held by one writer at a time. The lock is the operating system's on the open file (flock on Unix, sharing mode on Windows):
/// it ends with the process, however that ends, so that none is ever stale; and it lies on the file itself, so that another name of it does not get around it.
/// </summary>
internal sealed class FileMedium : IJournalMedium
{
    private readonly SafeFileHandle _file;

    private FileMedium(SafeFileHandle file) => _file = file;

    /// <inheritdoc/>
    public long Length => RandomAccess.GetLength(_file);

    /// <summary>Opens a journal for writing, for this process alone; makes the file when it may.</summary>
    /// <exception cref="JournalException">In use, not there, or it cannot be written to.</exception>
    public static FileMedium OpenForWriting(string path, bool create)
    {
        var isNew = create && !File.Exists(path);
        try
        {
            var medium = new FileMedium(File.OpenHandle(path, create ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite, FileShare.None));
            if (isNew) FolderEntry.Flush(path);
            return medium;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.Opening(path, create, e);
        }
    }

    /// <summary>Opens a journal for reading, beside other readers.</summary>
    /// <exception cref="JournalException">It is being written, not there, or it cannot be read.</exception>
    public static FileMedium OpenForReading(string path)
    {
        try
        {
            return new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.Opening(path, create: false, e);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> to, long offset)
    {
        var total = 0;
        while (total < to.Length && RandomAccess.Read(_file, to[total..], offset + total) is var read and > 0) total += read;
        return total;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, long offset) => PositionedWrite.Write(_file, bytes, offset);

    /// <inheritdoc/>
    public void SetLength(long length) => RandomAccess.SetLength(_file, length);

    /// <inheritdoc/>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
