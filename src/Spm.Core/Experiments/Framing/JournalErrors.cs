namespace Spm.Core.Experiments.Framing;

/// <summary>What can go wrong with a journal, in words that say what became of the points and what to do.</summary>
internal static class JournalErrors
{
    /// <summary>What the operating system said at opening, told.</summary>
    public static JournalException Opening(string path, bool create, Exception e)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (Directory.Exists(path))
            return new(JournalFault.CannotRead, path, $"this is a folder, and a journal is a file. Try: {Path.Combine(path, "run.spmj")}", null, e);
        if (!Directory.Exists(folder))
            return new(JournalFault.CannotRead, path, $"there is no folder '{folder}'. Make it first, or choose another one.", null, e);
        // A file that was not there, could not be made and is still not there: some file systems do not call that a lack of permission.
        if (e is UnauthorizedAccessException || (create && e is FileNotFoundException))
            return new(create ? JournalFault.CannotWrite : JournalFault.CannotRead, path, File.Exists(path)
                ? "you may not write to this file. Copy it to a folder of your own and continue there, or only read it: JournalReader.Read"
                : $"the folder '{folder}' may not be written to, so no point could be kept. Nothing was measured. Choose a folder of your own.", null, e);
        if (!File.Exists(path))
            return create
                ? new(JournalFault.CannotWrite, path, $"no file can be made there: {Sentence(e)} Nothing was measured. Choose another folder.", null, e)
                : new(JournalFault.CannotRead, path, "there is no such journal.", null, e);
        return new(JournalFault.InUse, path, "another process (or another part of this one) is writing this journal just now. Two at a time would mix their points. " +
            $"Wait until it has finished, stop it, or begin another journal. ({Sentence(e)})", null, e);
    }

    /// <summary>The first bytes are not ours.</summary>
    public static JournalException Foreign(string path, bool isOtherVersion) => new(JournalFault.NotAJournal, path, isOtherVersion
        ? "this journal was written by another version of the program, whose layout is not known here. Use that version; the file was not changed."
        : "this file is no journal (it does not begin with SPMJRN01). It was not changed. Choose another name.", 0);

    /// <summary>The header never reached the disk.</summary>
    public static JournalException NotBegun(string path) => new(JournalFault.NotBegun, path,
        "the program was killed before this journal was begun: its header is not complete, and nothing had been measured. Begin the run anew; a new journal of that name takes its place.");

    /// <summary>The name is taken.</summary>
    public static JournalException Exists(string path, long points, bool isComplete) => new(JournalFault.Exists, path, isComplete
        ? $"this journal holds a complete run of {points} points, which is not overwritten. Choose another name."
        : $"this journal holds a run that was cut short after {points} points. Resume it, or choose another name; it is not overwritten.");

    /// <summary>A record is not what it was.</summary>
    public static JournalException Damaged(string path, JournalDamage damage, long pointsBefore) => new(JournalFault.Damaged, path,
        $"{damage}. {(pointsBefore == 1 ? "The 1 point" : $"The {pointsBefore} points")} before it {(pointsBefore == 1 ? "is" : "are")} whole: JournalReader.Read gives them, and " +
        "PointJournal.Salvage(path, newPath) makes a journal of them that can be resumed. The file was not changed; a copy from a backup would be better than either.", damage.Offset);

    /// <summary>The disk did not take a record.</summary>
    public static JournalException CannotWrite(string path, long onDisk, long inMemory, Exception e) => new(JournalFault.CannotWrite, path,
        $"could not be written: {Sentence(e)} {onDisk} points are on disk; {(inMemory == 1 ? "1 more is" : $"{inMemory} more are")} kept in memory and lost only if this session ends. " +
        "Make room and call Commit on the journal, then resume; or call ContinueIn with a file on another disk, which gets all points.", null, e);

    /// <summary>Another run than the one wanted.</summary>
    public static JournalException OtherRun(string path, IReadOnlyList<string> differences) => new(JournalFault.OtherRun, path,
        $"this run was begun with another plan: {string.Join("; ", differences)}. Give the plan it was begun with, or begin a new journal.");

    private static string Sentence(Exception e) => e.Message.TrimEnd('.') + ".";
}
