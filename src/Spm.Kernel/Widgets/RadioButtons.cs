using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Buttons of which one is pressed.</summary>
/// <typeparam name="T">Type of the objects to choose from.</typeparam>
public class RadioButtons<T> : SelectionControl<T, DescriptionStyle>
{
    private readonly StateField<string> _orientation;

    /// <summary>Buttons of which one is pressed; the first option is chosen.</summary>
    /// <param name="options">What can be chosen.</param>
    /// <param name="label">How an option is called, or none for its text.</param>
    /// <param name="description">What stands beside it.</param>
    public RadioButtons(IEnumerable<T> options, Func<T, string>? label = null, string description = "")
        : base(ModelIdentity.Control("RadioButtons"), options, label, description)
    {
        _orientation = Field("orientation", "vertical", StateCodec.Text, StateCodec.Words(nameof(Orientation), "horizontal", "vertical"));
    }

    /// <summary><c>vertical</c> or <c>horizontal</c>.</summary>
    public string Orientation
    {
        get => _orientation.Value;
        set => _orientation.Value = value;
    }
}

/// <summary>Buttons of which one is pressed of words: <c>new RadioButtons("a", "b")</c>.</summary>
public sealed class RadioButtons : RadioButtons<string>
{
    /// <summary>Buttons of which one is pressed; the first word is chosen.</summary>
    /// <param name="options">The words.</param>
    public RadioButtons(params string[] options)
        : base(options)
    {
    }
}
