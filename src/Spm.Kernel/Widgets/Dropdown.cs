using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A list that opens.</summary>
/// <typeparam name="T">Type of the objects to choose from.</typeparam>
public class Dropdown<T> : SelectionControl<T, DescriptionStyle>
{
    /// <summary>A list that opens; the first option is chosen.</summary>
    /// <param name="options">What can be chosen.</param>
    /// <param name="label">How an option is called, or none for its text.</param>
    /// <param name="description">What stands beside it.</param>
    public Dropdown(IEnumerable<T> options, Func<T, string>? label = null, string description = "")
        : base(ModelIdentity.Control("Dropdown"), options, label, description)
    {
    }
}

/// <summary>A list that opens of words: <c>new Dropdown("a", "b")</c>.</summary>
public sealed class Dropdown : Dropdown<string>
{
    /// <summary>A list that opens; the first word is chosen.</summary>
    /// <param name="options">The words.</param>
    public Dropdown(params string[] options)
        : base(options)
    {
    }
}
