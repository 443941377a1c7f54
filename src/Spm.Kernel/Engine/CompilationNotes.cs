using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Engine;

/// <summary>
/// Of all that the compiler warns of, the few things that are almost surely a mistake in a notebook, as one quiet line each. The cell
/// runs all the same.
/// </summary>
internal static class CompilationNotes
{
    private const int Shown = 5;

    private static readonly Dictionary<string, string> Advice = new()
    {
        ["CS4014"] = "the task is started and not waited for; to wait, write await before the call",
        ["CS1717"] = "the variable is assigned to itself",
        ["CS1718"] = "the variable is compared with itself",
        ["CS0642"] = "the semicolon ends the statement here, so that what follows does not belong to it",
        ["CS0665"] = "= assigns; to compare, write ==",
    };

    /// <summary>Lines to show on standard error.</summary>
    /// <param name="warnings">What the compiler said.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="sources">Text of all cells.</param>
    /// <param name="showsValue">True when the cell ends in a value that is shown: a task there is seen, and says itself that it wants to be awaited.</param>
    public static IEnumerable<string> Of(IReadOnlyList<Diagnostic> warnings, string cell, CellSources sources, bool showsValue) =>
        warnings.OrderByDescending(w => w.Location.SourceSpan.Start).SkipWhile((w, i) => showsValue && i == 0 && w.Id == "CS4014")
            .Where(w => Advice.ContainsKey(w.Id))
            .Select(w => (Line: w.Location.GetMappedLineSpan().StartLinePosition.Line + 1, w.Id))
            .Distinct().Order().Take(Shown)
            .Select(w => Ansi.Dim($"note, line {w.Line.ToString(CultureInfo.InvariantCulture)}: {Advice[w.Id]}{Quote(sources.Line(cell, w.Line))}"));

    private static string Quote(string? code) => code?.Trim() is { Length: > 0 and <= 80 } text ? $":  {text}" : "";
}
