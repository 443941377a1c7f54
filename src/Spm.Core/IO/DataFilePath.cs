using Spm.Core.Data;

namespace Spm.Core.IO;

/// <summary>What can be wrong with a file before its first byte is read, and with a place to write to.</summary>
internal static class DataFilePath
{
    /// <summary>Throws unless there is a file with something in it; a missing one is answered with the nearest names in its folder.</summary>
    /// <exception cref="DataFileException">No name, a folder, no such file, or an empty one.</exception>
    public static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new DataFileException("''", null, "the name of a data file", "an empty name");
        if (path.Contains('\0')) throw new DataFileException(path.Replace("\0", "\\0"), null, "the name of a data file", "a NUL character in it");
        if (Directory.Exists(path)) throw DataFileException.Sentence(path, $"this is a folder, and a file is needed{Listing(Names(path))}.", "a file", "a folder");
        if (!File.Exists(path)) throw DataFileException.Sentence(path, $"there is no such file{Missing(path)}", "a file", "no such file");
        if (new FileInfo(path).Length == 0) throw DataFileException.Sentence(path, "the file is empty (0 bytes), and an HDF5 file is needed; copy it again from where it came from.", "an HDF5 file", "an empty file");
    }

    private static string Missing(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        if (!Directory.Exists(folder)) return $", and no folder '{folder}'.";
        var names = Names(folder);
        var nearest = NearestNames.Of(Path.GetFileName(path), names);
        return nearest.Count > 0 ? $". Did you mean {string.Join(" or ", nearest)}?" : $"{Listing(names)}.";
    }

    private static string Listing(IReadOnlyList<string> names)
    {
        var data = names.Where(n => n.EndsWith(".h5", StringComparison.OrdinalIgnoreCase) || n.EndsWith(".hdf5", StringComparison.OrdinalIgnoreCase)).ToList();
        return data.Count == 0 ? "" : $"; the folder holds {string.Join(", ", data.Take(5))}{(data.Count > 5 ? " …" : "")}";
    }

    private static List<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            return []; // A folder that may not be listed gives no suggestions; the error itself still says what is missing.
        }
    }
}
