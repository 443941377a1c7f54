using System.Text.Json.Nodes;
using Spm.Kernel.Widgets;

namespace Spm.Kernel.Tests.Widgets;

public class ModelTests
{
    private static readonly Dictionary<string, Func<Widget>> New = new()
    {
        ["IntSlider"] = () => new IntSlider(),
        ["FloatSlider"] = () => new FloatSlider(),
        ["FloatLogSlider"] = () => new FloatLogSlider(),
        ["IntRangeSlider"] = () => new IntRangeSlider(),
        ["FloatRangeSlider"] = () => new FloatRangeSlider(),
        ["IntText"] = () => new IntText(),
        ["FloatText"] = () => new FloatText(),
        ["BoundedIntText"] = () => new BoundedIntText(),
        ["BoundedFloatText"] = () => new BoundedFloatText(),
        ["IntProgress"] = () => new IntProgress(),
        ["FloatProgress"] = () => new FloatProgress(),
        ["Play"] = () => new Play(),
        ["Text"] = () => new Text(),
        ["Textarea"] = () => new Textarea(),
        ["Password"] = () => new Password(),
        ["Label"] = () => new Label(),
        ["HTML"] = () => new HTML(),
        ["HTMLMath"] = () => new HTMLMath(),
        ["Checkbox"] = () => new Checkbox(),
        ["ToggleButton"] = () => new ToggleButton(),
        ["Button"] = () => new Button(),
        ["Dropdown"] = () => new Dropdown(),
        ["Select"] = () => new Select(),
        ["RadioButtons"] = () => new RadioButtons(),
        ["ToggleButtons"] = () => new ToggleButtons(),
        ["Image"] = () => new Image(),
        ["Box"] = () => new Box(),
        ["HBox"] = () => new HBox(),
        ["VBox"] = () => new VBox(),
        ["GridBox"] = () => new GridBox(),
        ["Tab"] = () => new Tab(),
        ["Accordion"] = () => new Accordion(),
        ["Output"] = () => new Kernel.Widgets.Output(),
        ["Layout"] = () => new Layout(),
        ["DescriptionStyle"] = () => new DescriptionStyle(),
        ["SliderStyle"] = () => new SliderStyle(),
        ["ProgressStyle"] = () => new ProgressStyle(),
        ["ButtonStyle"] = () => new ButtonStyle(),
        ["ToggleButtonStyle"] = () => new ToggleButtonStyle(),
        ["ToggleButtonsStyle"] = () => new ToggleButtonsStyle(),
        ["CheckboxStyle"] = () => new CheckboxStyle(),
        ["TextStyle"] = () => new TextStyle(),
        ["LabelStyle"] = () => new LabelStyle(),
        ["HTMLStyle"] = () => new HTMLStyle(),
        ["HTMLMathStyle"] = () => new HTMLMathStyle(),
    };

    public static TheoryData<string> Models => [.. ModelTable.Text.Split('\n').Select(line => line.Split(' ')[0])];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_new_widgets_state_is_the_protocols_default(string name)
    {
        var row = ModelTable.Text.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ', 3);
        var expected = JsonNode.Parse(row[2])!.AsObject();
        var widget = New[name]();
        var state = widget.WholeState().Json;

        Assert.Equal(name + "Model", (string?)state["_model_name"]);
        Assert.Equal(row[1], (string?)state["_view_name"]);
        Assert.Equal(name == "Output" ? "1.0.0" : "2.0.0", (string?)state["_model_module_version"]);
        Assert.Equal(
            name switch { "Output" => "@jupyter-widgets/output", "Layout" => "@jupyter-widgets/base", _ => "@jupyter-widgets/controls" },
            (string?)state["_model_module"]);
        Assert.Equal(name.EndsWith("Style", StringComparison.Ordinal) || name == "Layout" ? "@jupyter-widgets/base" : (string?)state["_model_module"], (string?)state["_view_module"]);
        Assert.Equal(expected.Select(e => e.Key).Order(), state.Select(s => s.Key).Where(k => !k.StartsWith("_model", StringComparison.Ordinal) && !k.StartsWith("_view", StringComparison.Ordinal)).Order());
        foreach (var (key, value) in expected)
        {
            if (value?.ToString() is ['@', .. var referred])
                Assert.Equal(referred + "Model", widget.References().Single(w => "IPY_MODEL_" + w.ModelId == (string?)state[key]).Model.Name);
            else
                Assert.True(JsonNode.DeepEquals(value, state[key]), $"{key}: {value?.ToJsonString()} expected, {state[key]?.ToJsonString()} found");
        }
    }
}
