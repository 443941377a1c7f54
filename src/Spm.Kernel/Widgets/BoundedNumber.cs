using System.Numerics;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A number between a minimum and a maximum. A value outside is moved to the nearer end.</summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TStyle">The control's style.</typeparam>
public abstract class BoundedNumber<T, TStyle> : ValueControl<T, TStyle>
    where T : struct, INumber<T>
    where TStyle : Style, new()
{
    private readonly StateField<T> _minimum;
    private readonly StateField<T> _maximum;
    private readonly StateField<T> _value;
    private T _asked;

    private protected BoundedNumber(ModelIdentity model, StateCodec<T> codec, T value, T minimum, T maximum, string description)
        : base(model, description)
    {
        _minimum = Field("min", minimum, codec, Finite);
        _maximum = Field("max", maximum, codec, Finite);
        _value = Field("value", Clamped(value), codec, v => Clamped(Finite(v)));
        _asked = value;
        if (minimum > maximum) throw new ArgumentException($"The minimum {minimum} is above the maximum {maximum}.", nameof(minimum));
    }

    /// <summary>Smallest value. Above the maximum it moves that along.</summary>
    public T Min
    {
        get => _minimum.Value;
        set
        {
            var wanted = Wanted;
            if (value > Max) _maximum.Value = value;
            _minimum.Value = value;
            _value.Value = wanted;
        }
    }

    /// <summary>Largest value. Below the minimum it moves that along.</summary>
    public T Max
    {
        get => _maximum.Value;
        set
        {
            var wanted = Wanted;
            if (value < Min) _minimum.Value = value;
            _maximum.Value = value;
            _value.Value = wanted;
        }
    }

    /// <inheritdoc/>
    public override T Value
    {
        get => _value.Value;
        set
        {
            // A value given before its bounds, as in new IntSlider { Value = 250, Max = 300 }, is not lost.
            _asked = value;
            _value.Value = value;
        }
    }

    private protected override HandlerList<ValueChange<T>> Handlers => _value.Changed;

    /// <inheritdoc/>
    public override string ToString() => Described($"{Value} ({Min} to {Max})");

    private protected static T Finite(T value) =>
        T.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), $"A control cannot show {value}; give a finite number.");

    // What code asked for, unless a person has moved it since.
    private T Wanted => Clamped(_asked) == Value ? _asked : Value;

    private T Clamped(T value) => T.Max(_minimum.Value, T.Min(_maximum.Value, value));
}
