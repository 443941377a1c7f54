namespace Spm.Kernel.Scripting;

/// <summary>A <c>#r</c>, <c>#i</c> or <c>#load</c> that cannot be carried out. The message says why and what would be right.</summary>
/// <param name="message">For people.</param>
/// <param name="line">Its line, from 1.</param>
internal sealed class DirectiveException(string message, int line) : Exception(message)
{
    public int Line { get; } = line;
}
