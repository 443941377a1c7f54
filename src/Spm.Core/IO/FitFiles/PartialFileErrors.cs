using Microsoft.Win32.SafeHandles;

namespace Spm.Core.IO.FitFiles;

/// <summary>What can go wrong with the file of a fit that is under way, in words that say what to do.</summary>
internal static class PartialFileErrors
{
    private const int MostTold = 4;
    private const string Restart = "--restart (restart: true in C#)";

    /// <summary>Opens or makes the file for this process alone.</summary>
    /// <exception cref="DataFileException">Another process has it, or nothing can be written there.</exception>
    public static SafeFileHandle Lock(string path, string target)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFileException(target, null, "a folder that may be written to", $"'{Path.GetDirectoryName(path)}', where you have no permission", e);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw DataFileException.Sentence(target, "another process is fitting to this file just now. Wait until it has finished, or choose another file.", "a file that nobody else writes", "a file in use");
        }
        catch (IOException e)
        {
            throw new DataFileException(target, null, "a file that can be written", e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Writes; a full disk is told in words, and what was finished before stays.</summary>
    public static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw DataFileException.Sentence(path, $"{e.Message.TrimEnd('.')}. What was fitted so far is kept there: make room on the disk and give the same command again to continue.", "room on the disk", e.Message);
        }
    }

    /// <summary>The error for a file of that name that is none of ours.</summary>
    public static DataFileException Foreign(string path) => DataFileException.Sentence(path,
        $"this is not the file of a fit that was cut short, though it has such a name. Move it away, or add {Restart} to overwrite it.", "the blocks of a fit (first bytes SPMFIT01)", "something else");

    /// <summary>Throws unless the fit that was begun is the one that is wanted now; says what differs.</summary>
    public static void RequireSame(string path, string target, Dictionary<string, string> before, IReadOnlyList<(string Name, string Value)> now)
    {
        var wanted = now.ToDictionary(n => n.Name, n => n.Value);
        var differences = now.Select(n => n.Name).Union(before.Keys)
            .Where(name => before.GetValueOrDefault(name) != wanted.GetValueOrDefault(name))
            .Select(name => $"{name} was {before.GetValueOrDefault(name, "not given")}, now {wanted.GetValueOrDefault(name, "not given")}").ToList();
        if (differences.Count > MostTold) differences = [.. differences.Take(MostTold), $"and {differences.Count - MostTold} more"];
        if (differences.Count > 0)
            throw DataFileException.Sentence(target, $"a fit to this file was cut short, and it was another one: {string.Join("; ", differences)}. Its blocks are in {Path.GetFileName(path)}. To continue it, give the earlier command again; to begin anew, add {Restart}.",
                "the same fit as before", string.Join("; ", differences));
    }
}
