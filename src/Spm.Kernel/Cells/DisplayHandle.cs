namespace Spm.Kernel.Cells;

/// <summary>Something that is shown: keep it to show something else in its place. Stands for its id wherever a text is wanted.</summary>
public sealed class DisplayHandle
{
    internal DisplayHandle(string id) => Id = id;

    /// <summary>The id under which the front end knows it.</summary>
    public string Id { get; }

    /// <summary>Shows a value in the place of the last one, in this cell or a later one.</summary>
    public void Update(object? value) => NotebookDisplay.Update(Id, value);

    /// <summary>The id.</summary>
    public override string ToString() => Id;

    /// <summary>The id.</summary>
    public static implicit operator string(DisplayHandle handle) => handle.Id;
}
