using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>Where a loop stands: in which other loops, in what kind of function.</summary>
internal static class LoopNest
{
    public static bool IsLoop(SyntaxNode? statement) => statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    /// <summary>True for what has a body of its own, with variables of its own.</summary>
    public static bool IsFunction(SyntaxNode node) => node is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax;

    /// <summary>The outermost loop of the same function that a loop is in, or the loop itself.</summary>
    public static StatementSyntax Outermost(StatementSyntax loop) => (StatementSyntax)loop.AncestorsAndSelf().TakeWhile(a => !IsFunction(a)).Last(IsLoop);

    /// <summary>The body of the function that a loop is in; null at the top level.</summary>
    public static BlockSyntax? FunctionBody(StatementSyntax loop) => loop.Ancestors().FirstOrDefault(IsFunction) switch
    {
        null => null,
        var function => loop.Ancestors().OfType<BlockSyntax>().Last(block => block.Parent == function),
    };

    /// <summary>True for a loop in an async function or an iterator.</summary>
    public static bool CanPause(StatementSyntax loop) => loop.Ancestors().FirstOrDefault(IsFunction) switch
    {
        null => false,
        AnonymousFunctionExpressionSyntax { AsyncKeyword.RawKind: not 0 } => true,
        LocalFunctionStatementSyntax f when f.Modifiers.Any(SyntaxKind.AsyncKeyword) => true,
        BaseMethodDeclarationSyntax m when m.Modifiers.Any(SyntaxKind.AsyncKeyword) => true,
        var function => function.DescendantNodes(n => n == function || !IsFunction(n)).Any(n => n is YieldStatementSyntax),
    };
}
