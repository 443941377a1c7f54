namespace Spm.Cli.Running;

/// <summary>Where the results of a run go.</summary>
/// <param name="Notebook">The executed notebook.</param>
/// <param name="Report">The HTML page.</param>
internal sealed record RunTarget(string Notebook, string Report)
{
    /// <summary>The two files for a source notebook; the folder is made, so that a place that cannot be written is known before the run and not after it.</summary>
    /// <exception cref="ProgramException">The source would be overwritten, or the folder cannot be written.</exception>
    public static RunTarget For(string source, string folder)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(full);
            var probe = Path.Combine(full, $".spm-{Guid.NewGuid():N}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProgramException($"The results cannot be written to {folder}: {e.Message} Give another folder with --to.", e);
        }
        if (Real(full) == Real(Path.GetDirectoryName(source)!))
            throw new ProgramException($"--to {folder} is the notebook's own folder, and the notebook must not be overwritten. Give another folder, such as --to {Path.Combine(folder, "out")}");
        var name = Path.Combine(full, Path.GetFileNameWithoutExtension(source));
        return new RunTarget(name + ".ipynb", name + ".html");
    }

    /// <summary>A path as a person would type it: relative below the current folder, else in full.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    // With every symbolic link on the way followed.
    private static string Real(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            real = new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? real;
        }
        return real;
    }
}
