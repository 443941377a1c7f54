using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Scripting;

/// <summary>What came of one piece of C#.</summary>
internal abstract record SubmissionResult
{
    private SubmissionResult()
    {
    }

    /// <summary>What the compiler warned of in code that compiles.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>It ran. <paramref name="HasValue"/> is true when it ends in an expression.</summary>
    public sealed record Ran(object? Value, bool HasValue) : SubmissionResult;

    /// <summary>It does not compile; nothing of it was run.</summary>
    public sealed record NotCompiled(IReadOnlyList<Diagnostic> Errors) : SubmissionResult
    {
        /// <summary>What was compiled, to ask for the names that were in reach.</summary>
        public Compilation? Compilation { get; init; }
    }

    /// <summary>It threw; what it had assigned stays assigned.</summary>
    public sealed record Threw(Exception Exception) : SubmissionResult;
}
