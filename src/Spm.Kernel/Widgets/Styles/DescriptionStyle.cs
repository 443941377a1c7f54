using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Look of a control with a description.</summary>
public sealed class DescriptionStyle : Style
{
    private readonly StateField<string> _descriptionWidth;

    /// <summary>The front end's own look.</summary>
    public DescriptionStyle()
        : base("DescriptionStyle")
    {
        _descriptionWidth = Field("description_width", "", StateCodec.Text);
    }

    /// <summary>Width of the description, such as <c>initial</c> or <c>120px</c>; empty for the default.</summary>
    public string DescriptionWidth
    {
        get => _descriptionWidth.Value;
        set => _descriptionWidth.Value = value;
    }
}
