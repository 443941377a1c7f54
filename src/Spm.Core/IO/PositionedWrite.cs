using Microsoft.Win32.SafeHandles;

namespace Spm.Core.IO;

/// <summary>Writes bytes at a position of a file.</summary>
internal static class PositionedWrite
{
    /// <summary>As <see cref="RandomAccess.Write(SafeFileHandle, ReadOnlySpan{byte}, long)"/>, with one kind of error for every lack of room.</summary>
    /// <exception cref="IOException">The disk is full, or the file would become larger than the file system or a limit allows.</exception>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException e) when (offset >= 0)
        {
            // What .NET makes of EFBIG.
            throw new IOException("The file would become larger than the file system, or a limit on this process, allows", e);
        }
    }
}
