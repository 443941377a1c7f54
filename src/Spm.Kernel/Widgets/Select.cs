using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A list of which some lines are seen.</summary>
/// <typeparam name="T">Type of the objects to choose from.</typeparam>
public class Select<T> : SelectionControl<T, DescriptionStyle>
{
    private readonly StateField<int> _rows;

    /// <summary>A list of which some lines are seen; the first option is chosen.</summary>
    /// <param name="options">What can be chosen.</param>
    /// <param name="label">How an option is called, or none for its text.</param>
    /// <param name="description">What stands beside it.</param>
    public Select(IEnumerable<T> options, Func<T, string>? label = null, string description = "")
        : base(ModelIdentity.Control("Select"), options, label, description)
    {
        _rows = Field("rows", 5, StateCodec.Int);
    }

    /// <summary>Number of lines that are seen.</summary>
    public int Rows
    {
        get => _rows.Value;
        set => _rows.Value = value;
    }
}

/// <summary>A list of which some lines are seen of words: <c>new Select("a", "b")</c>.</summary>
public sealed class Select : Select<string>
{
    /// <summary>A list of which some lines are seen; the first word is chosen.</summary>
    /// <param name="options">The words.</param>
    public Select(params string[] options)
        : base(options)
    {
    }
}
