using System.Globalization;

namespace Spm.Interactive.Charts;

/// <summary>Whole numbers as raised digits: <c>10⁻⁶</c>.</summary>
internal static class Superscript
{
    public static string Of(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
