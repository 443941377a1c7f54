using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Look of a checkbox.</summary>
public sealed class CheckboxStyle : Style
{
    private readonly StateField<string?> _background;
    private readonly StateField<string> _descriptionWidth;

    /// <summary>The front end's own look.</summary>
    public CheckboxStyle()
        : base("CheckboxStyle")
    {
        _background = Optional("background");
        _descriptionWidth = Field("description_width", "", StateCodec.Text);
    }

    /// <summary>Colour behind it.</summary>
    public string? Background
    {
        get => _background.Value;
        set => _background.Value = value;
    }

    /// <summary>Width of the description, such as <c>initial</c> or <c>120px</c>; empty for the default.</summary>
    public string DescriptionWidth
    {
        get => _descriptionWidth.Value;
        set => _descriptionWidth.Value = value;
    }
}
