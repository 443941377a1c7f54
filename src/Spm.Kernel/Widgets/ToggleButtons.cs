using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A row of buttons of which one stays pressed.</summary>
/// <typeparam name="T">Type of the objects to choose from.</typeparam>
public class ToggleButtons<T> : SelectionControl<T, ToggleButtonsStyle>
{
    private readonly StateField<string> _buttonStyle;
    private readonly StateField<IReadOnlyList<string>> _icons;
    private readonly StateField<IReadOnlyList<string>> _tooltips;

    /// <summary>A row of buttons of which one stays pressed; the first option is chosen.</summary>
    /// <param name="options">What can be chosen.</param>
    /// <param name="label">How an option is called, or none for its text.</param>
    /// <param name="description">What stands beside it.</param>
    public ToggleButtons(IEnumerable<T> options, Func<T, string>? label = null, string description = "")
        : base(ModelIdentity.Control("ToggleButtons"), options, label, description)
    {
        _buttonStyle = Field("button_style", "", StateCodec.Text, StateCodec.Words(nameof(ButtonStyle), "primary", "success", "info", "warning", "danger", ""));
        _icons = Field("icons", [], StateCodec.Texts);
        _tooltips = Field("tooltips", [], StateCodec.Texts);
    }

    /// <summary><c>primary</c>, <c>success</c>, <c>info</c>, <c>warning</c>, <c>danger</c> or empty.</summary>
    public string ButtonStyle
    {
        get => _buttonStyle.Value;
        set => _buttonStyle.Value = value;
    }

    /// <summary>Names of Font Awesome icons, one for each option.</summary>
    public IReadOnlyList<string> Icons
    {
        get => _icons.Value;
        set => _icons.Value = value;
    }

    /// <summary>Shown while the pointer rests on a button, one for each option.</summary>
    public IReadOnlyList<string> Tooltips
    {
        get => _tooltips.Value;
        set => _tooltips.Value = value;
    }
}

/// <summary>A row of buttons of which one stays pressed of words: <c>new ToggleButtons("a", "b")</c>.</summary>
public sealed class ToggleButtons : ToggleButtons<string>
{
    /// <summary>A row of buttons of which one stays pressed; the first word is chosen.</summary>
    /// <param name="options">The words.</param>
    public ToggleButtons(params string[] options)
        : base(options)
    {
    }
}
