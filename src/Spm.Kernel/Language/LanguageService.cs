using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.QuickInfo;
using Spm.Kernel.Engine;
using Spm.Kernel.Scripting;
using Spm.Notebook;

namespace Spm.Kernel.Language;

/// <summary>Completion and help for the cell being typed, C# and magics; works while a cell runs.</summary>
public sealed class LanguageService : IDisposable
{
    private readonly CellEngine _engine;
    private readonly CellWorkspace _workspace;

    /// <summary>The service of an engine; make it before the engine runs its first cell.</summary>
    public LanguageService(CellEngine engine)
    {
        _engine = engine;
        _workspace = new CellWorkspace(engine.Chain);
    }

    /// <summary>Proposals for the word at the cursor.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="cursor">UTF-16 index of the cursor.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CellCompletions> CompleteAsync(string cell, int cursor, CancellationToken cancel)
    {
        if (MagicAt(cell, cursor) is { } magic) return CompleteMagic(cell, magic, cursor);
        var document = await DocumentOfAsync(CodeOnly(cell), cancel).ConfigureAwait(false);
        var service = CompletionService.GetService(document) ?? throw new InvalidOperationException("Roslyn's completion service is not there.");
        var list = await service.GetCompletionsAsync(document, cursor, cancellationToken: cancel).ConfigureAwait(false);
        if (list.ItemsList.Count == 0) return new CellCompletions(cursor, cursor, []);
        var start = list.Span.Start;
        var typed = cell[start..cursor];
        var items = list.ItemsList.Where(i => i.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        if (items.Count == 0) items = [.. list.ItemsList.Where(i => i.FilterText.Contains(typed, StringComparison.OrdinalIgnoreCase))];
        return new CellCompletions(start, cursor,
        [
            .. items.OrderByDescending(i => i.FilterText.StartsWith(typed, StringComparison.Ordinal)).ThenBy(i => i.SortText, StringComparer.OrdinalIgnoreCase)
                .Select(i => new CellCompletion(i.DisplayText, CompletionKinds.Of(i.Tags), i.InlineDescription))
                .DistinctBy(i => i.Text),
        ]);
    }

    /// <summary>Signature and documentation of what stands at the cursor, or null.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="cursor">UTF-16 index of the cursor.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<MimeBundle?> InspectAsync(string cell, int cursor, CancellationToken cancel)
    {
        if (MagicAt(cell, cursor) is { } magic) return InspectMagic(magic);
        var code = CodeOnly(cell);
        var document = await DocumentOfAsync(code, cancel).ConfigureAwait(false);
        var service = QuickInfoService.GetService(document) ?? throw new InvalidOperationException("Roslyn's quick info service is not there.");
        foreach (var position in InspectionPlaces.Of(code, cursor))
        {
            if (await service.GetQuickInfoAsync(document, position, cancel).ConfigureAwait(false) is not { Sections.Length: > 0 } found) continue;
            var text = string.Join('\n', found.Sections.Select(s => s.Text.Trim()).Where(t => t.Length > 0));
            return new MimeBundle(text);
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    internal CodeCompleteness CompletenessOf(string cell) => CodeCompleteness.Of(cell, _engine.Splitter);

    private async Task<Document> DocumentOfAsync(string code, CancellationToken cancel)
    {
        if (!_engine.Ready.IsCompleted)
        {
            _ = _engine.WarmUpAsync();
            await _engine.Ready.WaitAsync(cancel).ConfigureAwait(false);
        }
        return await _workspace.DocumentOfAsync(code, cancel).ConfigureAwait(false);
    }

    private CellSegment? MagicAt(string cell, int cursor) =>
        _engine.Splitter.Split(cell).FirstOrDefault(s => s.Prefix is not null && s.Start - s.Prefix.Length - 2 <= cursor && cursor <= s.Start + s.Text.Length
            && cell.LastIndexOf('\n', Math.Max(0, cursor - 1)) < s.Start);

    private CellCompletions CompleteMagic(string cell, CellSegment magic, int cursor)
    {
        if (cursor <= magic.Start)
        {
            var start = magic.Start - magic.Prefix!.Length;
            var typed = cell[start..Math.Max(start, cursor)];
            return new CellCompletions(start, magic.Start,
                [.. _engine.MagicWords.Where(w => w.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Select(w => new CellCompletion(w, "magic", SummaryOf(w)))]);
        }
        if (_engine.CatalogueOf(magic) is not var (catalogue, line, lineStart)) return new CellCompletions(cursor, cursor, []);
        var found = catalogue.Complete(line, cursor - lineStart, _engine.Variables);
        if (found.Count == 0) return new CellCompletions(cursor, cursor, []);
        return new CellCompletions(lineStart + found[0].Start, lineStart + found[0].End, [.. found.Select(c => new CellCompletion(c.Text, c.Kind, c.Description))]);
    }

    private MimeBundle? InspectMagic(CellSegment magic)
    {
        if (_engine.CatalogueOf(magic) is not var (catalogue, line, _)) return null;
        var word = line.Trim().Split(' ')[0];
        return new MimeBundle(catalogue.HelpFor(catalogue.Find(word) is null ? null : word).ToString());
    }

    private string SummaryOf(string word) =>
        _engine.Catalogues.FirstOrDefault(c => c.Prefix == word)?.Summary ?? _engine.Catalogues[0].Find(word)?.Summary ?? "All magics and commands";

    /// <summary>The cell with blanks in place of its magics, so that positions stay.</summary>
    private string CodeOnly(string cell)
    {
        var magics = _engine.Splitter.Split(cell).Where(s => s.Prefix is not null).ToList();
        if (magics.Count == 0) return cell;
        var code = cell.ToCharArray();
        foreach (var magic in magics)
        {
            var lineStart = cell.LastIndexOf('\n', magic.Start - 1) + 1;
            code.AsSpan(lineStart, magic.Start + magic.Text.Length - lineStart).Fill(' ');
        }
        return new string(code);
    }
}
