using System.Text.Json.Nodes;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A field for a line of text.</summary>
public sealed class Text : InputControl<string, TextStyle>
{
    private readonly StateField<string> _value;
    private readonly StateField<string> _placeholder;
    private readonly StateField<bool> _continuousUpdate;
    private readonly HandlerList<string> _submitted;

    /// <summary>A field for a line of text.</summary>
    /// <param name="value">The text at first.</param>
    /// <param name="description">What stands beside it.</param>
    public Text(string value = "", string description = "")
        : base(ModelIdentity.Control("Text"), description)
    {
        _value = Field("value", value, StateCodec.Text);
        _placeholder = Field("placeholder", "\u200b", StateCodec.Text);
        _continuousUpdate = Field("continuous_update", true, StateCodec.Bool);
        _submitted = new HandlerList<string>(this);
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

    /// <summary>The person pressed Enter.</summary>
    public event Action<string>? Submitted
    {
        add => _submitted.Add(value);
        remove => _submitted.Remove(value);
    }

    /// <summary>
    /// Hands every text that a front end sets to a program, at once, on the thread that receives, even while a cell runs; it must be quick. Other front
    /// ends are not told: each message on the way costs a person time.
    /// </summary>
    internal Action<string> Program
    {
        set => (_value.Received, _value.IsEchoed) = (value, false);
    }

    private protected override void OnCustom(JsonObject content)
    {
        if (content["event"]?.ToString() != "submit") return;
        var text = Value;
        PostHandlers(() => _submitted.Run(text));
    }

    private protected override HandlerList<ValueChange<string>> Handlers => _value.Changed;
}
