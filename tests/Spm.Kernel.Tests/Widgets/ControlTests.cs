using Spm.Kernel.Widgets;

namespace Spm.Kernel.Tests.Widgets;

public class ControlTests
{
    [Fact]
    public void A_value_given_before_its_bounds_is_not_lost()
    {
        Assert.Equal(250, new IntSlider { Value = 250, Min = 200, Max = 300 }.Value);
        Assert.Equal(250, new IntSlider { Max = 300, Value = 250, Min = 200 }.Value);
        Assert.Equal((120, 180), new IntRangeSlider { Value = (120, 180), Max = 200, Min = 100 }.Value);
    }

    [Fact]
    public void A_value_outside_its_bounds_moves_to_the_nearer_end()
    {
        var slider = new FloatSlider(5, 0, 10);
        slider.Value = 99;
        Assert.Equal(10, slider.Value);
        slider.Max = 7;
        Assert.Equal(7, slider.Value);
        slider.Min = 8;
        Assert.Equal((8.0, 8.0), (slider.Min, slider.Max));
    }

    [Fact]
    public void A_number_that_is_none_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FloatSlider().Value = double.NaN);

    [Fact]
    public void Changed_tells_old_and_new_and_not_a_change_to_the_same()
    {
        var changes = new List<ValueChange<int>>();
        var slider = new IntSlider(1);
        slider.Changed += changes.Add;
        slider.Value = 2;
        slider.Value = 2;
        slider.Changed -= changes.Add;
        slider.Value = 3;
        Assert.Equal([new ValueChange<int>(1, 2)], changes);
    }

    [Fact]
    public void A_dropdown_gives_the_object_itself()
    {
        var (first, second) = (new Version(1, 0), new Version(2, 0));
        var dropdown = new Dropdown<Version>([first, second], v => $"version {v.Major}");
        Assert.Same(first, dropdown.Value);
        Version? told = null;
        dropdown.Changed += e => told = e.New;
        dropdown.Value = second;
        Assert.Same(second, told);
        Assert.Equal("Dropdown: version 2 (of version 1, version 2)", dropdown.ToString());
        Assert.Contains("version 1, version 2", Assert.Throws<ArgumentException>(() => dropdown.Value = new Version(3, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_cannot_hold_itself()
    {
        var inner = new HBox();
        var outer = new VBox(inner);
        Assert.Throws<ArgumentException>(() => inner.Children = [outer]);
    }

    [Fact]
    public void A_wrong_word_is_refused_with_the_right_ones() =>
        Assert.Equal(
            "ButtonStyle is one of \"primary\", \"success\", \"info\", \"warning\", \"danger\", \"\", got \"red\". (Parameter 'ButtonStyle')",
            Assert.Throws<ArgumentException>(() => new Button { ButtonStyle = "red" }).Message);

    [Fact]
    public void The_text_of_a_box_names_its_controls_and_values() =>
        Assert.Equal("VBox\n  IntSlider «n»: 5 (0 to 10)\n  Checkbox «log»: True", new VBox(new IntSlider(5, 0, 10, description: "n"), new Checkbox(true, "log")).ToString());
}
