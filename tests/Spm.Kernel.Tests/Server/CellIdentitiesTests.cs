using System.Text.Json.Nodes;
using Spm.Kernel.Server;
using Spm.Kernel.Wire;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Server;

public class CellIdentitiesTests
{
    private readonly CellIdentities _cells = new();

    [Fact]
    public void A_cell_is_known_by_its_id_and_each_run_is_another()
    {
        var (first, second) = (Run("""{"cellId":"a"}""")!, Run("""{"cellId":"a"}""")!);
        Assert.Equal(("a", "a"), (first.Id, second.Id));
        Assert.NotEqual(first.Run, second.Run);
    }

    [Fact]
    public void What_a_cell_has_shown_stands_until_it_runs_again_or_is_deleted()
    {
        var first = Run("""{"cellId":"a"}""")!;
        Assert.True(Run("""{"cellId":"b"}""")!.StillShows(first));
        Assert.False(Run("""{"cellId":"a"}""")!.StillShows(first));
        var other = Run("""{"cellId":"b"}""")!;
        Assert.False(Run("""{"cellId":"c","deletedCells":["b","x"]}""")!.StillShows(other));
        Assert.False(Run("""{"cellId":"c","deletedCells":[]}""")!.StillShows(other));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"cellId":""}""")]
    [InlineData("""{"cellId":null,"deletedCells":7}""")]
    [InlineData("""{"cellId":[1]}""")]
    [InlineData("[]")]
    public void A_front_end_that_says_nothing_sensible_runs_cells_that_are_not_known(string metadata) => Assert.Null(Run(metadata));

    private CellRun? Run(string metadata)
    {
        var message = JupyterMessage.Create("execute_request", "s", null, new JsonObject(), WireJson.Plain.JsonObject, []);
        return _cells.Of(JsonNode.Parse(metadata) is JsonObject known ? message.With(known, []) : message);
    }
}
