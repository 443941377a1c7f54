using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Look of a slider.</summary>
public sealed class SliderStyle : Style
{
    private readonly StateField<string> _descriptionWidth;
    private readonly StateField<string?> _handleColor;

    /// <summary>The front end's own look.</summary>
    public SliderStyle()
        : base("SliderStyle")
    {
        _descriptionWidth = Field("description_width", "", StateCodec.Text);
        _handleColor = Optional("handle_color");
    }

    /// <summary>Width of the description, such as <c>initial</c> or <c>120px</c>; empty for the default.</summary>
    public string DescriptionWidth
    {
        get => _descriptionWidth.Value;
        set => _descriptionWidth.Value = value;
    }

    /// <summary>Colour of the handle.</summary>
    public string? HandleColor
    {
        get => _handleColor.Value;
        set => _handleColor.Value = value;
    }
}
