using System.Text.RegularExpressions;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Language;

/// <summary>Completion inside text: names of files in strings, and what <c>#r</c> and <c>#load</c> can name.</summary>
internal static partial class TextCompletion
{
    private const string Package = "nuget:";

    /// <summary>Proposals for a directive, or null where the line of the cursor is none.</summary>
    public static CellCompletions? OfDirective(string cell, int cursor)
    {
        var lineStart = cursor == 0 ? 0 : cell.LastIndexOf('\n', cursor - 1) + 1;
        var match = Directive().Match(cell[lineStart..cursor]);
        if (!match.Success) return null;
        var text = match.Groups["text"];
        var start = lineStart + text.Index;
        if (match.Groups["word"].Value == "load") return new CellCompletions(start, cursor, Files(text.Value, [".cs", ".csx", ".ipynb"]));
        if (text.Value.StartsWith(Package, StringComparison.OrdinalIgnoreCase))
        {
            var typed = text.Value[Package.Length..].TrimStart();
            return OfPackage(typed, cursor);
        }
        var files = Files(text.Value, [".dll"]);
        return new CellCompletions(start, cursor, "nuget: ".StartsWith(text.Value, StringComparison.OrdinalIgnoreCase) ? [new("nuget: ", "keyword", "a package and its version"), .. files] : files);
    }

    /// <summary>Names of files for a string that may be a path; else none.</summary>
    public static CellCompletions OfString(string cell, int cursor, TextPlace place)
    {
        var nothing = new CellCompletions(cursor, cursor, []);
        if (place.Start < 0) return nothing;
        var typed = cell[place.Start..cursor];
        if (typed.AsSpan().ContainsAny("\n\"<>") || (typed.Length == 0 && !Opens().IsMatch(place.Call))) return nothing;
        return new CellCompletions(place.Start, cursor, Files(typed, []));
    }

    private static CellCompletions OfPackage(string typed, int cursor)
    {
        var comma = typed.IndexOf(',', StringComparison.Ordinal);
        var word = comma < 0 ? typed : typed[(comma + 1)..].TrimStart();
        var found = comma < 0
            ? PackageFolder.Names().Where(n => n.Contains(word, StringComparison.OrdinalIgnoreCase))
                .OrderBy(n => !n.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ThenBy(n => n, StringComparer.OrdinalIgnoreCase).Select(n => new CellCompletion(n, "module", "a package on this computer"))
            : PackageFolder.Versions(typed[..comma].Trim()).Where(v => v.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(v => new CellCompletion(v, "value", "a version on this computer"));
        return new CellCompletions(cursor - word.Length, cursor, [.. found]);
    }

    private static List<CellCompletion> Files(string typed, string[] extensions) =>
        [.. FileNames.StartingWith(typed).Where(f => extensions.Length == 0 || f.EndsWith('/') || extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Select(f => new CellCompletion(f, "file", f.EndsWith('/') ? "folder" : "file"))];

    [GeneratedRegex(@"^\s*#(?<word>r|load)\s+""(?<text>[^""]*)$")]
    private static partial Regex Directive();

    [GeneratedRegex("File|Folder|Director|Path|Read|Load|Open|Save|Write|Stream", RegexOptions.IgnoreCase)]
    private static partial Regex Opens();
}
