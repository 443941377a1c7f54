using System.Numerics;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A slider for one number.</summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="double"/>.</typeparam>
public abstract class NumberSlider<T> : BoundedInput<T, SliderStyle>
    where T : struct, INumber<T>
{
    private readonly SliderLooks _looks;

    private protected NumberSlider(ModelIdentity model, StateCodec<T> codec, T value, T minimum, T maximum, string description, string readoutFormat)
        : base(model, codec, value, minimum, maximum, description) => _looks = new SliderLooks(this, readoutFormat);

    /// <summary>Whether values are sent while the handle moves, not only when it is released.</summary>
    public bool ContinuousUpdate
    {
        get => _looks.ContinuousUpdate.Value;
        set => _looks.ContinuousUpdate.Value = value;
    }

    /// <summary><c>horizontal</c> or <c>vertical</c>.</summary>
    public string Orientation
    {
        get => _looks.Orientation.Value;
        set => _looks.Orientation.Value = value;
    }

    /// <summary>Whether the number stands beside the slider.</summary>
    public bool Readout
    {
        get => _looks.Readout.Value;
        set => _looks.Readout.Value = value;
    }

    /// <summary>Format of that number, in d3's notation: <c>.2f</c>, <c>.4g</c>, <c>d</c>.</summary>
    public string ReadoutFormat
    {
        get => _looks.ReadoutFormat.Value;
        set => _looks.ReadoutFormat.Value = value;
    }

    /// <summary>How the handle is moved: <c>drag-tap</c>, <c>drag-snap</c>, <c>tap</c>, <c>drag</c>, <c>snap</c>.</summary>
    public string Behavior
    {
        get => _looks.Behavior.Value;
        set => _looks.Behavior.Value = value;
    }
}
