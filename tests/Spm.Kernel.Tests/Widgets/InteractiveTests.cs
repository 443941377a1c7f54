using Spm.Kernel.Widgets;

namespace Spm.Kernel.Tests.Widgets;

public class InteractiveTests
{
    [Fact]
    public void Parameters_get_controls_that_fit_their_values()
    {
        var box = new Interactive(
            (double x, int n, bool on, string name, string kind, DayOfWeek day, double set) => $"{x} {n} {on} {name} {kind} {day} {set}",
            new { x = (0, 10), n = (1, 9, 2, 3), on = true, name = "tip", kind = new[] { "a", "b" }, set = new FloatText(7) });
        Assert.Equal(
            [typeof(FloatSlider), typeof(IntSlider), typeof(Checkbox), typeof(Text), typeof(Dropdown<object>), typeof(Dropdown<object>), typeof(FloatText)],
            box.Controls.Values.Select(c => c.GetType()));
        Assert.Equal("5 3 True tip a Sunday 7", box.Result);
    }

    [Fact]
    public void Defaults_of_the_parameters_are_starting_values()
    {
        var box = new Interactive((int n = 4, bool on = true, double x = 2.5) => (n, on, x), new { x = (0.0, 5.0) });
        Assert.Equal((4, true, 2.5), box.Result);
        Assert.Equal((-4, 12), ((IntSlider)box.Controls["n"]) is var slider ? (slider.Min, slider.Max) : default);
    }

    [Fact]
    public void The_function_runs_anew_after_a_change_and_may_be_a_task()
    {
        var box = new Interactive(async (int n) => { await Task.Yield(); return n * n; }, (0, 10));
        ((IntSlider)box.Controls["n"]).Value = 7;
        Assert.Equal(49, box.Result);
    }

    [Fact]
    public void A_missing_or_wrong_control_is_explained()
    {
        Assert.Equal(
            "The parameter «n» (Int32) has no control. Give (min, max) or (min, max, step) for a slider, a number, true or false, a text, a list to choose from, or a control: Interact(f, new { n = … }).",
            Assert.Throws<ArgumentException>(() => new Interactive((int n) => n)).Message);
        Assert.Equal("The function has no parameter «m». Its parameters: n.", Assert.Throws<ArgumentException>(() => new Interactive((int n) => n, new { m = 1 })).Message);
        Assert.Contains("the minimum comes first", Assert.Throws<ArgumentException>(() => new Interactive((int n) => n, (9, 1))).Message, StringComparison.Ordinal);
    }
}
