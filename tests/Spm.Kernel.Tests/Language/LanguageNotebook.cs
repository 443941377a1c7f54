using Spm.Kernel.Language;
using Spm.Kernel.Tests.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Language;

/// <summary>A notebook and its language service; a bar in a cell is the cursor.</summary>
internal sealed class LanguageNotebook : IDisposable
{
    public LanguageNotebook() => Language = new LanguageService(Notebook.Engine);

    public TestNotebook Notebook { get; } = new();

    public LanguageService Language { get; }

    public async Task<CellCompletions> Complete(string cell)
    {
        var cursor = cell.IndexOf('|');
        return await Language.CompleteAsync(cell.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken);
    }

    /// <summary>What completion would insert.</summary>
    public async Task<List<string>> Names(string cell) => [.. (await Complete(cell)).Items.Select(i => i.Text)];

    /// <summary>The signature shown beside a proposal.</summary>
    public async Task<string> Signature(string cell, string name) => (await Complete(cell)).Items.First(i => i.Text == name).Description;

    public async Task<MimeBundle?> InspectBundle(string cell, bool withSource = false)
    {
        var cursor = cell.IndexOf('|');
        return await Language.InspectAsync(cell.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken, withSource);
    }

    public async Task<string?> Inspect(string cell, bool withSource = false) => (await InspectBundle(cell, withSource))?.Text;

    public void Dispose()
    {
        Language.Dispose();
        Notebook.Dispose();
    }
}
