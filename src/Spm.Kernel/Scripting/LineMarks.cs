using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Spm.Kernel.Cells;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Writes into the code of a cell which line is running, because optimised code does not know: all array accesses of a method share one
/// place that throws. At the top level the line goes to a field of the thread; in a function and in a loop, which must stay fast, to a local variable
/// that an exception filter reads. What it costs stands in benchmarks/results/interrupt.md; code that is not optimised would take 5 and 1.5
/// times as long. Functions without a loop that have one or two statements, or nothing that throws, stay as they are, to be inlined.
/// </summary>
internal sealed class LineMarks : CSharpSyntaxWalker
{
    private const string Guard = "global::Spm.Kernel.Cells.CellGuard.";
    private const string Top = "__lineTop";
    private const int SmallestMarked = 3;

    private readonly List<CodeEdit> _edits = [];
    private readonly Dictionary<StatementSyntax, string> _ofAllTurns = [];
    private readonly Func<StatementSyntax, bool> _isTight;
    private readonly string _cell;
    private readonly SourceText _text;
    private string? _variable;
    private bool _isMarking = true;
    private int _functions;

    private LineMarks(string cell, SourceText text, Func<StatementSyntax, bool> isTight) => (_cell, _text, _isTight) = (cell, text, isTight);

    /// <summary>What to insert, and of the tight loops all of whose turns need the same mark, this mark, to be set in the first turn.</summary>
    /// <param name="root">Code that parses.</param>
    /// <param name="cell">Name of the cell.</param>
    /// <param name="isTight">True for a loop that would feel a mark in every turn.</param>
    public static (IReadOnlyList<CodeEdit> Edits, IReadOnlyDictionary<StatementSyntax, string> OfAllTurns) Of(SyntaxNode root, string cell, Func<StatementSyntax, bool> isTight)
    {
        var walker = new LineMarks(cell, root.SyntaxTree.GetText(), isTight);
        walker.Visit(root);
        return (walker._edits, walker._ofAllTurns);
    }

    /// <summary>What stands before an outermost loop at the top level, from whose start on the line is in a variable.</summary>
    public static string BeginOfTopLoop(SyntaxNode loop) => $"int {Top}={loop.SyntaxTree.GetText().Lines.GetLinePosition(loop.SpanStart).Line + 1};try{{";

    /// <summary>What stands after it.</summary>
    public static string EndOfTopLoop() => Catch(Top, nameof(CellGuard.PassesTop), "");

    public override void VisitGlobalStatement(GlobalStatementSyntax node)
    {
        Mark(node.Statement);
        base.VisitGlobalStatement(node);
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        if (node.Parent is CompilationUnitSyntax) Mark(node);
        base.VisitFieldDeclaration(node);
    }

    public override void VisitBlock(BlockSyntax node)
    {
        foreach (var statement in node.Statements) Mark(statement);
        base.VisitBlock(node);
    }

    public override void VisitSwitchSection(SwitchSectionSyntax node)
    {
        foreach (var statement in node.Statements) Mark(statement);
        base.VisitSwitchSection(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node, node.Statement, CanThrowAgain(node.Condition, node), () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node, node.Statement, CanThrow(node.Condition), () => base.VisitDoStatement(node));

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node, node.Statement, (node.Condition is { } condition && CanThrowAgain(condition, node)) || node.Incrementors.Any(CanThrow), () => base.VisitForStatement(node));

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node, node.Statement, true, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Loop(node, node.Statement, true, () => base.VisitForEachVariableStatement(node));

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        var isBraced = Brace(node.Statement);
        Visit(node.Condition);
        Visit(node.Statement);
        if (isBraced) Insert(node.Statement.Span.End, "}");
        Visit(node.Else);
    }

    public override void VisitElseClause(ElseClauseSyntax node)
    {
        var isBraced = Brace(node.Statement);
        base.VisitElseClause(node);
        if (isBraced) Insert(node.Statement.Span.End, "}");
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => Function(node.Body, () => base.VisitLocalFunctionStatement(node));

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node) => Function(node.Body, () => base.VisitMethodDeclaration(node));

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => Function(node.Block, () => base.VisitParenthesizedLambdaExpression(node));

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => Function(node.Block, () => base.VisitSimpleLambdaExpression(node));

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => Function(node.Block, () => base.VisitAnonymousMethodExpression(node));

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node) => Function(null, () => base.VisitConstructorDeclaration(node));

    public override void VisitDestructorDeclaration(DestructorDeclarationSyntax node) => Function(null, () => base.VisitDestructorDeclaration(node));

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node) => Function(null, () => base.VisitAccessorDeclaration(node));

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node) => Function(null, () => base.VisitOperatorDeclaration(node));

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) => Function(null, () => base.VisitConversionOperatorDeclaration(node));

    private void Function(BlockSyntax? body, Action visitInner)
    {
        var (variable, isMarking) = (_variable, _isMarking);
        _isMarking = body is not null && IsWorthMarking(body);
        if (_isMarking)
        {
            _variable = $"__line{_functions++}";
            Insert(body!.OpenBraceToken.Span.End, $"int {_variable}={LineOf(body.SpanStart)};try{{");
        }
        var own = _variable;
        visitInner();
        if (_isMarking) Insert(body!.CloseBraceToken.SpanStart, Catch(own!, nameof(CellGuard.PassesBy), $",\"{_cell}\""));
        (_variable, _isMarking) = (variable, isMarking);
    }

    private static bool IsWorthMarking(BlockSyntax body)
    {
        var own = body.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<StatementSyntax>().ToList();
        // A filter is not allowed around yield.
        return !own.Any(s => s is YieldStatementSyntax)
            && ((own.Count(s => s is not BlockSyntax) >= SmallestMarked && own.Exists(CanThrow)) || own.Exists(LoopNest.IsLoop));
    }

    private static string Catch(string variable, string filter, string more) =>
        $"}}catch(global::System.Exception {variable}e)when({Guard}{filter}({variable}e,{variable}{more})){{throw;}}";

    private void Loop(StatementSyntax loop, StatementSyntax body, bool canHeadThrow, Action visitInner)
    {
        var outside = _variable;
        if (LoopNest.FunctionBody(loop) is null) _variable ??= Top;
        var first = _edits.Count;
        // A body without braces gets them with its interrupt check, which comes before.
        if (body is not BlockSyntax) Mark(body);
        visitInner();
        // After each turn the head of the loop runs again.
        if (canHeadThrow && body is BlockSyntax block && block.Statements.Any(CanThrow) && !IsMarkedAround(body)) Mark(loop is DoStatementSyntax d ? d.WhileKeyword.SpanStart : loop.SpanStart, block.CloseBraceToken.SpanStart);
        if (_isMarking && _isTight(loop)) MarkOnce(loop, first);
        _variable = outside;
    }

    /// <summary>A loop with one line that can throw has its line marked in the first turn alone: before that turn the head of the loop is what may throw.</summary>
    private void MarkOnce(StatementSyntax loop, int first)
    {
        var marks = _edits.Skip(first).Select(e => e.Text).Where(t => t.StartsWith($"{_variable}=", StringComparison.Ordinal)).Distinct().ToList();
        if (marks.Count != 1) return;
        _ofAllTurns[loop] = marks[0];
        for (var i = _edits.Count - 1; i >= first; i--)
            if (_edits[i].Text == marks[0]) _edits.RemoveAt(i);
    }

    /// <summary>Gives a statement after if or else braces of its own and a mark.</summary>
    private bool Brace(StatementSyntax statement)
    {
        if (!_isMarking || statement is BlockSyntax or IfStatementSyntax || !CanThrow(statement) || IsMarkedAround(statement)) return false;
        Insert(statement.SpanStart, "{");
        Mark(statement);
        return true;
    }

    private void Mark(SyntaxNode statement)
    {
        if (statement is not (LocalFunctionStatementSyntax or BlockSyntax) && (LoopNest.IsLoop(statement) || CanThrow(statement)) && !IsMarkedAround(statement)) Mark(statement.SpanStart, statement.SpanStart);
    }

    private void Mark(int place, int insertAt)
    {
        if (!_isMarking) return;
        var line = LineOf(place);
        Insert(insertAt, _variable is null ? $"{Guard}{nameof(CellGuard.Line)}={line};" : $"{_variable}={line};");
    }

    /// <summary>True within a statement of one line, before which the line was marked.</summary>
    private bool IsMarkedAround(SyntaxNode statement) => statement.Ancestors().TakeWhile(a => !LoopNest.IsFunction(a))
        .Any(a => a is StatementSyntax and not (BlockSyntax or LabeledStatementSyntax) && LineOf(a.SpanStart) == LineOf(a.Span.End));

    private int LineOf(int position) => _text.Lines.GetLinePosition(position).Line + 1;

    /// <summary>False for a condition that cannot throw in a later turn when it did not in the first: the length of something that stays the same.</summary>
    private static bool CanThrowAgain(ExpressionSyntax condition, StatementSyntax loop)
    {
        var lengths = condition.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(m => m is { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: "Length" or "Count" }).ToList();
        if (condition.DescendantNodesAndSelf().Any(n => IsThrower(n) && !lengths.Contains(n))) return true;
        var names = lengths.Select(m => m.Expression.ToString()).ToHashSet();
        return loop.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => names.Contains(n.Identifier.ValueText) && IsChanged(n));
    }

    private static bool IsChanged(IdentifierNameSyntax name) =>
        name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name
        || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or ArgumentSyntax { Parent: TupleExpressionSyntax } or RefExpressionSyntax;

    /// <summary>False for plain arithmetic on variables, which is what tight loops are made of.</summary>
    private static bool CanThrow(SyntaxNode statement) =>
        statement.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax).Any(IsThrower) || statement is ThrowStatementSyntax or ForEachStatementSyntax;

    private static bool IsThrower(SyntaxNode n) =>
        n is ElementAccessExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax
            or CastExpressionSyntax or AwaitExpressionSyntax or ThrowExpressionSyntax or CheckedExpressionSyntax or CheckedStatementSyntax or StackAllocArrayCreationExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression }
        || n.IsKind(SyntaxKind.DivideExpression) || n.IsKind(SyntaxKind.ModuloExpression) || n.IsKind(SyntaxKind.DivideAssignmentExpression) || n.IsKind(SyntaxKind.ModuloAssignmentExpression);

    private void Insert(int position, string text) => _edits.Add(new CodeEdit(position, 0, text));
}
