using System.Text.RegularExpressions;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Language;

/// <summary>Completion and help for the cell being typed, C# and magics; works while a cell runs.</summary>
public sealed partial class LanguageService : IDisposable
{
    private readonly CellEngine _engine;
    private volatile bool _isWarm;
    private readonly CellWorkspace _workspace;
    private readonly CodeCompletion _completion;
    private readonly CodeInspection _inspection;
    private readonly MagicLanguage _magics;

    /// <summary>The service of an engine; make it before the engine runs its first cell.</summary>
    public LanguageService(CellEngine engine)
    {
        _engine = engine;
        _workspace = new CellWorkspace(engine.Chain);
        engine.Help = (subject, cancel) => InspectAsync(subject, subject.Length, cancel);
        _completion = new CodeCompletion(_workspace, engine.Variables);
        _inspection = new CodeInspection(_workspace, engine.Variables);
        _magics = new MagicLanguage(engine);
    }

    /// <summary>Proposals for the word at the cursor.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="cursor">UTF-16 index of the cursor.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CellCompletions> CompleteAsync(string cell, int cursor, CancellationToken cancel)
    {
        cursor = Math.Clamp(cursor, 0, cell.Length);
        if (_magics.At(cell, cursor) is { } magic) return _magics.Complete(cell, magic, cursor);
        if (_magics.CompleteLonePercent(cell, cursor) is { } words) return words;
        if (TextCompletion.OfDirective(cell, cursor) is { } directive) return directive;
        var code = CodeOnly(cell);
        if (TextPlace.Of(code, cursor) is { } text) return TextCompletion.OfString(code, cursor, text);
        await StartedAsync(cancel).ConfigureAwait(false);
        return await _completion.CompleteAsync(code, cursor, cancel).ConfigureAwait(false);
    }

    /// <summary>What the cells have declared that begins with the word at the cursor: the answer that needs no compiler, for when there is no time to ask it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="cursor">UTF-16 index of the cursor.</param>
    public CellCompletions NamesAt(string cell, int cursor)
    {
        cursor = Math.Clamp(cursor, 0, cell.Length);
        var typed = BareWord().Match(cell[..cursor]);
        if (!typed.Success || _magics.At(cell, cursor) is not null) return new CellCompletions(cursor, cursor, []);
        return new CellCompletions(typed.Index, cursor,
            [.. _workspace.Declarations.StartingWith(typed.Value).Select(d => new CellCompletion(d.Name, d.Kind switch
            {
                SessionDeclarationKind.Function => "function",
                SessionDeclarationKind.Type => "class",
                _ => "variable",
            }, ""))]);
    }

    /// <summary>Signature and documentation of what stands at the cursor, or null.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="cursor">UTF-16 index of the cursor.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="withSource">True to show the text of what a cell declared.</param>
    public async Task<MimeBundle?> InspectAsync(string cell, int cursor, CancellationToken cancel, bool withSource = false)
    {
        cursor = Math.Clamp(cursor, 0, cell.Length);
        if (_magics.At(cell, cursor) is { } magic) return _magics.Inspect(magic, cursor);
        await StartedAsync(cancel).ConfigureAwait(false);
        return await _inspection.OfAsync(CodeOnly(cell), cursor, withSource, cancel).ConfigureAwait(false);
    }

    /// <summary>True when what the first answers need is loaded.</summary>
    internal bool IsWarm => _isWarm;

    /// <summary>Loads what the first completion and the first inspection need, so that nobody waits for it.</summary>
    /// <param name="cancel">Gives up.</param>
    public async Task WarmUpAsync(CancellationToken cancel)
    {
        await CompleteAsync("Console.Wri", 11, cancel).ConfigureAwait(false);
        await InspectAsync("Console.WriteLine(", 18, cancel).ConfigureAwait(false);
        _isWarm = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    internal CodeCompleteness CompletenessOf(string cell) => CodeCompleteness.Of(HelpQuestion.Of(cell).Code, _engine.Splitter);

    /// <summary>Waits until the first submission has run, so that the names of the extensions are known.</summary>
    private async Task StartedAsync(CancellationToken cancel)
    {
        if (_engine.Ready.IsCompleted) return;
        _ = _engine.WarmUpAsync();
        await _engine.Ready.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The cell with blanks in place of its magics, so that positions stay.</summary>
    private string CodeOnly(string cell)
    {
        var magics = _engine.Splitter.Split(cell).Where(s => s.Prefix is not null).ToList();
        if (magics.Count == 0) return cell;
        var code = cell.ToCharArray();
        foreach (var magic in magics)
        {
            var lineStart = magic.Start == 0 ? 0 : cell.LastIndexOf('\n', magic.Start - 1) + 1;
            code.AsSpan(lineStart, magic.Start + magic.Text.Length - lineStart).Fill(' ');
        }
        return new string(code);
    }

    [GeneratedRegex(@"(?<![\w.])[\p{L}_]\w*$")]
    private static partial Regex BareWord();
}
