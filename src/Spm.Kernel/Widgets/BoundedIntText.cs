using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A field for a whole number in a range.</summary>
public sealed class BoundedIntText : BoundedInput<int, DescriptionStyle>
{
    private readonly StateField<int> _step;
    private readonly StateField<bool> _continuousUpdate;

    /// <summary>A field for a whole number in a range.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Distance of two values.</param>
    /// <param name="description">What stands beside it.</param>
    /// <exception cref="ArgumentException">The minimum is above the maximum.</exception>
    public BoundedIntText(int value = 0, int min = 0, int max = 100, int step = 1, string description = "")
        : base(ModelIdentity.Control("BoundedIntText", "IntText"), StateCodec.Int, value, min, max, description)
    {
        _step = Field("step", step, StateCodec.Int);
        _continuousUpdate = Field("continuous_update", false, StateCodec.Bool);
    }

    /// <summary>Distance of two values.</summary>
    public int Step
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
