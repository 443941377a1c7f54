using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A slider for a whole number.</summary>
public sealed class IntSlider : NumberSlider<int>
{
    private readonly StateField<int> _step;

    /// <summary>A slider for a whole number.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Distance of two values.</param>
    /// <param name="description">What stands beside it.</param>
    /// <exception cref="ArgumentException">The minimum is above the maximum.</exception>
    public IntSlider(int value = 0, int min = 0, int max = 100, int step = 1, string description = "")
        : base(ModelIdentity.Control("IntSlider"), StateCodec.Int, value, min, max, description, "d")
    {
        _step = Field("step", step, StateCodec.Int);
    }

    /// <summary>Distance of two values.</summary>
    public int Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }
}
