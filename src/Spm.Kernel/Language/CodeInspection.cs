using Microsoft.CodeAnalysis;
using Spm.Notebook;

namespace Spm.Kernel.Language;

/// <summary>Help on the C# at a cursor: what is named there, and the call whose parentheses stand around it.</summary>
/// <param name="workspace">The session.</param>
/// <param name="variables">The variables' values.</param>
internal sealed class CodeInspection(CellWorkspace workspace, IVariables variables)
{
    private const int MostOverloads = 12;

    /// <summary>The page, or null when nothing is known about the place.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">UTF-16 index.</param>
    /// <param name="withSource">True to show what the person wrote, where a cell declared it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<MimeBundle?> OfAsync(string code, int cursor, bool withSource, CancellationToken cancel)
    {
        var document = await workspace.DocumentOfAsync(code, cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("The code has no semantic model.");
        var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
        var page = new HelpPage();
        var token = InspectedToken.Of(root, cursor);
        var symbols = InspectedToken.Symbols(model, token, cancel);
        if (symbols.Count > 0) Describe(page, model.Compilation, symbols, withSource, cancel);
        else if (KeywordHelp.For(token.Text) is { } keyword) page.Code(token.Text).Text(keyword);
        if (CallSite.Of(root, cursor) is { } call && call.Candidates(model, cancel) is { Count: > 0 } functions && !functions.SequenceEqual(symbols, SymbolEqualityComparer.Default))
            DescribeCall(page, model.Compilation, call, functions, cancel);
        return page.IsEmpty ? null : page.ToBundle();
    }

    private void Describe(HelpPage page, Compilation compilation, IReadOnlyList<ISymbol> symbols, bool withSource, CancellationToken cancel)
    {
        foreach (var symbol in symbols.Take(MostOverloads)) page.Code(SymbolText.Declaration(symbol));
        Remaining(page, symbols.Count);
        var best = symbols[0];
        if (best is IFieldSymbol { ContainingType.IsScriptClass: true } or IPropertySymbol { ContainingType.IsScriptClass: true } && variables.TryGet(best.Name, out var value))
            page.Text(VariableGlance.Of(value));
        page.Documentation(SymbolDocumentation.Of(best, compilation, cancel));
        if (best is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            foreach (var constructor in type.InstanceConstructors.Where(c => c is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false }).Take(MostOverloads))
                page.Code(SymbolText.Declaration(constructor));
        if (!withSource || (best.ContainingType is not { IsScriptClass: true })) return;
        foreach (var declared in workspace.Declarations.Named(best.Name).Where(d => d.Source.Length > 0)) page.Title("Source").Block(declared.Source);
    }

    private static void DescribeCall(HelpPage page, Compilation compilation, CallSite call, IReadOnlyList<IMethodSymbol> functions, CancellationToken cancel)
    {
        var best = functions.FirstOrDefault(f => call.Active < f.Parameters.Length || (f.Parameters is [.., { IsParams: true }])) ?? functions[0];
        var active = call.ActiveParameter(best);
        page.Signature(SymbolText.Head(best), SymbolText.Parameters(best), active);
        foreach (var other in functions.Where(f => !SymbolEqualityComparer.Default.Equals(f, best)).Take(MostOverloads)) page.Code(SymbolText.Declaration(other));
        Remaining(page, functions.Count);
        page.Documentation(SymbolDocumentation.Of(best, compilation, cancel), active >= 0 ? best.Parameters[active].Name : null);
    }

    private static void Remaining(HelpPage page, int count)
    {
        if (count > MostOverloads) page.Text($"… and {count - MostOverloads} more overloads.");
    }
}
