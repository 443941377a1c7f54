using Spm.Kernel.Engine;
using Spm.Kernel.TestHost;

namespace Spm.Kernel.Tests.Engine;

/// <summary>An engine with the toy extension, and short words to run cells.</summary>
internal sealed class TestNotebook : IDisposable
{
    private int _count;

    public TestNotebook() => Engine = new CellEngine([Toy]);

    public ToyExtension Toy { get; } = new();

    public CellEngine Engine { get; }

    /// <summary>Runs a cell and returns what it showed.</summary>
    public async Task<RecordedOutput> Run(string code, params string[] answers)
    {
        var output = new RecordedOutput();
        foreach (var answer in answers) output.Answers.Enqueue(answer);
        Outcome = await Engine.ExecuteAsync(code, ++_count, output, TestContext.Current.CancellationToken);
        return output;
    }

    /// <summary>Runs a cell and returns the text of its result.</summary>
    public async Task<string?> Value(string code) => (await Run(code)).ResultBundle?.Text;

    /// <summary>Starts a cell without waiting for it.</summary>
    public (RecordedOutput Output, Task<CellOutcome> Outcome) Start(string code)
    {
        var output = new RecordedOutput();
        return (output, Engine.ExecuteAsync(code, ++_count, output, TestContext.Current.CancellationToken));
    }

    /// <summary>How the last cell ended.</summary>
    public CellOutcome? Outcome { get; private set; }

    public void Dispose() => Engine.Dispose();
}
