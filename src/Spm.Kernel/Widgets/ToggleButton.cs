using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A button that stays pressed.</summary>
public sealed class ToggleButton : InputControl<bool, ToggleButtonStyle>
{
    private readonly StateField<bool> _value;
    private readonly StateField<string> _buttonStyle;
    private readonly StateField<string> _icon;

    /// <summary>A button that stays pressed.</summary>
    /// <param name="description">What stands on it.</param>
    /// <param name="value">Whether it is pressed at first.</param>
    public ToggleButton(string description = "", bool value = false)
        : base(ModelIdentity.Control("ToggleButton"), description)
    {
        _value = Field("value", value, StateCodec.Bool);
        _buttonStyle = Field("button_style", "", StateCodec.Text, StateCodec.Words(nameof(ButtonStyle), "primary", "success", "info", "warning", "danger", ""));
        _icon = Field("icon", "", StateCodec.Text);
    }

    /// <inheritdoc/>
    public override bool Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary><c>primary</c>, <c>success</c>, <c>info</c>, <c>warning</c>, <c>danger</c> or empty.</summary>
    public string ButtonStyle
    {
        get => _buttonStyle.Value;
        set => _buttonStyle.Value = value;
    }

    /// <summary>Name of a Font Awesome icon, such as <c>check</c>.</summary>
    public string Icon
    {
        get => _icon.Value;
        set => _icon.Value = value;
    }

    private protected override HandlerList<ValueChange<bool>> Handlers => _value.Changed;
}
