using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Spm.Kernel.Engine;

/// <summary>
/// What of a line failed. The runtime tells a line only; but the stack trace tells which function was called there, and the kind of the
/// exception what can have thrown it. Where several things of the line would do, it is the whole statement; of several statements, none.
/// </summary>
internal static class FaultSpan
{
    /// <summary>Column from 1 and width, or null when it cannot be told.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="frame">The place.</param>
    /// <param name="exception">What was thrown.</param>
    public static (int Column, int Width)? Of(string text, CellFrame frame, Exception exception)
    {
        var tree = CSharpSyntaxTree.ParseText(WithoutMagics(text), CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest));
        var lines = tree.GetText().Lines;
        if (frame.Line < 1 || frame.Line > lines.Count) return null;
        var line = lines[frame.Line - 1];
        var nodes = tree.GetRoot().DescendantNodes(line.Span).ToList();
        var node = Only(nodes.Where(n => IsCall(n, FunctionNames.Called(frame.Callee))), line)
            ?? (frame.Callee is null || frame.Callee.Name.StartsWith("Throw", StringComparison.Ordinal) ? Thrower(nodes, line, exception) : null)
            ?? Only(nodes.Where(n => n is (StatementSyntax and not (BlockSyntax or LocalFunctionStatementSyntax)) or FieldDeclarationSyntax), line);
        return node is null ? null : Clip(node.Span, line);
    }

    /// <summary>Magics are not C#; empty lines in their place keep the lines.</summary>
    private static string WithoutMagics(string text) => string.Join('\n', text.Split('\n').Select(l => l.TrimStart() is ['%', ..] or ['#', '!', ..] ? "" : l));

    /// <summary>The node, when only one is at this line.</summary>
    private static SyntaxNode? Only(IEnumerable<SyntaxNode> candidates, TextLine line)
    {
        var here = candidates.Where(n => line.Span.Contains(Key(n).SpanStart)).ToList();
        return here.Count == 1 ? here[0] : null;
    }

    /// <summary>The token that tells at which line a node is, when it spans several.</summary>
    private static SyntaxToken Key(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax invocation => NameOf(invocation.Expression)?.Identifier ?? invocation.GetFirstToken(),
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        ElementAccessExpressionSyntax access => access.ArgumentList.OpenBracketToken,
        BinaryExpressionSyntax binary => binary.OperatorToken,
        _ => node.GetFirstToken(),
    };

    private static SimpleNameSyntax? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    /// <summary>The throw that names the exception, else what can have thrown it.</summary>
    private static SyntaxNode? Thrower(List<SyntaxNode> nodes, TextLine line, Exception exception)
    {
        var throws = nodes.Where(n => n is ThrowStatementSyntax or ThrowExpressionSyntax).ToList();
        return Only(throws.Where(n => n.ChildNodes().FirstOrDefault() is ObjectCreationExpressionSyntax made && made.Type.ToString() == exception.GetType().Name), line)
            ?? Only(throws.Concat(nodes.Where(n => CanThrow(n, exception))), line);
    }

    private static bool IsCall(SyntaxNode node, string? called) => called is not null && node switch
    {
        InvocationExpressionSyntax invocation => NameOf(invocation.Expression)?.Identifier.ValueText == called,
        ObjectCreationExpressionSyntax creation => creation.Type.GetLastToken() is var last
            && (creation.Type is GenericNameSyntax generic ? generic.Identifier.ValueText : last.ValueText) == called,
        ElementAccessExpressionSyntax => called == "this[]",
        MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access => access.Name.Identifier.ValueText == called,
        _ => false,
    };

    private static bool CanThrow(SyntaxNode node, Exception exception) => exception switch
    {
        IndexOutOfRangeException or ArgumentOutOfRangeException or KeyNotFoundException => node is ElementAccessExpressionSyntax,
        DivideByZeroException => node.Kind() is SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression or SyntaxKind.DivideAssignmentExpression or SyntaxKind.ModuloAssignmentExpression,
        InvalidCastException => node is CastExpressionSyntax,
        OverflowException => node is CastExpressionSyntax or CheckedExpressionSyntax,
        // Types and namespaces before a dot look like objects; they start with a capital.
        NullReferenceException => (node is MemberAccessExpressionSyntax access && access.Expression.ToString() is [var first, ..] && !char.IsUpper(first)) || node is ElementAccessExpressionSyntax,
        _ => false,
    };

    private static (int Column, int Width)? Clip(TextSpan span, TextLine line)
    {
        var text = line.ToString();
        var start = Math.Max(span.Start - line.Start, text.Length - text.TrimStart().Length);
        var end = Math.Min(span.End - line.Start, text.TrimEnd().Length);
        return end > start ? (start + 1, end - start) : null;
    }
}
