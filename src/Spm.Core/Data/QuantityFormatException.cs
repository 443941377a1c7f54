namespace Spm.Core.Data;

/// <summary>Text that is not the quantity expected; the message says what would be right, with an example.</summary>
public sealed class QuantityFormatException : FormatException
{
    /// <summary>Makes the error.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="unit">Unit symbol that was expected.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public QuantityFormatException(string text, string unit, string message) : base(message) => (Text, Unit) = (text, unit);

    /// <summary>What was given.</summary>
    public string Text { get; }

    /// <summary>Unit symbol that was expected; empty for a plain number.</summary>
    public string Unit { get; }
}
