using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A slider for a number.</summary>
public sealed class FloatSlider : NumberSlider<double>
{
    private readonly StateField<double?> _step;

    /// <summary>A slider for a number.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Distance of two values.</param>
    /// <param name="description">What stands beside it.</param>
    /// <exception cref="ArgumentException">The minimum is above the maximum.</exception>
    public FloatSlider(double value = 0, double min = 0, double max = 100, double? step = 0.1, string description = "")
        : base(ModelIdentity.Control("FloatSlider"), StateCodec.Double, value, min, max, description, ".2f")
    {
        _step = Field("step", step, StateCodec.OptionalDouble);
    }

    /// <summary>Distance of two values; null for any.</summary>
    public double? Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }
}
