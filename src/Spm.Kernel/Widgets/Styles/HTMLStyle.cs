using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Look of an HTML text.</summary>
public sealed class HTMLStyle : Style
{
    private readonly StateField<string?> _background;
    private readonly StateField<string> _descriptionWidth;
    private readonly StateField<string?> _fontSize;
    private readonly StateField<string?> _textColor;

    /// <summary>The front end's own look.</summary>
    public HTMLStyle()
        : base("HTMLStyle")
    {
        _background = Optional("background");
        _descriptionWidth = Field("description_width", "", StateCodec.Text);
        _fontSize = Optional("font_size");
        _textColor = Optional("text_color");
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

    /// <summary>CSS <c>font-size</c>.</summary>
    public string? FontSize
    {
        get => _fontSize.Value;
        set => _fontSize.Value = value;
    }

    /// <summary>Colour of the text.</summary>
    public string? TextColor
    {
        get => _textColor.Value;
        set => _textColor.Value = value;
    }
}
