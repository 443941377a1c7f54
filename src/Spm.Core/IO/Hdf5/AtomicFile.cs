using Spm.Core.Data;

namespace Spm.Core.IO.Hdf5;

/// <summary>Writes a file beside its target and moves it there when it is complete, so that a failed write destroys nothing.</summary>
internal static class AtomicFile
{
    /// <summary>Calls <paramref name="write"/> with a new empty stream; the target appears, or is replaced, only when that has succeeded.</summary>
    /// <param name="path">The target.</param>
    /// <param name="sources">The data that go in; their files are never replaced.</param>
    /// <param name="write">Writes everything.</param>
    /// <exception cref="DataFileException">The target is a folder, the source's own file, or in a folder that is missing or read-only; or the disk is full.</exception>
    public static void Write(string path, IReadOnlyList<Dataset> sources, Action<FileStream> write)
    {
        var (full, folder) = Check(path, sources);
        InFolder(path, full, folder, temporary =>
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
                write(stream);
            File.Move(temporary, full, overwrite: true);
        });
    }

    /// <summary>Throws what <see cref="Write"/> would throw before its first byte: makes an empty file beside the target and takes it away again.</summary>
    /// <exception cref="DataFileException">See <see cref="Write"/>.</exception>
    public static void Probe(string path, IReadOnlyList<Dataset> sources)
    {
        var (full, folder) = Check(path, sources);
        InFolder(path, full, folder, temporary => new FileStream(temporary, FileMode.CreateNew).Dispose());
    }

    private static (string Full, string Folder) Check(string path, IReadOnlyList<Dataset> sources)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new DataFileException("''", null, "the name of a file to write", "an empty name");
        if (Directory.Exists(path)) throw new DataFileException(path, null, "the name of a file to write", $"a folder; try {Path.Combine(path, "result.h5")}");
        if (sources.Any(source => source.SourcePath is { } input && Resolve(path) == Resolve(input)))
            throw new DataFileException(path, null, "a new file for the result", "the file the data came from, which is never overwritten; choose another name");
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? throw new DataFileException(path, null, "the name of a file to write", "the root folder");
        if (File.Exists(folder)) throw new DataFileException(path, null, "a file in a folder", $"'{folder}', which is a file and no folder");
        if (!Directory.Exists(folder)) throw new DataFileException(path, null, "a file in a folder that is there", $"no folder '{folder}'; make it first");
        return (full, folder);
    }

    private static void InFolder(string path, string full, string folder, Action<string> act)
    {
        var temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.part");
        try
        {
            act(temporary);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFileException(path, null, "a folder that may be written to", $"'{folder}', where you have no permission", e);
        }
        catch (FileNotFoundException e) when (e.FileName == temporary)
        {
            throw new DataFileException(path, null, "a folder that may be written to", $"'{folder}', where no file can be made", e);
        }
        catch (IOException e) when (e is not DataFileException)
        {
            throw new DataFileException(path, null, "a file that can be written", e.Message.Replace(temporary, full, StringComparison.Ordinal).TrimEnd('.'), e);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    private static string Resolve(string path) => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);
}
