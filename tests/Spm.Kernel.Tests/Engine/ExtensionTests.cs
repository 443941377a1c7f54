using System.Reflection;
using Spm.Kernel.Engine;
using Spm.Kernel.TestHost;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Tests.Engine;

public class ExtensionTests
{
    [Fact]
    public async Task Cells_can_use_the_assemblies_an_extension_refers_to()
    {
        using var engine = new CellEngine([new Extension()]);
        var outcome = await engine.ExecuteAsync("typeof(CsCheck.Gen)", 1, new RecordedOutput(), TestContext.Current.CancellationToken);
        Assert.Same(typeof(CsCheck.Gen), Assert.IsType<CellOutcome.Success>(outcome).Value);
    }

    [Fact]
    public async Task An_extension_that_fails_to_load_is_an_error_of_the_cell_and_not_a_dead_engine()
    {
        using var engine = new CellEngine([new Extension { Failure = new InvalidOperationException("no licence") }]);
        for (var n = 1; n <= 2; n++)
        {
            var outcome = await engine.ExecuteAsync("1+1", n, new RecordedOutput(), TestContext.Current.CancellationToken);
            Assert.Equal("no licence", Assert.IsType<CellOutcome.Error>(outcome).Details.Evalue);
        }
    }

    [Fact]
    public async Task The_engine_works_without_any_extension()
    {
        using var engine = new CellEngine([]);
        var output = new RecordedOutput();
        await engine.ExecuteAsync("#!help", 1, output, TestContext.Current.CancellationToken);
        Assert.Contains("#!who", output.ResultBundle?.Text);
        await engine.ExecuteAsync("new[] { 1, 2 }.Sum()", 2, output, TestContext.Current.CancellationToken);
        Assert.Equal("3", output.ResultBundle?.Text);
    }

    private sealed class Extension : INotebookExtension
    {
        public Exception? Failure { get; init; }

        public string Name => "other";

        public IReadOnlyList<string> Imports => [];

        public IReadOnlyList<Assembly> References => [typeof(ExtensionTests).Assembly];

        public IReadOnlyList<(string Name, object Value)> Variables => [];

        public CommandCatalogue Commands { get; } = new("other", "Nothing", new PlainNotation());

        public void RegisterFormatters()
        {
            if (Failure is not null) throw Failure;
        }

        public void Attach(INotebookOutput output)
        {
        }

        public void OnInterrupt()
        {
        }
    }
}
