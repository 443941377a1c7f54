namespace Spm.Core.Instruments;

/// <summary>A file of limits that cannot be read, written or understood; no limit was changed.</summary>
/// <param name="path">The file.</param>
/// <param name="line">The line, counted from 1; 0 when it is not about a line.</param>
/// <param name="message">What is wrong and what would be right.</param>
/// <param name="innerException">What the operating system said.</param>
public sealed class LimitsFileException(string path, int line, string message, Exception? innerException = null)
    : Exception($"{path}{(line > 0 ? $", line {line}" : "")}: {message}", innerException)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The line, counted from 1; 0 when it is not about a line.</summary>
    public int Line { get; } = line;
}
