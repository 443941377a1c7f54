using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A slider with two handles for a range of numbers.</summary>
public sealed class FloatRangeSlider : RangeSlider<double>
{
    private readonly StateField<double?> _step;

    /// <summary>A slider with two handles.</summary>
    /// <param name="low">The lower value at first.</param>
    /// <param name="high">The upper value at first.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Distance of two values.</param>
    /// <param name="description">What stands beside it.</param>
    public FloatRangeSlider(double low = 0, double high = 1, double min = 0, double max = 100, double? step = 0.1, string description = "")
        : base(ModelIdentity.Control("FloatRangeSlider"), StateCodec.Double, StateCodec.DoubleRange, (low, high), min, max, description, ".2f") =>
        _step = Field("step", step, StateCodec.OptionalDouble);

    /// <summary>Distance of two values.</summary>
    public double? Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }
}
