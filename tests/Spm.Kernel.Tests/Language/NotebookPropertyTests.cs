using System.Text.Json.Nodes;

namespace Spm.Kernel.Tests.Language;

/// <summary>Completion and inspection at any place of real cells.</summary>
public sealed class NotebookPropertyTests : IDisposable
{
    private static readonly string[] Cells = [.. NotebookCells(), .. Written];

    private readonly LanguageNotebook _notebook = new();

    private static string[] Written =>
    [
        "var xs = Enumerable.Range(0, 10).Select(i => i * 0.5).ToArray();\nforeach (var x in xs)\n{\n    Console.WriteLine($\"{x:0.00} of {xs.Length}\");\n}",
        "class Tip(double radius)\n{\n    public double Radius { get; } = radius; // metres 😀\n    public override string ToString() => $\"{Radius}\";\n}\nnew Tip(2e-9)",
        "#!toy roll --sides 6 as die\n%toy echo \"two words\"\nvar s = @\"a \"\"b\"\" c\" + 'x' + \"\"\"raw \" text\"\"\";",
        "#r \"nuget: Some.Package, 1.0\"\nusing System.Text;\nvar point = new { X = 1, Y = 2 };\npoint switch { { X: > 0 } => await Task.FromResult(1), _ => 2 }",
    ];

    private static IEnumerable<string> NotebookCells()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "notebooks"))) folder = folder.Parent;
        return folder is null
            ? []
            : Directory.EnumerateFiles(Path.Combine(folder.FullName, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)
                .SelectMany(f => JsonNode.Parse(File.ReadAllText(f))!["cells"]!.AsArray()).Where(c => (string?)c!["cell_type"] == "code")
                .Select(c => c!["source"] is JsonArray lines ? string.Concat(lines.Select(l => (string)l!)) : (string)c["source"]!);
    }

    /// <summary>Places in cells; half of the cells end at the cursor, as they do while they are typed.</summary>
    private static IEnumerable<(string Cell, int Cursor)> Places(int count)
    {
        var random = new Random(4);
        for (var n = 0; n < count; n++)
        {
            var cell = Cells[random.Next(Cells.Length)];
            var cursor = random.Next(cell.Length + 1);
            yield return (random.Next(2) == 0 ? cell : cell[..cursor], cursor);
        }
    }

    [Fact]
    public async Task Completion_at_any_place_fits_the_text_there()
    {
        foreach (var (cell, cursor) in Places(150))
        {
            var list = await _notebook.Language.CompleteAsync(cell, cursor, TestContext.Current.CancellationToken);
            Assert.True(0 <= list.Start && list.Start <= cursor && cursor <= list.End && list.End <= cell.Length, $"{list.Start} to {list.End} at {cursor} of\n{cell}");
            Assert.All(list.Items, i => Assert.NotEmpty(i.Text));
            Assert.Equal(list.Items.Count, list.Items.Select(i => i.Text).Distinct().Count());
        }
    }

    [Fact]
    public async Task Every_proposal_has_the_letters_that_were_typed()
    {
        foreach (var (cell, cursor) in Places(150))
        {
            var list = await _notebook.Language.CompleteAsync(cell, cursor, TestContext.Current.CancellationToken);
            Assert.All(list.Items, i => Assert.True(IsWithin(cell[list.Start..cursor], i.Text), $"«{i.Text}» for «{cell[list.Start..cursor]}»"));
        }

        static bool IsWithin(string letters, string text)
        {
            var at = 0;
            foreach (var c in text)
                if (at < letters.Length && char.ToUpperInvariant(c) == char.ToUpperInvariant(letters[at]))
                    at++;
            return at == letters.Length;
        }
    }

    [Fact]
    public async Task Inspection_at_any_place_answers_with_text_or_nothing()
    {
        foreach (var (cell, cursor) in Places(150))
            if (await _notebook.Language.InspectAsync(cell, cursor, TestContext.Current.CancellationToken) is { } page)
                Assert.NotEmpty(page.Text);
    }

    [Fact]
    public void Every_cell_of_the_notebooks_is_complete() =>
        Assert.All(Cells, c => Assert.Equal("complete", _notebook.Language.CompletenessOf(c).Status));

    [Fact]
    public void Any_beginning_of_a_cell_is_complete_incomplete_or_invalid() =>
        Assert.All(Places(300), p => Assert.Contains(_notebook.Language.CompletenessOf(p.Cell[..p.Cursor]).Status, new[] { "complete", "incomplete", "invalid" }));

    public void Dispose() => _notebook.Dispose();
}
