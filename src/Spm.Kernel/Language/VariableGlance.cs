using System.Collections;
using System.Globalization;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Language;

/// <summary>
/// A variable's value at a glance. Only what can be read without running code of the person's: a cell may be changing it, and a query
/// would start to compute.
/// </summary>
internal static class VariableGlance
{
    private const int Longest = 200;

    public static string Of(object? value) => value switch
    {
        null => "Now: null",
        string text => $"Now: \"{(text.Length > Longest ? text[..Longest] + "…" : text)}\" ({text.Length.ToString(CultureInfo.InvariantCulture)} characters)",
        bool or char or Enum => $"Now: {value}",
        IFormattable number when value.GetType().Assembly == typeof(object).Assembly => $"Now: {number.ToString(null, CultureInfo.InvariantCulture)}",
        Array array => $"Now: {TypeSpelling.Short(array.GetType().GetElementType()!)}[{string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]{FirstOf(array)}",
        ICollection collection when value.GetType().Assembly == typeof(object).Assembly => $"Now: {TypeSpelling.Short(value.GetType())} with {collection.Count} element{(collection.Count == 1 ? "" : "s")}",
        _ => $"Now: {(value.GetType().Name.Contains('<', StringComparison.Ordinal) ? "a value of a type without a name" : $"an object of type {TypeSpelling.Short(value.GetType())}")}",
    };

    private static string FirstOf(Array array)
    {
        if (array.Rank != 1 || array.Length == 0 || array.GetType().GetElementType() is not { IsPrimitive: true }) return "";
        var first = Enumerable.Range(0, Math.Min(8, array.Length)).Select(i => Convert.ToString(array.GetValue(i), CultureInfo.InvariantCulture));
        return $" {{ {string.Join(", ", first)}{(array.Length > 8 ? ", …" : "")} }}";
    }
}
