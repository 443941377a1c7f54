namespace Spm.Kernel.Notebooks;

/// <summary>A file that is not a notebook of format 4. The message says which file, what was found and what would be right.</summary>
public sealed class NotebookFormatException : Exception
{
    /// <summary>An error with the message a person reads.</summary>
    public NotebookFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the message a person reads and what caused it.</summary>
    public NotebookFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An error without further words; not used by the reader.</summary>
    public NotebookFormatException()
    {
    }
}
