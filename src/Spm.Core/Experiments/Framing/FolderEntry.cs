using System.Runtime.InteropServices;

namespace Spm.Core.Experiments.Framing;

/// <summary>
/// A new file is safe from a loss of power only when its folder's entry is on disk too: fsync(2) of a file «does not necessarily ensure that the entry
/// in the directory containing the file has also reached disk». .NET cannot open a folder, hence the C library.
/// </summary>
internal static partial class FolderEntry
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the entry of a file to disk. Windows does so with the file; a folder that may be written but not read cannot be flushed, and is left to the system.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Open(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", ReadOnly);
        if (folder < 0) return;
        try
        {
            if (FSync(folder) != 0 && Marshal.GetLastPInvokeError() is var error and not (InvalidHere or NotSupported))
                throw new IOException($"The folder's entry could not be written to disk: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            _ = Close(folder);
        }
    }

    /// <summary>EINVAL and ENOTSUP of Linux: a file system that has nothing to flush.</summary>
    private const int InvalidHere = 22, NotSupported = 95;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
