using System.Globalization;

namespace Spm.Notebook.Commands;

/// <summary>Columns by rows, written <c>20x30</c>, or <c>20</c> for a square.</summary>
/// <param name="Columns">Points along the fast axis.</param>
/// <param name="Rows">Number of lines.</param>
public readonly record struct GridSize(int Columns, int Rows)
{
    /// <summary>The largest number of points along an axis.</summary>
    public const int Largest = 4096;

    /// <summary>Reads <c>20x30</c>, <c>20×30</c> or <c>20</c>.</summary>
    /// <exception cref="FormatException">Not of that form, or not 1 to 4096 each.</exception>
    public static GridSize Parse(string text, IFormatProvider? provider)
    {
        var parts = text.Split('x', 'X', '×');
        if (parts.Length is 1 or 2
            && int.TryParse(parts[0], NumberStyles.None, provider, out var columns)
            && int.TryParse(parts[^1], NumberStyles.None, provider, out var rows)
            && columns is >= 1 and <= Largest && rows is >= 1 and <= Largest)
            return new GridSize(columns, rows);
        throw new FormatException($"«{text}» is not a grid. Give columns by rows, each 1 to {Largest}, such as 20x30, or 20 for a square.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Columns}x{Rows}";
}
