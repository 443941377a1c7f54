using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A picture.</summary>
public sealed class Image : DomWidget
{
    private readonly StateField<byte[]> _value;
    private readonly StateField<string> _format;
    private readonly StateField<string> _width;
    private readonly StateField<string> _height;

    /// <summary>A picture.</summary>
    /// <param name="value">The bytes of its file.</param>
    /// <param name="format">Format of the file: <c>png</c>, <c>jpeg</c>, <c>svg+xml</c>, or <c>url</c> when the bytes are an address.</param>
    public Image(byte[]? value = null, string format = "png")
        : base(ModelIdentity.Control("Image"))
    {
        _value = Field("value", value ?? [], new StateCodec<byte[]>(_ => null, _ => null));
        _format = Field("format", format, StateCodec.Text);
        _width = Field("width", "", StateCodec.Text);
        _height = Field("height", "", StateCodec.Text);
    }

    /// <summary>The bytes of its file. A new array replaces the picture in the browser.</summary>
    public byte[] Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary><c>png</c>, <c>jpeg</c>, <c>svg+xml</c>, or <c>url</c>.</summary>
    public string Format
    {
        get => _format.Value;
        set => _format.Value = value;
    }

    /// <summary>Width in pixels; empty for its own.</summary>
    public string Width
    {
        get => _width.Value;
        set => _width.Value = value;
    }

    /// <summary>Height in pixels; empty for its own.</summary>
    public string Height
    {
        get => _height.Value;
        set => _height.Value = value;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Image: {Format}, {Value.Length} bytes";
}
