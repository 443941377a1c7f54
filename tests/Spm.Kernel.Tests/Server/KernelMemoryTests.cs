using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Kernel.Tests.Engine;

namespace Spm.Kernel.Tests.Server;

public class KernelMemoryTests
{
    /// <summary>
    /// With the framework's references given to each cell, one cell costs more than 2 MB after a hundred others and more with each
    /// further one; given to the first only, it costs well under this.
    /// </summary>
    private const double MegabytesPerCell = 0.4;

    [Fact]
    public void A_cell_costs_the_same_memory_after_many_cells()
    {
        using var kernel = new KernelProcess();
        var start = MegabytesAfter(kernel, 100);
        var end = MegabytesAfter(kernel, 100);
        Assert.InRange((end - start) / 100, double.NegativeInfinity, MegabytesPerCell);
    }

    [Fact]
    public async Task Only_the_first_submission_has_references()
    {
        using var notebook = new TestNotebook();
        await notebook.Run("var a = 1;");
        await notebook.Run("#!toy roll as die\ndie.Value + a");
        var chain = Chain(notebook).ToList();
        Assert.All(chain.SkipLast(1), c => Assert.Empty(c.ExternalReferences));
        Assert.NotEmpty(chain[^1].ExternalReferences);
    }

    [Fact]
    public async Task Cells_that_declare_nothing_do_not_make_the_chain_longer()
    {
        using var notebook = new TestNotebook();
        await notebook.Run("var a = 1;");
        var before = Chain(notebook).Count();
        for (var i = 0; i < 20; i++) await notebook.Run($"a += {i};\nConsole.WriteLine(a);\na");
        Assert.Equal(before, Chain(notebook).Count());
        Assert.Equal("191", await notebook.Value("a"));
    }

    private static IEnumerable<CSharpCompilation> Chain(TestNotebook notebook)
    {
        for (var c = notebook.Engine.Chain.Last; c is not null; c = c.ScriptCompilationInfo!.PreviousScriptCompilation) yield return c;
    }

    private static double MegabytesAfter(KernelProcess kernel, int cells)
    {
        for (var i = 0; i < cells; i++) kernel.Execute($"var v{i} = {i}; v{i} + 1");
        var (_, published) = kernel.Execute("GC.GetTotalMemory(forceFullCollection: true) / 1e6");
        return double.Parse((string)published.Single(m => m.Type == "execute_result").Content["data"]!["text/plain"]!, CultureInfo.InvariantCulture);
    }
}
