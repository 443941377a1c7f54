using System.Numerics;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A number between a minimum and a maximum that a person can change.</summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TStyle">The control's style.</typeparam>
public abstract class BoundedInput<T, TStyle> : BoundedNumber<T, TStyle>
    where T : struct, INumber<T>
    where TStyle : Style, new()
{
    private readonly StateField<bool> _disabled;

    private protected BoundedInput(ModelIdentity model, StateCodec<T> codec, T value, T minimum, T maximum, string description)
        : base(model, codec, value, minimum, maximum, description) => _disabled = Field("disabled", false, StateCodec.Bool);

    /// <summary>True when the person cannot use it.</summary>
    public bool Disabled
    {
        get => _disabled.Value;
        set => _disabled.Value = value;
    }
}
