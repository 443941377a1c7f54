using Spm.Kernel.Engine;

namespace Spm.Kernel.Tests.Notebooks;

/// <summary>An engine whose cells do what the test says: the code is the name of an action.</summary>
internal sealed class ScriptedEngine : ICellEngine
{
    private readonly Dictionary<string, Func<int, ICellOutput, CancellationToken, Task<CellOutcome>>> _cells = [];

    /// <summary>The code of the cells that were run, in order.</summary>
    public List<string> Ran { get; } = [];

    public ScriptedEngine On(string code, Action<int, ICellOutput> show) => On(code, (count, output, _) =>
    {
        show(count, output);
        return Task.FromResult<CellOutcome>(new CellOutcome.Success(null));
    });

    public ScriptedEngine On(string code, Func<int, ICellOutput, CancellationToken, Task<CellOutcome>> run)
    {
        _cells[code] = run;
        return this;
    }

    public ScriptedEngine FailsOn(string code, int line, string message) => On(code, (count, output, _) =>
    {
        var error = new CellError("InvalidOperationException", message, [$"InvalidOperationException: {message}", $"  Cell [{count}], line {line}"], line, null);
        output.Error(error);
        return Task.FromResult<CellOutcome>(new CellOutcome.Error(error));
    });

    public Task<CellOutcome> ExecuteAsync(string code, int executionCount, ICellOutput output, CancellationToken cancel)
    {
        Ran.Add(code);
        return _cells.TryGetValue(code, out var run) ? run(executionCount, output, cancel) : Task.FromResult<CellOutcome>(new CellOutcome.Success(null));
    }

    public void Interrupt()
    {
    }
}

/// <summary>Notebooks written in a line.</summary>
internal static class Sample
{
    public static Spm.Kernel.Notebooks.NotebookDocument Of(params string[] cells) => Spm.Kernel.Notebooks.NotebookDocument.Parse(Json(cells));

    /// <summary>A cell starting with <c>md:</c> is Markdown, with <c>tag=x:</c> is code with that tag, else it is code.</summary>
    public static string Json(params string[] cells) => new System.Text.Json.Nodes.JsonObject
    {
        ["cells"] = new System.Text.Json.Nodes.JsonArray([.. cells.Select(Cell)]),
        ["metadata"] = new System.Text.Json.Nodes.JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    private static System.Text.Json.Nodes.JsonNode Cell(string text, int index)
    {
        var metadata = new System.Text.Json.Nodes.JsonObject();
        if (text.StartsWith("tag=", StringComparison.Ordinal))
        {
            metadata["tags"] = new System.Text.Json.Nodes.JsonArray(text[4..text.IndexOf(':')]);
            text = text[(text.IndexOf(':') + 1)..];
        }
        var cell = new System.Text.Json.Nodes.JsonObject { ["id"] = $"cell-{index}", ["metadata"] = metadata };
        if (text.StartsWith("md:", StringComparison.Ordinal))
        {
            (cell["cell_type"], cell["source"]) = ("markdown", text[3..]);
            return cell;
        }
        (cell["cell_type"], cell["source"], cell["execution_count"], cell["outputs"]) = ("code", text, null, new System.Text.Json.Nodes.JsonArray());
        return cell;
    }
}
