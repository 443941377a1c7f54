using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A field for a number.</summary>
public sealed class FloatText : InputControl<double, DescriptionStyle>
{
    private readonly StateField<double> _value;
    private readonly StateField<double?> _step;
    private readonly StateField<bool> _continuousUpdate;

    /// <summary>A field for a number.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="description">What stands beside it.</param>
    public FloatText(double value = 0, string description = "")
        : base(ModelIdentity.Control("FloatText"), description)
    {
        _value = Field("value", value, StateCodec.Double, StateCodec.Finite);
        _step = Field("step", (double?)null, StateCodec.OptionalDouble);
        _continuousUpdate = Field("continuous_update", false, StateCodec.Bool);
    }

    /// <inheritdoc/>
    public override double Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary>Step of the arrow keys.</summary>
    public double? Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }

    /// <summary>Whether the value is sent with every key, not only at the end.</summary>
    public bool ContinuousUpdate
    {
        get => _continuousUpdate.Value;
        set => _continuousUpdate.Value = value;
    }

    private protected override HandlerList<ValueChange<double>> Handlers => _value.Changed;
}
