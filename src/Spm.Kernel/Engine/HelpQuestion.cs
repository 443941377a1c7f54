using System.Text.RegularExpressions;

namespace Spm.Kernel.Engine;

/// <summary>
/// A cell whose last line asks what something is: <c>name?</c>, <c>?name</c> or <c>#!toy roll?</c>, as people know it from IPython. Neither form is
/// C#: a conditional expression cannot end with its question mark, nor a cell with the first half of one.
/// </summary>
/// <param name="Code">What stands before that line; it runs first. The whole cell when nothing is asked.</param>
/// <param name="Subject">What is asked about, or null.</param>
internal sealed partial record HelpQuestion(string Code, string? Subject)
{
    public static HelpQuestion Of(string cell)
    {
        var text = cell.AsSpan().TrimEnd();
        // Most cells ask nothing, and one may hold megabytes: no pattern is tried on them.
        var line = text[(text.LastIndexOf('\n') + 1)..].Trim();
        if (line.IsEmpty || (line[0] != '?' && line[^1] != '?')) return new HelpQuestion(cell, null);
        var found = Question().Match(line.ToString());
        return found.Success ? new HelpQuestion(cell[..(text.LastIndexOf('\n') + 1)], found.Groups["subject"].Value) : new HelpQuestion(cell, null);
    }

    private const string Name = @"[\p{L}_@][\w@]*(?:\.[\p{L}_@][\w@]*)*(?:<[\w\s.,<>\[\]]+>)?";

    [GeneratedRegex($@"^(?:\?{{1,2}}\s*(?<subject>{Name})|(?<subject>{Name}|(?:\#!|%)[\w -]+?)\s*\?{{1,2}})$")]
    private static partial Regex Question();
}
