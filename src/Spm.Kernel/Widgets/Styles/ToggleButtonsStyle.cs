using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Look of a row of toggle buttons.</summary>
public sealed class ToggleButtonsStyle : Style
{
    private readonly StateField<string> _buttonWidth;
    private readonly StateField<string> _descriptionWidth;
    private readonly StateField<string> _fontWeight;

    /// <summary>The front end's own look.</summary>
    public ToggleButtonsStyle()
        : base("ToggleButtonsStyle")
    {
        _buttonWidth = Field("button_width", "", StateCodec.Text);
        _descriptionWidth = Field("description_width", "", StateCodec.Text);
        _fontWeight = Field("font_weight", "", StateCodec.Text);
    }

    /// <summary>Width of one button; empty for the default.</summary>
    public string ButtonWidth
    {
        get => _buttonWidth.Value;
        set => _buttonWidth.Value = value;
    }

    /// <summary>Width of the description, such as <c>initial</c> or <c>120px</c>; empty for the default.</summary>
    public string DescriptionWidth
    {
        get => _descriptionWidth.Value;
        set => _descriptionWidth.Value = value;
    }

    /// <summary>CSS <c>font-weight</c>.</summary>
    public string FontWeight
    {
        get => _fontWeight.Value;
        set => _fontWeight.Value = value;
    }
}
