using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Spm.Kernel.Cells;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Writes into the code of a cell what makes it interruptible: at the start of every loop body a look at the cell's <see cref="StopFlag"/>,
/// which is asked for before the outermost loop; calls of <see cref="CellGuard"/> at the start of every function body that is not tiny and could
/// come to itself again, after labels, and around awaits. A call of <c>Environment.Exit</c> becomes an error. Inserts within lines only, so that line numbers stay.
/// </summary>
internal sealed class InterruptChecks : CSharpSyntaxWalker
{
    private const string Guard = "global::Spm.Kernel.Cells.CellGuard.";
    private const string CheckCall = Guard + nameof(CellGuard.Check) + "();";
    private const string EnterCall = Guard + nameof(CellGuard.Enter) + "();";

    private static readonly Dictionary<string, string> Enders = new()
    {
        ["Environment.Exit"] = nameof(CellGuard.Exit),
        ["System.Environment.Exit"] = nameof(CellGuard.Exit),
        ["Environment.FailFast"] = nameof(CellGuard.FailFast),
        ["System.Environment.FailFast"] = nameof(CellGuard.FailFast),
    };

    private readonly List<CodeEdit> _edits = [];
    private readonly IReadOnlySet<string> _recursive;
    private readonly Dictionary<StatementSyntax, string> _flags = [];

    private InterruptChecks(IReadOnlySet<string> recursive) => _recursive = recursive;

    /// <summary>The code with checks and line marks; the same code when there is nothing to check or it does not parse.</summary>
    /// <param name="tree">The code.</param>
    /// <param name="cell">Name of the cell for <see cref="LineMarks"/>; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public static string Insert(SyntaxTree tree, string? cell, CancellationToken cancel)
    {
        var root = tree.GetRoot(cancel);
        var code = tree.GetText(cancel).ToString();
        if (root.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)) return code;
        var walker = new InterruptChecks(RecursiveNames.Of(root));
        walker.Visit(root);
        return CodeEdit.Apply(code, cell is null ? walker._edits : [.. walker._edits, .. LineMarks.Of(root, cell)]);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node, node.Statement, () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node, node.Statement, () => base.VisitDoStatement(node));

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node, node.Statement, () => base.VisitForStatement(node));

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node, node.Statement, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Loop(node, node.Statement, () => base.VisitForEachVariableStatement(node));

    public override void VisitLabeledStatement(LabeledStatementSyntax node)
    {
        Insert(node.ColonToken.Span.End, CheckCall);
        base.VisitLabeledStatement(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        Function(node.Identifier.ValueText, node.ReturnType, node.Modifiers, node.Body, node.ExpressionBody, node.SemicolonToken);
        base.VisitLocalFunctionStatement(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        Function(node.Identifier.ValueText, node.ReturnType, node.Modifiers, node.Body, node.ExpressionBody, node.SemicolonToken);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var name = node.Identifier.ValueText;
        if (node.ExpressionBody is { } arrow && _recursive.Contains(name) && arrow.Expression is not (RefExpressionSyntax or ThrowExpressionSyntax))
        {
            _edits.Add(new CodeEdit(arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, "{get{" + EnterCall + "return "));
            Insert(node.SemicolonToken.Span.End, "}}");
        }
        base.VisitPropertyDeclaration(node);
    }

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var isRecursive = node.Ancestors().OfType<PropertyDeclarationSyntax>().FirstOrDefault() is { } property && _recursive.Contains(property.Identifier.ValueText);
        if (node.Body is { } body && (isRecursive || MayComeBack(body))) Insert(body.OpenBraceToken.Span.End, EnterCall);
        base.VisitAccessorDeclaration(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        if (node.Body is { } body && (MayComeBack(body) || _recursive.Contains(node.Identifier.ValueText))) Insert(body.OpenBraceToken.Span.End, EnterCall);
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        if (node.Block is { } body && MayComeBack(body)) Insert(body.OpenBraceToken.Span.End, EnterCall);
        base.VisitParenthesizedLambdaExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        if (node.Block is { } body && MayComeBack(body)) Insert(body.OpenBraceToken.Span.End, EnterCall);
        base.VisitSimpleLambdaExpression(node);
    }

    public override void VisitAwaitExpression(AwaitExpressionSyntax node)
    {
        var inFunction = node.Ancestors().Any(a => a is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);
        Insert(node.Expression.SpanStart, Guard + (inFunction ? nameof(CellGuard.Await) : nameof(CellGuard.AwaitInCell)) + "(");
        base.VisitAwaitExpression(node);
        Insert(node.Expression.Span.End, ")");
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is MemberAccessExpressionSyntax member && Enders.GetValueOrDefault(member.ToString()) is { } instead)
            _edits.Add(new CodeEdit(node.Expression.SpanStart, node.Expression.Span.Length, Guard + instead));
        base.VisitInvocationExpression(node);
    }

    private void Loop(StatementSyntax loop, StatementSyntax body, Action visitInner)
    {
        var outermost = LoopNest.Outermost(loop);
        // What waits or yields may go on in another cell than it began in: it asks in every turn.
        var hasFlag = !LoopNest.CanPause(loop);
        if (hasFlag && outermost == loop)
        {
            _flags[loop] = $"__stop{_flags.Count}";
            Insert(loop.SpanStart, $"{{var {_flags[loop]}={Guard}{nameof(CellGuard.Flag)};");
        }
        var check = hasFlag ? $"if({_flags[outermost]}.{nameof(StopFlag.IsSet)})throw {Guard}{nameof(CellGuard.Stopped)}();" : CheckCall;
        if (body is BlockSyntax block)
        {
            Insert(block.OpenBraceToken.Span.End, check);
            visitInner();
        }
        else
        {
            Insert(body.SpanStart, "{" + check);
            visitInner();
            Insert(body.Span.End, "}");
        }
        if (hasFlag && outermost == loop) Insert(loop.Span.End, "}");
    }

    private void Function(string name, TypeSyntax returnType, SyntaxTokenList modifiers, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon)
    {
        if (body is not null)
        {
            if (MayComeBack(body) || _recursive.Contains(name)) Insert(body.OpenBraceToken.Span.End, EnterCall);
        }
        else if (arrow is not null && _recursive.Contains(name) && arrow.Expression is not (RefExpressionSyntax or ThrowExpressionSyntax) && !modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            var isVoid = returnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
            _edits.Add(new CodeEdit(arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, "{" + EnterCall + (isVoid ? "" : "return ")));
            Insert(semicolon.Span.End, "}");
        }
    }

    /// <summary>True for a function that is not tiny and hands over to code that may call it again, in a way that names do not show: delegates, virtual calls.</summary>
    private static bool MayComeBack(BlockSyntax body) => body.Statements.Count > 1 && !LeafCode.Is(body);

    private void Insert(int position, string text) => _edits.Add(new CodeEdit(position, 0, text));
}
