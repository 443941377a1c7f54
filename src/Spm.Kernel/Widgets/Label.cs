using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A short text, which may hold LaTeX between dollar signs.</summary>
public sealed class Label : ValueControl<string, LabelStyle>
{
    private readonly StateField<string> _value;
    private readonly StateField<string> _placeholder;

    /// <summary>A short text, which may hold LaTeX between dollar signs.</summary>
    /// <param name="value">The text at first.</param>
    /// <param name="description">What stands beside it.</param>
    public Label(string value = "", string description = "")
        : base(ModelIdentity.Control("Label"), description)
    {
        _value = Field("value", value, StateCodec.Text);
        _placeholder = Field("placeholder", "\u200b", StateCodec.Text);
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

    private protected override HandlerList<ValueChange<string>> Handlers => _value.Changed;
}
