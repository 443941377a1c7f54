using System.Globalization;

namespace Spm.Kernel.Engine;

/// <summary>A line of code and below it carets under the place that is meant.</summary>
internal static class SourceQuote
{
    private const int Longest = 160;
    private const int Before = 60;

    /// <summary>One line or two; nothing for a line that is not known. Of a very long line, the part around the place.</summary>
    /// <param name="code">The line.</param>
    /// <param name="column">Where the carets start, from 1, or null for none.</param>
    /// <param name="width">Number of carets.</param>
    public static IEnumerable<string> Of(string? code, int? column = null, int width = 1)
    {
        if (code is null) yield break;
        var (cut, at) = Cut(code, column ?? 1);
        yield return $"    {cut}";
        if (column is null || at > cut.Length + 1) yield break;
        // Tabs are kept, so that the caret stands where it should; wide characters take the room of two.
        var lead = string.Concat(cut.Take(at - 1).Select(c => c == '\t' ? "\t" : IsWide(c) ? "  " : " "));
        yield return $"    {lead}{Ansi.Red(new string('^', Math.Clamp(width, 1, Math.Max(1, cut.Length - at + 1))))}";
    }

    private static (string Text, int Column) Cut(string code, int column)
    {
        if (code.Length <= Longest) return (code, column);
        var start = column <= Longest - Before ? 0 : column - 1 - Before;
        var end = Math.Min(code.Length, start + Longest);
        return ($"{(start > 0 ? "…" : "")}{code[start..end]}{(end < code.Length ? "…" : "")}", column - start + (start > 0 ? 1 : 0));
    }

    private static bool IsWide(char c) => c is >= '\u1100' and <= '\u115f' or >= '\u2e80' and <= '\ua4cf' or >= '\uac00' and <= '\ud7a3' or >= '\uff00' and <= '\uff60'
        && char.GetUnicodeCategory(c) != UnicodeCategory.OtherNotAssigned;
}
