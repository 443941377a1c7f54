using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Look of a button.</summary>
public sealed class ButtonStyle : Style
{
    private readonly StateField<string?> _buttonColor;
    private readonly StateField<string?> _fontFamily;
    private readonly StateField<string?> _fontSize;
    private readonly StateField<string?> _fontStyle;
    private readonly StateField<string?> _fontVariant;
    private readonly StateField<string?> _fontWeight;
    private readonly StateField<string?> _textColor;
    private readonly StateField<string?> _textDecoration;

    /// <summary>The front end's own look.</summary>
    public ButtonStyle()
        : base("ButtonStyle")
    {
        _buttonColor = Optional("button_color");
        _fontFamily = Optional("font_family");
        _fontSize = Optional("font_size");
        _fontStyle = Optional("font_style");
        _fontVariant = Optional("font_variant");
        _fontWeight = Optional("font_weight");
        _textColor = Optional("text_color");
        _textDecoration = Optional("text_decoration");
    }

    /// <summary>Colour of the button.</summary>
    public string? ButtonColor
    {
        get => _buttonColor.Value;
        set => _buttonColor.Value = value;
    }

    /// <summary>CSS <c>font-family</c>.</summary>
    public string? FontFamily
    {
        get => _fontFamily.Value;
        set => _fontFamily.Value = value;
    }

    /// <summary>CSS <c>font-size</c>.</summary>
    public string? FontSize
    {
        get => _fontSize.Value;
        set => _fontSize.Value = value;
    }

    /// <summary>CSS <c>font-style</c>.</summary>
    public string? FontStyle
    {
        get => _fontStyle.Value;
        set => _fontStyle.Value = value;
    }

    /// <summary>CSS <c>font-variant</c>.</summary>
    public string? FontVariant
    {
        get => _fontVariant.Value;
        set => _fontVariant.Value = value;
    }

    /// <summary>CSS <c>font-weight</c>.</summary>
    public string? FontWeight
    {
        get => _fontWeight.Value;
        set => _fontWeight.Value = value;
    }

    /// <summary>Colour of the text.</summary>
    public string? TextColor
    {
        get => _textColor.Value;
        set => _textColor.Value = value;
    }

    /// <summary>CSS <c>text-decoration</c>.</summary>
    public string? TextDecoration
    {
        get => _textDecoration.Value;
        set => _textDecoration.Value = value;
    }
}
