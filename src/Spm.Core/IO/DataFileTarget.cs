using Spm.Core.Data;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO;

/// <summary>The place for a result that is still to be measured or fitted: whether it can be written is known before the work, not after it.</summary>
public static class DataFileTarget
{
    /// <summary>Throws when a writer could not write there, having made the folder where that is all that is missing; the file itself is not touched.</summary>
    /// <param name="path">The file to be written.</param>
    /// <param name="sources">The data that will go in; the files they came from are never overwritten.</param>
    /// <exception cref="DataFileException">The name of a folder, the file of a source, or a place where nothing can be written.</exception>
    public static void Prepare(string path, params IReadOnlyList<Dataset> sources)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) && !File.Exists(folder)) Make(path, folder);
        AtomicFile.Probe(path, sources);
    }

    private static void Make(string path, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, null, "a file in a folder that is there or can be made", $"'{folder}', which cannot be made", e);
        }
    }
}
