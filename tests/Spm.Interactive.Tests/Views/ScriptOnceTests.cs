using System.Collections.Immutable;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

public sealed class ScriptOnceTests
{
    private readonly object _first = new(), _second = new();

    [Fact]
    public void Only_the_first_object_carries_the_script()
    {
        var once = new ScriptOnce();
        Assert.True(once.Needed("a", _first));
        Assert.False(once.Needed("a", _second));
    }

    [Fact]
    public void The_object_that_carries_it_does_so_again_when_it_is_formatted_again()
    {
        var once = new ScriptOnce();
        _ = once.Needed("a", _first);
        _ = once.Needed("a", _second);
        Assert.True(once.Needed("a", _first));
    }

    [Fact]
    public void Each_script_travels_for_itself()
    {
        var once = new ScriptOnce();
        _ = once.Needed("a", _first);
        Assert.True(once.Needed("b", _second));
    }

    [Fact]
    public void After_a_reset_the_next_object_carries_it()
    {
        var once = new ScriptOnce();
        _ = once.Needed("a", _first);
        once.Reset();
        Assert.True(once.Needed("a", _second));
    }

    [Fact]
    public void Where_the_cell_is_not_known_small_scripts_travel_always()
    {
        var once = new ScriptOnce(ScriptPolicy.OneCell);
        Assert.True(once.Needed("small", _first) && once.Needed("small", _second));
        Assert.True(once.Needed("large", _first, isSmall: false));
        Assert.False(once.Needed("large", _second, isSmall: false));
    }

    [Fact]
    public void All_outputs_of_one_cell_carry_the_script_and_those_of_the_next_do_not()
    {
        var (once, run) = InCells();
        run("a");
        Assert.True(once.Needed("s", _first) && once.Needed("s", _second));
        run("b");
        Assert.False(once.Needed("s", new object()));
    }

    [Fact]
    public void When_the_cell_that_carried_it_runs_again_or_is_deleted_another_one_does()
    {
        var (once, run) = InCells();
        run("a");
        _ = once.Needed("s", _first);
        run("a");
        Assert.True(once.Needed("s", _second));
        run("b");
        Assert.False(once.Needed("s", new object()));
        run("b", deleted: "a");
        Assert.True(once.Needed("s", new object()));
        run("c");
        Assert.False(once.Needed("s", new object()));
    }

    [Fact]
    public void A_carrying_cell_that_runs_again_without_a_figure_leaves_the_script_to_the_next_figure()
    {
        var (once, run) = InCells();
        run("a");
        _ = once.Needed("s", _first);
        run("a"); // shows no figure now
        run("b");
        Assert.True(once.Needed("s", _second));
    }

    /// <summary>A script and how to run a cell, some others having been deleted before.</summary>
    private static (ScriptOnce Once, RunCell Run) InCells()
    {
        var (once, latest, count) = (new ScriptOnce(ScriptPolicy.OneCell), ImmutableDictionary<string, string>.Empty, 0);
        return (once, (id, deleted) =>
        {
            var run = $"run {++count}";
            latest = latest.RemoveRange(deleted).SetItem(id, run);
            var cell = new CellRun(id, run, latest);
            once.Cell = () => cell;
        }
        );
    }

    private delegate void RunCell(string id, params string[] deleted);

    [Fact]
    public void The_script_is_small_and_loads_nothing()
    {
        Assert.InRange(ViewScript.Element.Length, 5_000, 70_000);
        Assert.DoesNotContain("@sequential@", ViewScript.Element);
        Assert.DoesNotContain("require(", ViewScript.Element);
        Assert.DoesNotContain("http", ViewScript.Element.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
    }
}
