namespace Spm.Kernel.Output;

/// <summary>What is to be shown of a value, read from it once, before it becomes text or HTML.</summary>
internal abstract record ValueView
{
    private ValueView()
    {
    }

    /// <summary>Text and no more.</summary>
    public sealed record Plain(string Text) : ValueView;

    /// <summary>Names and values, as of an object or a dictionary.</summary>
    /// <param name="Title">The type, and for a dictionary its length.</param>
    /// <param name="OneLine">All in one line, or null when that would be too long.</param>
    /// <param name="Rows">Name and text of each value.</param>
    /// <param name="Note">What is left out, or null.</param>
    public sealed record Pairs(string Title, string? OneLine, IReadOnlyList<(string Name, string Value)> Rows, string? Note) : ValueView;

    /// <summary>A row for each item.</summary>
    /// <param name="Title">The type and its length.</param>
    /// <param name="Columns">Headers, and whether numbers stand below.</param>
    /// <param name="Rows">Texts, one for each column.</param>
    /// <param name="Note">What is left out, or null.</param>
    public sealed record Table(string Title, IReadOnlyList<(string Name, bool IsNumber)> Columns, IReadOnlyList<string[]> Rows, string? Note) : ValueView;
}
