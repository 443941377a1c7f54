using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Notebook;

namespace Spm.Kernel.Language;

/// <summary>Completion of C# by Roslyn, in the form front ends want: what to insert, the best first, with signatures.</summary>
/// <param name="workspace">The session.</param>
/// <param name="variables">The variables' values, for those whose declared type says nothing.</param>
internal sealed class CodeCompletion(CellWorkspace workspace, IVariables variables)
{
    /// <summary>As many as a person may scroll through; all types of all imported namespaces are some thousands.</summary>
    private const int MostItems = 1000;

    private volatile ProposedList? _last;

    /// <summary>Proposals; the cursor stands neither in a string nor in a comment.</summary>
    public async Task<CellCompletions> CompleteAsync(string code, int cursor, CancellationToken cancel)
    {
        if (RuntimeReceiver.Find(code, cursor, workspace.Declarations, variables) is { } receiver)
        {
            var found = await CompleteStaticallyAsync(receiver.Code, cursor + receiver.Shift, cancel).ConfigureAwait(false);
            if (found.Items.Count > 0) return found with { Start = found.Start - receiver.Shift, End = cursor };
        }
        return await CompleteStaticallyAsync(code, cursor, cancel).ConfigureAwait(false);
    }

    private async Task<CellCompletions> CompleteStaticallyAsync(string code, int cursor, CancellationToken cancel)
    {
        var word = TypedWord.Of(code, cursor, workspace.Declarations.Version);
        var list = _last is { } last && last.Word.GoesOnAs(word) ? last : await AskAsync(code, cursor, word, cancel).ConfigureAwait(false);
        if (list.Items.Count == 0) return new CellCompletions(cursor, cursor, []);
        var typed = code[list.Start..cursor].TrimStart('@');
        var items = CompletionMatching.Best(list.Items, i => i.FilterText, typed)
            .OrderBy(m => m.Match).ThenByDescending(m => m.Item.Rules.MatchPriority).ThenBy(m => m.Item.SortText, StringComparer.OrdinalIgnoreCase)
            .Select(m => m.Item).DistinctBy(TextOf).Take(MostItems).ToList();
        if (items.Count > 0 && items.TrueForAll(i => i.IsComplexTextEdit))
            return await WrittenOutAsync(list, items, cursor, cancel).ConfigureAwait(false);
        // What a word names does not depend on how much of it is typed, so that the keepers of a list can use its document too.
        if (list.Start == word.Start) _last = list;
        var signatures = await CompletionSignatures.CreateAsync(list.Document, list.Start, cancel).ConfigureAwait(false);
        var proposals = items.Select(i => new CellCompletion(TextOf(i), KindOf(i, signatures.IsMember), signatures.Of(i.DisplayText, cancel))).ToList();
        if (!signatures.IsMember) proposals.AddRange(NamedLikeKeywords(typed, proposals));
        return new CellCompletions(list.Start, cursor, proposals);
    }

    private async Task<ProposedList> AskAsync(string code, int cursor, TypedWord word, CancellationToken cancel)
    {
        var document = await workspace.DocumentOfAsync(code, cancel).ConfigureAwait(false);
        var service = CompletionService.GetService(document) ?? throw new InvalidOperationException("Roslyn's completion service is not there.");
        // Providers get the model by themselves, again and again; it lives while somebody holds it.
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        var list = await service.GetCompletionsAsync(document, cursor, cancellationToken: cancel).ConfigureAwait(false);
        GC.KeepAlive(model);
        return new ProposedList(word, document, service, Math.Min(list.Span.Start, cursor), list.ItemsList);
    }

    /// <summary>Variables such as <c>@class</c>: Roslyn offers the keyword in their place.</summary>
    private List<CellCompletion> NamedLikeKeywords(string typed, List<CellCompletion> proposals) =>
        [.. workspace.Declarations.StartingWith(typed)
            .Where(d => SyntaxFacts.GetKeywordKind(d.Name) != SyntaxKind.None && !proposals.Exists(p => p.Text == "@" + d.Name))
            .Select(d => new CellCompletion("@" + d.Name, "variable", d.Type))];

    /// <summary>Overrides and partial methods: Roslyn writes them out, from the start of the member.</summary>
    private static async Task<CellCompletions> WrittenOutAsync(ProposedList list, List<CompletionItem> items, int cursor, CancellationToken cancel)
    {
        var (start, proposals) = (cursor, new List<CellCompletion>());
        foreach (var item in items.Take(40))
        {
            var change = (await list.Service.GetChangeAsync(list.Document, item, cancellationToken: cancel).ConfigureAwait(false)).TextChange;
            if (change.NewText is not { } text || (proposals.Count > 0 && change.Span.Start != start)) continue;
            start = change.Span.Start;
            proposals.Add(new CellCompletion(text.Trim('\r', '\n'), "function", item.DisplayText));
        }
        return new CellCompletions(start, cursor, proposals);
    }

    private string KindOf(CompletionItem item, bool isMember)
    {
        var kind = CompletionKinds.Of(item.Tags);
        return kind == "field" && !isMember && workspace.Declarations.Named(item.DisplayText).Count > 0 ? "variable" : kind;
    }

    /// <summary>The name without type arguments, escaped where it is a keyword; <c>name:</c> for a named argument.</summary>
    private static string TextOf(CompletionItem item) =>
        item.Properties.TryGetValue("InsertionText", out var text) ? text : item.DisplayTextSuffix == ":" ? item.DisplayText + ":" : item.DisplayText;

    /// <summary>What Roslyn proposed for a word, whatever of it was typed.</summary>
    private sealed record ProposedList(TypedWord Word, Document Document, CompletionService Service, int Start, IReadOnlyList<CompletionItem> Items);
}
