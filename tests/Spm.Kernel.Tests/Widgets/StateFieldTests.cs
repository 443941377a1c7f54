using System.Text.Json.Nodes;
using Spm.Kernel.Tests.Engine;
using Spm.Kernel.Widgets;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Tests.Widgets;

public class StateFieldTests
{
    [Fact]
    public async Task A_value_whose_handlers_have_run_is_no_change_for_the_message_that_brought_it()
    {
        using var notebook = new TestNotebook();
        using var slider = new IntSlider(0);
        slider.Open(notebook.Engine.Comms);
        var field = slider.Add(new StateField<int>(slider, "tested", 0, StateCodec.Int));
        var changes = new List<(int, int)>();
        field.Changed.Add(change => changes.Add((change.Old, change.New)));
        var (_, holding) = notebook.Start("table.Throw.Task.Wait();");
        Receive(field, 1);
        field.PostChange();
        // The second message is applied, and its thread comes to a stop before it queues handlers.
        Receive(field, 2);
        notebook.Toy.Table.Throw.SetResult();
        await holding;
        await notebook.Engine.Comms.RunInCell(() => Task.CompletedTask);
        field.PostChange();
        await notebook.Engine.Comms.RunInCell(() => Task.CompletedTask);
        Assert.Equal([(0, 2)], changes);
    }

    private static void Receive(StateField<int> field, int value) => Assert.True(field.TryApply(JsonValue.Create(value)));
}
