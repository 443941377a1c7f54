using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Language;

/// <summary>
/// One line that says what a proposal is, such as <c>(string value, int count) → StringBuilder  +12 overloads</c>. Found for the first
/// proposals only, as many as fit into a few milliseconds: nobody reads the signatures of five hundred.
/// </summary>
internal sealed class CompletionSignatures
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(5);
    private const int Most = 60;

    private readonly SemanticModel _model;
    private readonly int _position;
    private readonly INamespaceOrTypeSymbol? _container;
    private readonly long _end = Stopwatch.GetTimestamp() + (long)(Budget.TotalSeconds * Stopwatch.Frequency);
    private int _given;

    private CompletionSignatures(SemanticModel model, int position, INamespaceOrTypeSymbol? container, bool isMember) =>
        (_model, _position, _container, IsMember) = (model, position, container, isMember);

    /// <summary>True after a dot.</summary>
    public bool IsMember { get; }

    /// <param name="document">The code.</param>
    /// <param name="position">Where the name begins that is being typed.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<CompletionSignatures> CreateAsync(Document document, int position, CancellationToken cancel)
    {
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("The code has no semantic model.");
        var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
        var left = position == 0 ? default : root.FindToken(position - 1);
        var receiver = left.IsKind(SyntaxKind.DotToken) ? Receiver(left) : null;
        return new CompletionSignatures(model, position, receiver is null ? null : ContainerOf(model, receiver, cancel), receiver is not null);
    }

    /// <summary>The line for a name, or nothing.</summary>
    public string Of(string name, CancellationToken cancel)
    {
        // The first is always told, so that a slow machine shows less and not nothing.
        if (_given > 0 && (_given >= Most || Stopwatch.GetTimestamp() > _end)) return "";
        _given++;
        cancel.ThrowIfCancellationRequested();
        if (IsMember && _container is null) return "";
        var found = _model.LookupSymbols(_position, _container, name, includeReducedExtensionMethods: IsMember);
        return found.Length == 0 ? "" : SymbolText.Short(found);
    }

    private static ExpressionSyntax? Receiver(SyntaxToken dot) => dot.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        QualifiedNameSyntax name => name.Left,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static INamespaceOrTypeSymbol? ContainerOf(SemanticModel model, ExpressionSyntax receiver, CancellationToken cancel)
    {
        if (model.GetSymbolInfo(receiver, cancel).Symbol is INamespaceOrTypeSymbol named) return named;
        var type = model.GetTypeInfo(receiver, cancel).Type;
        return type is IErrorTypeSymbol ? null : type;
    }
}
