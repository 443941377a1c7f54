namespace Spm.Notebook.Commands;

/// <summary>A command that cannot be carried out as it was written. The message says what was wrong and what would be right.</summary>
public sealed class CommandException : Exception
{
    /// <summary>An error with the message a person reads.</summary>
    public CommandException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the message a person reads and what caused it.</summary>
    public CommandException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An error without further words; not used by the catalogue.</summary>
    public CommandException()
    {
    }

    /// <summary>True when the words of the line were wrong; false when the line was right and could not be carried out.</summary>
    public bool IsWrongUsage { get; init; }
}
