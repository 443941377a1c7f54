namespace Spm.Cli;

/// <summary>Words that do not make a command. The message says what was wrong and what would be right; the program ends with code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Something that cannot be done, for a reason a person can act on. The program ends with code 1.</summary>
internal sealed class ProgramException : Exception
{
    public ProgramException(string message)
        : base(message)
    {
    }

    public ProgramException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>What the program's end says to a shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Error = 1;
    public const int WrongUsage = 2;

    /// <summary>128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
