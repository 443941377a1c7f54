namespace Spm.Core.Experiments;

/// <summary>What is wrong with a journal.</summary>
public enum JournalFault
{
    /// <summary>No such file, or it cannot be read.</summary>
    CannotRead,

    /// <summary>The file is something else.</summary>
    NotAJournal,

    /// <summary>Its program was killed before the header was on disk; nothing had been measured.</summary>
    NotBegun,

    /// <summary>There is a journal of that name already.</summary>
    Exists,

    /// <summary>Another process, or another part of this one, is writing it.</summary>
    InUse,

    /// <summary>A record that was on disk once is not what it was.</summary>
    Damaged,

    /// <summary>The disk is full, or the folder may not be written to.</summary>
    CannotWrite,

    /// <summary>It belongs to another run than the one that was asked for.</summary>
    OtherRun,

    /// <summary>Measuring or choosing again does not give what was recorded.</summary>
    NotReproducible,
}
