using System.Text.RegularExpressions;
using Spm.Kernel.Engine;
using Spm.Kernel.Scripting;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Language;

/// <summary>Completion and help inside magics.</summary>
internal sealed partial class MagicLanguage(CellEngine engine)
{
    /// <summary>The magic in whose line the cursor stands, or null.</summary>
    public CellSegment? At(string cell, int cursor) =>
        engine.Splitter.Split(cell).FirstOrDefault(s => s.Prefix is not null && s.Start - s.Prefix.Length - 2 <= cursor && cursor <= s.Start + s.Text.Length
            && cell.LastIndexOf('\n', Math.Max(0, cursor - 1)) < s.Start);

    /// <summary>The magics, where a <c>%</c> that starts a statement has no word behind it yet; else null.</summary>
    public CellCompletions? CompleteLonePercent(string cell, int cursor)
    {
        var lineStart = cursor == 0 ? 0 : cell.LastIndexOf('\n', cursor - 1) + 1;
        var before = cell[..lineStart].TrimEnd();
        return LonePercent().IsMatch(cell[lineStart..cursor]) && (before.Length == 0 || before[^1] is ';' or '}') ? Words("", cursor, cursor) : null;
    }

    /// <summary>Proposals for the word at the cursor.</summary>
    public CellCompletions Complete(string cell, CellSegment magic, int cursor)
    {
        if (cursor <= magic.Start)
        {
            var start = magic.Start - magic.Prefix!.Length;
            return cursor < start ? new CellCompletions(cursor, cursor, []) : Words(cell[start..cursor], start, cursor);
        }
        if (engine.CatalogueOf(magic) is not var (catalogue, line, lineStart)) return new CellCompletions(cursor, cursor, []);
        var found = catalogue.Complete(line, cursor - lineStart, engine.Variables);
        if (found.Count == 0) return new CellCompletions(cursor, cursor, []);
        return new CellCompletions(lineStart + found[0].Start, lineStart + found[0].End, [.. found.Select(c => new CellCompletion(c.Text, c.Kind, c.Description))]);
    }

    /// <summary>Help on the command of the line, the option at the cursor first; or on all commands.</summary>
    public MimeBundle? Inspect(CellSegment magic, int cursor)
    {
        if (engine.CatalogueOf(magic) is not var (catalogue, line, lineStart)) return null;
        var words = CommandLine.Split(line, allowOpenQuote: true).Select(t => t.Text).ToList();
        var named = words.Count > 1 && words[0] == CommandCatalogue.HelpCommand ? words[1] : words.FirstOrDefault() ?? "";
        var help = catalogue.HelpFor(catalogue.Find(named) is null ? null : named);
        var bundle = BundleFormatter.TryFormat(help) ?? new HelpPage().Block(help.ToString()).ToBundle();
        if (help.ParameterAt(line, cursor - lineStart) is not { } parameter) return bundle;
        var page = new HelpPage().Code(CommandHelp.Written(parameter)).Text(help.Line(parameter)).ToBundle();
        return new MimeBundle($"{page.Text}\n\n{bundle.Text}").With(MimeTypes.Html, $"{page.Data[MimeTypes.Html]}<hr>{bundle.Data.GetValueOrDefault(MimeTypes.Html)}");
    }

    private CellCompletions Words(string typed, int start, int cursor) => new(start, cursor,
        [.. CompletionMatching.Best(engine.MagicWords, w => w, typed).Select(m => m.Item).Order(StringComparer.Ordinal).Select(w => new CellCompletion(w, "magic", SummaryOf(w)))]);

    private string SummaryOf(string word) =>
        engine.Catalogues.FirstOrDefault(c => c.Prefix == word)?.Summary ?? engine.Catalogues[0].Find(word)?.Summary ?? "All magics and commands";

    [GeneratedRegex(@"^\s*%$")]
    private static partial Regex LonePercent();
}
