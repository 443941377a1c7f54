using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Spm.Kernel.Cells;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Writes into the code of a cell what makes it interruptible: at the start of every loop body a look at the cell's <see cref="StopFlag"/>,
/// which is asked for once in each function that has loops; calls of <see cref="CellGuard"/> at the start of every function body that is not tiny and could
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

    /// <summary>Turns of a loop of some nanoseconds each: far below what anybody notices, and far more than what makes the look cost nothing.</summary>
    private const int TurnsBetween = 1024;

    private readonly List<CodeEdit> _edits = [];
    private readonly IReadOnlySet<string> _recursive;
    private readonly Dictionary<SyntaxNode, string> _flags = [];
    private readonly Func<StatementSyntax, bool> _isTight;
    private readonly IReadOnlyDictionary<StatementSyntax, string> _ofAllTurns;
    private readonly bool _hasMarks;
    private int _tight;

    private InterruptChecks(IReadOnlySet<string> recursive, Func<StatementSyntax, bool> isTight, IReadOnlyDictionary<StatementSyntax, string> ofAllTurns, bool hasMarks) =>
        (_recursive, _isTight, _ofAllTurns, _hasMarks) = (recursive, isTight, ofAllTurns, hasMarks);

    /// <summary>The code with checks and line marks; the same code when there is nothing to check or it does not parse.</summary>
    /// <param name="tree">The code.</param>
    /// <param name="cell">Name of the cell for <see cref="LineMarks"/>; null for none.</param>
    /// <param name="meaning">What the names in it stand for; asked for only when it has loops that may be tight.</param>
    /// <param name="cancel">Gives up.</param>
    public static string Insert(SyntaxTree tree, string? cell, Func<SemanticModel> meaning, CancellationToken cancel)
    {
        var root = tree.GetRoot(cancel);
        var code = tree.GetText(cancel).ToString();
        if (root.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)) return code;
        var model = new Lazy<SemanticModel>(meaning);
        var tight = new Dictionary<StatementSyntax, bool>();
        var (marks, ofAllTurns) = cell is null ? ([], new Dictionary<StatementSyntax, string>()) : LineMarks.Of(root, cell, IsTight);
        var walker = new InterruptChecks(RecursiveNames.Of(root), IsTight, ofAllTurns, hasMarks: cell is not null);
        walker.Visit(root);
        return CodeEdit.Apply(code, [.. walker._edits, .. marks]);

        bool IsTight(StatementSyntax loop) => tight.TryGetValue(loop, out var known) ? known : tight[loop] = !LoopNest.CanPause(loop) && NumericLoop.Is(loop, () => model.Value, cancel);
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
        // What waits or yields may go on in another cell than it began in: it asks in every turn.
        var flag = LoopNest.CanPause(loop) ? null : FlagFor(loop);
        var check = flag is null ? CheckCall : $"if({flag}.{nameof(StopFlag.IsSet)})throw {Guard}{nameof(CellGuard.Stopped)}();";
        var isTight = _isTight(loop);
        if (isTight)
        {
            var turns = $"__turns{_tight++}";
            var mark = _ofAllTurns.GetValueOrDefault(loop);
            Insert(loop.SpanStart, $"{{var {turns}={(mark is null ? TurnsBetween : 1)};");
            check = $"if(--{turns}==0){{{turns}={TurnsBetween};{mark}{check}}}";
        }
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
        if (isTight) Insert(loop.Span.End, "}");
        if (_flags.ContainsKey(loop)) Insert(loop.Span.End, (_hasMarks ? LineMarks.EndOfTopLoop() : "") + "}");
    }

    /// <summary>
    /// The name of the flag a loop looks at. A function asks for it where it begins: to ask is a call, and what stands before the loop, such as a sum
    /// that is 0, would be put aside for that call and stay in memory throughout the loop. At the top level it is asked for before the outermost loop.
    /// </summary>
    private string FlagFor(StatementSyntax loop)
    {
        var body = LoopNest.FunctionBody(loop);
        SyntaxNode owner = body ?? (SyntaxNode)LoopNest.Outermost(loop);
        if (_flags.TryGetValue(owner, out var known)) return known;
        var flag = _flags[owner] = $"__stop{_flags.Count}";
        var ask = $"var {flag}={Guard}{nameof(CellGuard.Flag)};";
        if (body is null) Insert(owner.SpanStart, "{" + ask + (_hasMarks ? LineMarks.BeginOfTopLoop(owner) : ""));
        else Insert(body.OpenBraceToken.Span.End, ask);
        return flag;
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
