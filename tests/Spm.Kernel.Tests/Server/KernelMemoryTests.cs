using System.Globalization;
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
    public async Task Only_the_first_submission_has_references_and_imports()
    {
        using var notebook = new TestNotebook();
        await notebook.Run("var a = 1;");
        await notebook.Run("#!toy roll as die\ndie.Value + a");
        for (var script = notebook.Engine.Chain.State!.Script; script.Previous is not null; script = script.Previous)
        {
            Assert.Empty(script.Options.MetadataReferences);
            Assert.Empty(script.Options.Imports);
        }
    }

    private static double MegabytesAfter(KernelProcess kernel, int cells)
    {
        for (var i = 0; i < cells; i++) kernel.Execute($"var v{i} = {i}; v{i} + 1");
        var (_, published) = kernel.Execute("GC.GetTotalMemory(forceFullCollection: true) / 1e6");
        return double.Parse((string)published.Single(m => m.Type == "execute_result").Content["data"]!["text/plain"]!, CultureInfo.InvariantCulture);
    }
}
