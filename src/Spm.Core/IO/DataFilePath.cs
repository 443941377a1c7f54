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
        if (Directory.Exists(path)) throw new DataFileException(path, null, "a file", $"a folder{Listing(Names(path))}");
        if (!File.Exists(path)) throw new DataFileException(path, null, "a file", Missing(path));
        if (new FileInfo(path).Length == 0) throw new DataFileException(path, 0, "an HDF5 file", "an empty file (0 bytes)");
    }

    private static string Missing(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        if (!Directory.Exists(folder)) return $"no such file, and no folder '{folder}'";
        var names = Names(folder);
        var nearest = NearestNames.Of(Path.GetFileName(path), names);
        return nearest.Count > 0 ? $"no such file; did you mean {string.Join(" or ", nearest)}" : $"no such file{Listing(names)}";
    }

    private static string Listing(IReadOnlyList<string> names)
    {
        var data = names.Where(n => n.EndsWith(".h5", StringComparison.OrdinalIgnoreCase) || n.EndsWith(".hdf5", StringComparison.OrdinalIgnoreCase)).ToList();
        return data.Count == 0 ? "" : $"; it holds {string.Join(", ", data.Take(5))}{(data.Count > 5 ? " …" : "")}";
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
