using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A field that shows dots.</summary>
public sealed class Password : InputControl<string, TextStyle>
{
    private readonly StateField<string> _value;
    private readonly StateField<string> _placeholder;
    private readonly StateField<bool> _continuousUpdate;

    /// <summary>A field that shows dots.</summary>
    /// <param name="value">The text at first.</param>
    /// <param name="description">What stands beside it.</param>
    public Password(string value = "", string description = "")
        : base(ModelIdentity.Control("Password"), description)
    {
        _value = Field("value", value, StateCodec.Text);
        _placeholder = Field("placeholder", "\u200b", StateCodec.Text);
        _continuousUpdate = Field("continuous_update", true, StateCodec.Bool);
    }

    /// <inheritdoc/>
    public override string Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary>Shown while it is empty.</summary>
    public string Placeholder
    {
        get => _placeholder.Value;
        set => _placeholder.Value = value;
    }

    /// <summary>Whether the value is sent with every key, not only at the end.</summary>
    public bool ContinuousUpdate
    {
        get => _continuousUpdate.Value;
        set => _continuousUpdate.Value = value;
    }

    /// <inheritdoc/>
    public override string ToString() => Described(new string('•', Value.Length));

    private protected override HandlerList<ValueChange<string>> Handlers => _value.Changed;
}
