using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A slider for a number over many decades: the handle moves the exponent.</summary>
public sealed class FloatLogSlider : InputControl<double, SliderStyle>
{
    private readonly StateField<double> _base;
    private readonly StateField<double> _minimum;
    private readonly StateField<double> _maximum;
    private readonly StateField<double?> _step;
    private readonly StateField<double> _value;
    private readonly SliderLooks _looks;

    /// <summary>A slider from <paramref name="baseNumber"/>^<paramref name="min"/> to <paramref name="baseNumber"/>^<paramref name="max"/>.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Smallest exponent.</param>
    /// <param name="max">Largest exponent.</param>
    /// <param name="step">Distance of two exponents.</param>
    /// <param name="baseNumber">Base of the power, above 1.</param>
    /// <param name="description">What stands beside it.</param>
    public FloatLogSlider(double value = 1, double min = 0, double max = 4, double? step = 0.1, double baseNumber = 10, string description = "")
        : base(ModelIdentity.Control("FloatLogSlider"), description)
    {
        if (min > max) throw new ArgumentException($"The smallest exponent {min} is above the largest {max}.", nameof(min));
        _base = Field("base", baseNumber, StateCodec.Double, StateCodec.Finite);
        _minimum = Field("min", min, StateCodec.Double, StateCodec.Finite);
        _maximum = Field("max", max, StateCodec.Double, StateCodec.Finite);
        _step = Field("step", step, StateCodec.OptionalDouble);
        _value = Field("value", Inside(value), StateCodec.Double, Inside);
        _looks = new SliderLooks(this, ".3g");
    }

    /// <inheritdoc/>
    public override double Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary>Base of the power.</summary>
    public double Base
    {
        get => _base.Value;
        set => _base.Value = value;
    }

    /// <summary>Smallest exponent.</summary>
    public double Min
    {
        get => _minimum.Value;
        set => _minimum.Value = value;
    }

    /// <summary>Largest exponent.</summary>
    public double Max
    {
        get => _maximum.Value;
        set => _maximum.Value = value;
    }

    /// <summary>Distance of two exponents.</summary>
    public double? Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }

    /// <summary>Format of the number beside the slider, in d3's notation, such as <c>.3g</c>.</summary>
    public string ReadoutFormat
    {
        get => _looks.ReadoutFormat.Value;
        set => _looks.ReadoutFormat.Value = value;
    }

    /// <summary>Whether values are sent while the handle moves, not only when it is released.</summary>
    public bool ContinuousUpdate
    {
        get => _looks.ContinuousUpdate.Value;
        set => _looks.ContinuousUpdate.Value = value;
    }

    private protected override HandlerList<ValueChange<double>> Handlers => _value.Changed;

    // The ends are widened by a rounding error, for a front end that computes the power in its own way.
    private double Inside(double value)
    {
        var (low, high) = (Math.Pow(Base, Min), Math.Pow(Base, Max));
        StateCodec.Finite(value);
        return value < low * (1 - 1e-12) ? low : value > high * (1 + 1e-12) ? high : value;
    }
}
