using System.Numerics;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A bar between a minimum and a maximum.</summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="double"/>.</typeparam>
public abstract class ProgressBar<T> : BoundedNumber<T, ProgressStyle>
    where T : struct, INumber<T>
{
    private readonly StateField<string> _barStyle;
    private readonly StateField<string> _orientation;

    private protected ProgressBar(ModelIdentity model, StateCodec<T> codec, T value, T minimum, T maximum, string description)
        : base(model, codec, value, minimum, maximum, description)
    {
        _barStyle = Field("bar_style", "", StateCodec.Text, StateCodec.Words(nameof(BarStyle), "success", "info", "warning", "danger", ""));
        _orientation = Field("orientation", "horizontal", StateCodec.Text, StateCodec.Words(nameof(Orientation), "horizontal", "vertical"));
    }

    /// <summary><c>success</c>, <c>info</c>, <c>warning</c>, <c>danger</c> or empty.</summary>
    public string BarStyle
    {
        get => _barStyle.Value;
        set => _barStyle.Value = value;
    }

    /// <summary><c>horizontal</c> or <c>vertical</c>.</summary>
    public string Orientation
    {
        get => _orientation.Value;
        set => _orientation.Value = value;
    }
}
