using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A box to tick.</summary>
public sealed class Checkbox : InputControl<bool, CheckboxStyle>
{
    private readonly StateField<bool> _value;
    private readonly StateField<bool> _indent;

    /// <summary>A box to tick.</summary>
    /// <param name="value">Whether it is ticked at first.</param>
    /// <param name="description">What stands beside it.</param>
    public Checkbox(bool value = false, string description = "")
        : base(ModelIdentity.Control("Checkbox"), description)
    {
        _value = Field("value", value, StateCodec.Bool);
        _indent = Field("indent", true, StateCodec.Bool);
    }

    /// <inheritdoc/>
    public override bool Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary>Whether it stands below the values of other controls.</summary>
    public bool Indent
    {
        get => _indent.Value;
        set => _indent.Value = value;
    }

    private protected override HandlerList<ValueChange<bool>> Handlers => _value.Changed;
}
