using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Language;

/// <summary>The blanks with which the next line of unfinished code should begin.</summary>
internal static class NextIndent
{
    private const string Step = "    ";

    public static string Of(string code, SyntaxNode root)
    {
        if (EndsInText(root, out var isComment)) return isComment ? Indentation(code, code.Length) : "";
        var last = root.GetLastToken(includeZeroWidth: false, includeSkipped: true);
        if (last.RawKind == 0) return "";
        var line = Indentation(code, last.SpanStart);
        if (last.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken || IsHeader(last)) return line + Step;
        // Inside brackets, the lines of a list stand below each other.
        if (last.Kind() is SyntaxKind.SemicolonToken or SyntaxKind.CloseBraceToken or SyntaxKind.CommaToken) return Innermost(root) is { } open ? Indentation(code, open.SpanStart) + Step : line;
        if (last.IsKind(SyntaxKind.CloseBracketToken) && last.Parent is AttributeListSyntax) return line;
        if (last.Kind() is SyntaxKind.DotToken or SyntaxKind.EqualsGreaterThanToken || IsOperator(last)) return IsContinued(code, last) ? line : line + Step;
        return Innermost(root) is { } around && line.Length <= Indentation(code, around.SpanStart).Length ? Indentation(code, around.SpanStart) + Step : line;
    }

    /// <summary>True at the end of <c>if (…)</c>, <c>else</c>, <c>for (…)</c> and their like, whose statement is to follow.</summary>
    private static bool IsHeader(SyntaxToken last) => last.Kind() switch
    {
        SyntaxKind.ElseKeyword or SyntaxKind.DoKeyword => true,
        SyntaxKind.ColonToken => last.Parent is SwitchLabelSyntax,
        SyntaxKind.CloseParenToken => last.Parent is IfStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax,
        _ => false,
    };

    private static bool IsOperator(SyntaxToken token) =>
        SyntaxFacts.IsBinaryExpressionOperatorToken(token.Kind()) || SyntaxFacts.IsAssignmentExpressionOperatorToken(token.Kind()) || token.Kind() is SyntaxKind.QuestionToken or SyntaxKind.ColonToken;

    /// <summary>True when the line of a token already continues the line before.</summary>
    private static bool IsContinued(string code, SyntaxToken token)
    {
        var statement = token.Parent?.FirstAncestorOrSelf<SyntaxNode>(n => n is StatementSyntax or MemberDeclarationSyntax);
        return statement is not null && Indentation(code, statement.SpanStart).Length < Indentation(code, token.SpanStart).Length;
    }

    /// <summary>The last bracket that is still open.</summary>
    private static SyntaxToken? Innermost(SyntaxNode root)
    {
        var open = new Stack<SyntaxToken>();
        foreach (var token in root.DescendantTokens(descendIntoTrivia: false))
        {
            if (token.IsMissing) continue;
            if (token.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken) open.Push(token);
            else if (token.Kind() is SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken && open.Count > 0) open.Pop();
        }
        return open.Count > 0 ? open.Peek() : null;
    }

    private static bool EndsInText(SyntaxNode root, out bool isComment)
    {
        isComment = root.GetDiagnostics().Any(d => d.Id == "CS1035");
        return isComment || root.GetDiagnostics().Any(d => d.Id is "CS1039" or "CS8997");
    }

    private static string Indentation(string code, int position)
    {
        var start = position == 0 ? 0 : code.LastIndexOf('\n', Math.Min(position, code.Length) - 1) + 1;
        var end = start;
        while (end < code.Length && code[end] is ' ' or '\t') end++;
        return code[start..end];
    }
}
