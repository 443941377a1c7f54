using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Spm.Kernel.Engine;

/// <summary>The text of the cells that were run, for the lines that errors quote. The name of a cell stands in its debug information.</summary>
internal sealed partial class CellSources
{
    private const long LongestFile = 10_000_000;

    private readonly ConcurrentDictionary<string, string> _texts = new();

    /// <summary>Remembers a cell and returns its name, <c>Cell [3]</c>.</summary>
    public string Add(int executionCount, string code)
    {
        var name = $"Cell [{executionCount}]";
        _texts[name] = code;
        return name;
    }

    /// <summary>The text of a cell, or of a file that a cell loaded, or null.</summary>
    /// <param name="name">As <see cref="Add"/> returned it, or the path of a file.</param>
    public string? Text(string name)
    {
        if (_texts.TryGetValue(name, out var text)) return text;
        if (!Path.IsPathRooted(name)) return null;
        try
        {
            return new FileInfo(name) is { Exists: true, Length: < LongestFile } ? File.ReadAllText(name) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file went away since it was loaded; the error is told without its line.
            return null;
        }
    }

    /// <summary>A line of a cell or file, or null.</summary>
    /// <param name="name">As for <see cref="Text"/>.</param>
    /// <param name="line">From 1.</param>
    public string? Line(string name, int line) =>
        Text(name) is { } text && line >= 1 && text.Split('\n') is { } lines && line <= lines.Length ? lines[line - 1].TrimEnd('\r') : null;

    /// <summary>True for the name of a cell.</summary>
    public static bool IsCell(string? file) => file is not null && CellName().IsMatch(file);

    [GeneratedRegex(@"^Cell \[\d+\]$")]
    private static partial Regex CellName();
}
