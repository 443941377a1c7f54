namespace Spm.Notebook.Commands;

/// <summary>Names of files and folders for completion.</summary>
public static class FileNames
{
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>
    /// Paths that begin with what was typed, as it was typed: relative ones stay relative, folders end in a slash. Files whose name starts
    /// with a dot only when a dot was typed. Nothing when the folder does not exist or cannot be read.
    /// </summary>
    /// <param name="typed">The beginning of a path; nothing for the current folder.</param>
    public static IReadOnlyList<string> StartingWith(string typed)
    {
        var slash = typed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        var (folder, name) = (typed[..slash], typed[slash..]);
        var searched = folder.Length == 0 ? "." : folder.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), folder[2..]) : folder;
        if (searched.Contains('\0', StringComparison.Ordinal) || !Directory.Exists(searched)) return [];
        try
        {
            return
            [
                .. new DirectoryInfo(searched).EnumerateFileSystemInfos("*", Readable)
                    .Where(f => f.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (f.Name[0] != '.' || name.StartsWith('.')))
                    .OrderBy(f => f.Name, StringComparer.Ordinal)
                    .Select(f => folder + f.Name + (f.Attributes.HasFlag(FileAttributes.Directory) ? "/" : "")),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that vanishes or refuses while it is listed has no names to offer.
            return [];
        }
    }
}
