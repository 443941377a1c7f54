using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Look of a progress bar.</summary>
public sealed class ProgressStyle : Style
{
    private readonly StateField<string?> _barColor;
    private readonly StateField<string> _descriptionWidth;

    /// <summary>The front end's own look.</summary>
    public ProgressStyle()
        : base("ProgressStyle")
    {
        _barColor = Optional("bar_color");
        _descriptionWidth = Field("description_width", "", StateCodec.Text);
    }

    /// <summary>Colour of the bar.</summary>
    public string? BarColor
    {
        get => _barColor.Value;
        set => _barColor.Value = value;
    }

    /// <summary>Width of the description, such as <c>initial</c> or <c>120px</c>; empty for the default.</summary>
    public string DescriptionWidth
    {
        get => _descriptionWidth.Value;
        set => _descriptionWidth.Value = value;
    }
}
