using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Spm.Kernel.Engine;

/// <summary>The text of the cells that were run, for the lines that errors quote. The name of a cell stands in its debug information.</summary>
internal sealed partial class CellSources
{
    // Of all engines of the process: a name found in debug information does not say whose it is.
    private static readonly ConcurrentDictionary<string, bool> Files = new();

    private readonly ConcurrentDictionary<string, string[]> _lines = new();

    /// <summary>Remembers a cell and returns its name, <c>Cell [3]</c>.</summary>
    public string Add(int executionCount, string code)
    {
        var name = $"Cell [{executionCount}]";
        _lines[name] = code.Split('\n');
        return name;
    }

    /// <summary>Remembers a file that a cell loads.</summary>
    /// <param name="name">As errors say it.</param>
    /// <param name="code">Its text.</param>
    public void AddFile(string name, string code)
    {
        Files[name] = true;
        _lines[name] = code.Split('\n');
    }

    /// <summary>A line of a cell or a loaded file, or null.</summary>
    /// <param name="name">As <see cref="Add"/> returned it, or the name of the file.</param>
    /// <param name="line">From 1.</param>
    public string? Line(string name, int line) =>
        _lines.TryGetValue(name, out var lines) && line >= 1 && line <= lines.Length ? lines[line - 1].TrimEnd('\r') : null;

    /// <summary>True for the name of a cell or of a file that was loaded.</summary>
    public static bool IsCell(string? file) => file is not null && (CellName().IsMatch(file) || Files.ContainsKey(file));

    [GeneratedRegex(@"^Cell \[\d+\]$")]
    private static partial Regex CellName();
}
