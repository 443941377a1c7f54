using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A field for a whole number.</summary>
public sealed class IntText : InputControl<int, DescriptionStyle>
{
    private readonly StateField<int> _value;
    private readonly StateField<int> _step;
    private readonly StateField<bool> _continuousUpdate;

    /// <summary>A field for a whole number.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="description">What stands beside it.</param>
    public IntText(int value = 0, string description = "")
        : base(ModelIdentity.Control("IntText"), description)
    {
        _value = Field("value", value, StateCodec.Int);
        _step = Field("step", 1, StateCodec.Int);
        _continuousUpdate = Field("continuous_update", false, StateCodec.Bool);
    }

    /// <inheritdoc/>
    public override int Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary>Step of the arrow keys.</summary>
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

    private protected override HandlerList<ValueChange<int>> Handlers => _value.Changed;
}
