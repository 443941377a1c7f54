using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A field for a number in a range.</summary>
public sealed class BoundedFloatText : BoundedInput<double, DescriptionStyle>
{
    private readonly StateField<double?> _step;
    private readonly StateField<bool> _continuousUpdate;

    /// <summary>A field for a number in a range.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Distance of two values.</param>
    /// <param name="description">What stands beside it.</param>
    /// <exception cref="ArgumentException">The minimum is above the maximum.</exception>
    public BoundedFloatText(double value = 0, double min = 0, double max = 100, double? step = null, string description = "")
        : base(ModelIdentity.Control("BoundedFloatText", "FloatText"), StateCodec.Double, value, min, max, description)
    {
        _step = Field("step", step, StateCodec.OptionalDouble);
        _continuousUpdate = Field("continuous_update", false, StateCodec.Bool);
    }

    /// <summary>Distance of two values; null for any.</summary>
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
}
