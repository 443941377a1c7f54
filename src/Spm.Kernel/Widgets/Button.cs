using System.Text.Json.Nodes;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A button.</summary>
public sealed class Button : Control<ButtonStyle>
{
    private readonly StateField<bool> _disabled;
    private readonly StateField<string> _buttonStyle;
    private readonly StateField<string> _icon;
    private readonly HandlerList<Button> _clicked;
    private int _clicks;

    /// <summary>A button.</summary>
    /// <param name="description">What stands on it.</param>
    /// <param name="icon">Name of a Font Awesome icon, such as <c>play</c>, or empty.</param>
    public Button(string description = "", string icon = "")
        : base(ModelIdentity.Control("Button"), description)
    {
        _disabled = Field("disabled", false, StateCodec.Bool);
        _buttonStyle = Field("button_style", "", StateCodec.Text, StateCodec.Words(nameof(ButtonStyle), "primary", "success", "info", "warning", "danger", ""));
        _icon = Field("icon", icon, StateCodec.Text);
        _clicked = new HandlerList<Button>(this);
    }

    /// <summary>How often it was clicked; a loop in a cell can look at it while it runs.</summary>
    public int Clicks => Volatile.Read(ref _clicks);

    /// <summary>True when the person cannot use it.</summary>
    public bool Disabled
    {
        get => _disabled.Value;
        set => _disabled.Value = value;
    }

    /// <summary><c>primary</c>, <c>success</c>, <c>info</c>, <c>warning</c>, <c>danger</c> or empty.</summary>
    public string ButtonStyle
    {
        get => _buttonStyle.Value;
        set => _buttonStyle.Value = value;
    }

    /// <summary>Name of a Font Awesome icon, such as <c>play</c>.</summary>
    public string Icon
    {
        get => _icon.Value;
        set => _icon.Value = value;
    }

    /// <summary>It was clicked. Handlers run between cells, or while the running cell awaits, once for each click.</summary>
    public event Action<Button>? Clicked
    {
        add => _clicked.Add(value);
        remove => _clicked.Remove(value);
    }

    /// <summary>Adds a handler: <c>stop.OnClick(() =&gt; …)</c>.</summary>
    public void OnClick(Action handler) => _clicked.Add(_ => handler());

    /// <summary>Adds a handler that awaits.</summary>
    public void OnClick(Func<Task> handler) => _clicked.Add(_ => handler());

    /// <summary>Does what a click does; the handlers run at once.</summary>
    public void Click()
    {
        Interlocked.Increment(ref _clicks);
        _clicked.Raise(this);
    }

    /// <inheritdoc/>
    public override string ToString() => Described(null);

    private protected override void OnCustom(JsonObject content)
    {
        if (content["event"]?.ToString() != "click") return;
        Interlocked.Increment(ref _clicks);
        PostHandlers(() => _clicked.Run(this));
    }
}
