namespace Spm.Notebook.Commands;

/// <summary>How numbers with units are read and written. The extension brings it, so that commands, tables and axes agree.</summary>
public interface IQuantityNotation
{
    /// <summary>Reads <c>350kHz</c> as 350000 for the unit <c>Hz</c>; a number without a unit is in <paramref name="unit"/>.</summary>
    /// <exception cref="FormatException">Not a number, or another unit; the message says what would be right.</exception>
    double Parse(string text, string unit);

    /// <summary>Writes 350000 Hz as <c>350 kHz</c>.</summary>
    string Format(double value, string unit);
}
