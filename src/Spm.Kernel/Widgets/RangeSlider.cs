using System.Numerics;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A slider with two handles.</summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="double"/>.</typeparam>
public abstract class RangeSlider<T> : InputControl<(T Low, T High), SliderStyle>
    where T : struct, INumber<T>
{
    private readonly StateField<T> _minimum;
    private readonly StateField<T> _maximum;
    private readonly StateField<(T Low, T High)> _value;
    private readonly SliderLooks _looks;
    private (T Low, T High) _asked;

    private protected RangeSlider(
        ModelIdentity model, StateCodec<T> codec, StateCodec<(T Low, T High)> rangeCodec, (T Low, T High) value, T minimum, T maximum, string description, string readoutFormat)
        : base(model, description)
    {
        if (minimum > maximum) throw new ArgumentException($"The minimum {minimum} is above the maximum {maximum}.", nameof(minimum));
        _minimum = Field("min", minimum, codec);
        _maximum = Field("max", maximum, codec);
        _asked = value;
        _value = Field("value", Inside(value), rangeCodec, Inside);
        _looks = new SliderLooks(this, readoutFormat);
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

    /// <summary>The two values, the lower first.</summary>
    public override (T Low, T High) Value
    {
        get => _value.Value;
        set
        {
            _asked = value;
            _value.Value = value;
        }
    }

    /// <summary>Whether values are sent while a handle moves, not only when it is released.</summary>
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

    /// <summary>Whether the numbers stand beside the slider.</summary>
    public bool Readout
    {
        get => _looks.Readout.Value;
        set => _looks.Readout.Value = value;
    }

    /// <summary>Format of those numbers, in d3's notation: <c>.2f</c>, <c>.4g</c>, <c>d</c>.</summary>
    public string ReadoutFormat
    {
        get => _looks.ReadoutFormat.Value;
        set => _looks.ReadoutFormat.Value = value;
    }

    private protected override HandlerList<ValueChange<(T Low, T High)>> Handlers => _value.Changed;

    /// <inheritdoc/>
    public override string ToString() => Described($"{Value.Low} to {Value.High} ({Min} to {Max})");

    // What code asked for, unless a person has moved it since.
    private (T Low, T High) Wanted => Inside(_asked) == Value ? _asked : Value;

    private (T Low, T High) Inside((T Low, T High) range)
    {
        if (!T.IsFinite(range.Low) || !T.IsFinite(range.High)) throw new ArgumentOutOfRangeException(nameof(range), $"A control cannot show {range}; give finite numbers.");
        var (low, high) = (T.Min(range.Low, range.High), T.Max(range.Low, range.High));
        return (T.Clamp(low, _minimum.Value, _maximum.Value), T.Clamp(high, _minimum.Value, _maximum.Value));
    }
}
