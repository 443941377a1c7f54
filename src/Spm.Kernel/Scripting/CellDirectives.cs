using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>What a directive asks for.</summary>
internal enum DirectiveKind
{
    /// <summary><c>#r</c>: an assembly or a package.</summary>
    Reference,

    /// <summary><c>#i</c>: a feed of packages.</summary>
    Source,

    /// <summary><c>#load</c>: a file of code.</summary>
    Load,
}

/// <summary>One directive of a cell.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Argument">What stands in its quotes.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record CellDirective(DirectiveKind Kind, string Argument, int Line);

/// <summary>
/// Takes the lines <c>#r "…"</c>, <c>#i "…"</c> and <c>#load "…"</c> out of code. They may stand anywhere outside of strings and comments; all are
/// carried out before the code.
/// </summary>
internal static partial class CellDirectives
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    /// <summary>The code with blanks in place of its directives, so that positions stay, and the directives in order.</summary>
    /// <exception cref="DirectiveException">One has no argument in quotes.</exception>
    public static (string Code, IReadOnlyList<CellDirective> Directives) Take(string code)
    {
        if (!Directive().IsMatch(code)) return (code, []);
        var tree = CSharpSyntaxTree.ParseText(code, Options);
        var text = tree.GetText();
        var rest = code.ToCharArray();
        var found = new List<CellDirective>();
        foreach (var trivia in tree.GetRoot().DescendantTrivia().Where(t => t.IsDirective && t.GetStructure() is DirectiveTriviaSyntax { IsActive: true }))
        {
            var line = text.Lines.GetLineFromPosition(trivia.SpanStart);
            if (Directive().Match(line.ToString()) is not { Success: true } match) continue;
            found.Add(Read(match, line.LineNumber + 1));
            rest.AsSpan(line.Start, line.Span.Length).Fill(' ');
        }
        return (new string(rest), found);
    }

    private static CellDirective Read(Match match, int line)
    {
        var word = match.Groups["word"].Value;
        if (Quoted().Match(match.Groups["rest"].Value) is not { Success: true } argument || argument.Groups["argument"].Value.Trim().Length == 0)
            throw new DirectiveException(word switch
            {
                "r" => "Write #r \"nuget: Name\", #r \"nuget: Name, 1.2.3\" or #r \"folder/Name.dll\", with the quotes.",
                "i" => "Write #i \"nuget: address\" or #i \"nuget: folder\", with the quotes.",
                _ => "Write #load \"folder/file.csx\", with the quotes.",
            }, line);
        var kind = word switch { "r" => DirectiveKind.Reference, "i" => DirectiveKind.Source, _ => DirectiveKind.Load };
        return new CellDirective(kind, argument.Groups["argument"].Value.Trim(), line);
    }

    [GeneratedRegex(@"^[ \t]*#[ \t]*(?<word>r|i|load)(?!\w)(?<rest>.*)$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\s*""(?<argument>[^""]*)""\s*;?\s*(//.*)?$")]
    private static partial Regex Quoted();
}
