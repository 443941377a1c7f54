using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Finds the magics of a cell: lines that start with <c>#!word</c> or <c>%word</c> and are not inside a string or a comment.
/// <c>%word</c> with an unknown word is a magic only where a statement could start, because elsewhere it is a remainder.
/// </summary>
/// <param name="prefixes">The words that are known.</param>
internal sealed class CellSplitter(IReadOnlyCollection<string> prefixes)
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    public IReadOnlyList<CellSegment> Split(string cell)
    {
        var segments = new List<CellSegment>();
        var (codeStart, codeLine, line) = (0, 1, 1);
        for (var at = 0; at < cell.Length; line++)
        {
            var end = cell.IndexOf('\n', at);
            if (end < 0) end = cell.Length;
            if (MagicAt(cell, at, end) is { } magic && IsMagic(cell, codeStart, at, magic))
            {
                AddCode(segments, cell, codeStart, at, codeLine);
                var text = cell[magic.TextStart..end].TrimEnd('\r');
                segments.Add(new CellSegment(line, text, magic.Word, magic.TextStart));
                (codeStart, codeLine) = (Math.Min(end + 1, cell.Length), line + 1);
            }
            at = end + 1;
        }
        AddCode(segments, cell, codeStart, cell.Length, codeLine);
        return segments;
    }

    private static void AddCode(List<CellSegment> segments, string cell, int start, int end, int line)
    {
        if (!cell.AsSpan(start, end - start).IsWhiteSpace())
            segments.Add(new CellSegment(line, cell[start..end], null, start));
    }

    private readonly record struct Magic(string Word, int TextStart, bool IsPercent);

    private static Magic? MagicAt(string cell, int start, int end)
    {
        while (start < end && cell[start] is ' ' or '\t') start++;
        if (start >= end) return null;
        var isPercent = cell[start] == '%';
        var wordStart = isPercent ? start + 1 : cell.AsSpan(start, end - start).StartsWith("#!") ? start + 2 : -1;
        if (wordStart < 0) return null;
        var wordEnd = wordStart;
        while (wordEnd < end && !char.IsWhiteSpace(cell[wordEnd])) wordEnd++;
        if (isPercent && (wordEnd == wordStart || !cell[wordStart..wordEnd].All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))) return null;
        return new Magic(cell[wordStart..wordEnd], wordEnd, isPercent);
    }

    private bool IsMagic(string cell, int codeStart, int lineStart, Magic magic)
    {
        if (cell.AsSpan(codeStart, lineStart - codeStart).IsWhiteSpace()) return true;
        // Whether the line start is inside a string or comment depends only on what stands before it and on where that ends.
        var place = lineStart - codeStart;
        SyntaxToken last = default;
        foreach (var token in SyntaxFactory.ParseTokens(cell[codeStart..], options: Options))
        {
            if (IsInside(token, place)) return false;
            if (token.Span.End > place) break;
            last = token;
        }
        if (!magic.IsPercent || prefixes.Contains(magic.Word)) return true;
        return last.Kind() is SyntaxKind.None or SyntaxKind.SemicolonToken or SyntaxKind.CloseBraceToken;
    }

    private static bool IsInside(SyntaxToken token, int place) =>
        (token.SpanStart < place && place < token.Span.End)
        || token.GetAllTrivia().Any(t => t.FullSpan.Start <= place && place < t.FullSpan.End
            && (t.Kind() is SyntaxKind.DisabledTextTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
                || t.GetStructure() is DirectiveTriviaSyntax { IsActive: false }));
}
