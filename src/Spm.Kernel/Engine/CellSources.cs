using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Spm.Kernel.Engine;

/// <summary>The text of the cells that were run, for the lines that errors quote. The name of a cell stands in its debug information.</summary>
internal sealed partial class CellSources
{
    // Of all engines of the process: a name found in debug information does not say whose it is.
    private static readonly ConcurrentDictionary<string, bool> Files = new();

    private readonly ConcurrentDictionary<string, string> _texts = new();

    /// <summary>Remembers a cell and returns its name, <c>Cell [3]</c>.</summary>
    public string Add(int executionCount, string code)
    {
        var name = $"Cell [{executionCount}]";
        _texts[name] = code;
        return name;
    }

    /// <summary>Remembers a file that a cell loads.</summary>
    /// <param name="name">As errors say it.</param>
    /// <param name="code">Its text.</param>
    public void AddFile(string name, string code)
    {
        Files[name] = true;
        _texts[name] = code;
    }

    /// <summary>The text of a cell, or of a file that a cell loaded, or null.</summary>
    /// <param name="name">As <see cref="Add"/> returned it, or the name of the file.</param>
    public string? Text(string name) => _texts.GetValueOrDefault(name);

    /// <summary>A line of a cell or a loaded file, or null.</summary>
    /// <param name="name">As for <see cref="Text"/>.</param>
    /// <param name="line">From 1.</param>
    public string? Line(string name, int line) =>
        Text(name) is { } text && line >= 1 && text.Split('\n') is { } lines && line <= lines.Length ? lines[line - 1].TrimEnd('\r') : null;

    /// <summary>True for the name of a cell or of a file that was loaded.</summary>
    public static bool IsCell(string? file) => file is not null && (CellName().IsMatch(file) || Files.ContainsKey(file));

    [GeneratedRegex(@"^Cell \[\d+\]$")]
    private static partial Regex CellName();
}
