using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>C# and magic lines as HTML with a span per token; the compiler's own lexer decides where strings and comments end.</summary>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);
    private static readonly CellSplitter Magics = new([]);
    private static readonly HashSet<SyntaxKind> Coloured =
        [SyntaxKind.VarKeyword, SyntaxKind.AwaitKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.RecordKeyword, SyntaxKind.YieldKeyword, SyntaxKind.NameOfKeyword];

    /// <summary>One HTML string per line of the code; no span goes over the end of a line.</summary>
    public static IReadOnlyList<string> Lines(string code)
    {
        var kinds = new string?[code.Length];
        var magics = MagicLines(code);
        var visible = Blank(code, magics);
        Paint(visible, kinds);
        foreach (var (start, end) in magics) PaintMagic(code, start, end, kinds);
        return [.. Split(code).Select(line => Line(code, kinds, line.Start, line.End))];
    }

    /// <summary>Any other language: encoded only.</summary>
    public static IReadOnlyList<string> PlainLines(string code) => [.. code.Split('\n').Select(WebUtility.HtmlEncode).OfType<string>()];

    // The lines that the engine itself takes for magics.
    private static List<(int Start, int End)> MagicLines(string code)
    {
        var lines = Split(code).ToList();
        return [.. Magics.Split(code).Where(s => s.Prefix is not null).Select(s => lines[s.Line - 1])];
    }

    private static string Blank(string code, List<(int Start, int End)> lines)
    {
        if (lines.Count == 0) return code;
        var text = new StringBuilder(code);
        foreach (var (start, end) in lines)
            for (var i = start; i < end; i++) text[i] = ' ';
        return text.ToString();
    }

    private static void Paint(string code, string?[] kinds)
    {
        SyntaxToken previous = default;
        foreach (var token in SyntaxFactory.ParseTokens(code, options: Script))
        {
            foreach (var trivia in token.GetAllTrivia())
            {
                var comment = trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
                if (comment || trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia)) Fill(kinds, trivia.FullSpan.Start, trivia.FullSpan.End, comment ? "c" : "m");
            }
            if (token.IsKind(SyntaxKind.OpenParenToken) && previous.IsKind(SyntaxKind.IdentifierToken)) Fill(kinds, previous.SpanStart, previous.Span.End, "f");
            Fill(kinds, token.SpanStart, token.Span.End, KindOf(token, previous));
            previous = token;
        }
    }

    private static string? KindOf(SyntaxToken token, SyntaxToken previous)
    {
        var kind = token.Kind();
        if (kind is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken) return "s";
        if (kind == SyntaxKind.NumericLiteralToken) return "n";
        if (SyntaxFacts.IsReservedKeyword(kind)) return "k";
        if (kind != SyntaxKind.IdentifierToken) return null;
        if (Coloured.Contains(SyntaxFacts.GetContextualKeywordKind(token.Text))) return "k";
        return char.IsUpper(token.Text[0]) && !previous.IsKind(SyntaxKind.DotToken) ? "t" : null;
    }

    private static void PaintMagic(string code, int start, int end, string?[] kinds)
    {
        for (var at = start; at < end;)
        {
            var space = at;
            while (space < end && !char.IsWhiteSpace(code[space])) space++;
            var word = code[at..space];
            Fill(kinds, at, space, word.StartsWith("#!", StringComparison.Ordinal) || word.StartsWith('%') ? "m" : word.StartsWith('-') ? "o" : "w");
            at = space + 1;
        }
    }

    private static void Fill(string?[] kinds, int start, int end, string? kind)
    {
        if (kind is not null) Array.Fill(kinds, kind, start, Math.Min(end, kinds.Length) - start);
    }

    private static IEnumerable<(int Start, int End)> Split(string code)
    {
        for (var start = 0; ;)
        {
            var feed = code.IndexOf('\n', start);
            yield return (start, feed < 0 ? code.Length : feed);
            if (feed < 0) yield break;
            start = feed + 1;
        }
    }

    private static string Line(string code, string?[] kinds, int start, int end)
    {
        var html = new StringBuilder();
        for (var at = start; at < end;)
        {
            var stop = at + 1;
            while (stop < end && kinds[stop] == kinds[at]) stop++;
            var text = WebUtility.HtmlEncode(code[at..stop]);
            html.Append(kinds[at] is { } kind ? $"<span class=\"{kind}\">{text}</span>" : text);
            at = stop;
        }
        return html.ToString();
    }
}
