using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A slider with two handles for a range of whole numbers.</summary>
public sealed class IntRangeSlider : RangeSlider<int>
{
    private readonly StateField<int> _step;

    /// <summary>A slider with two handles.</summary>
    /// <param name="low">The lower value at first.</param>
    /// <param name="high">The upper value at first.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Distance of two values.</param>
    /// <param name="description">What stands beside it.</param>
    public IntRangeSlider(int low = 0, int high = 1, int min = 0, int max = 100, int step = 1, string description = "")
        : base(ModelIdentity.Control("IntRangeSlider"), StateCodec.Int, StateCodec.IntRange, (low, high), min, max, description, "d") =>
        _step = Field("step", step, StateCodec.Int);

    /// <summary>Distance of two values.</summary>
    public int Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }
}
