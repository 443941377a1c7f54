using System.Text.RegularExpressions;

namespace Spm.Interactive.Views;

/// <summary>The minus sign as the axes write it. Plain text keeps the hyphen, which programs can read.</summary>
internal static partial class Minus
{
    /// <summary>The words with a hyphen before a number turned into a minus sign; the hyphens of words, dates and names stay.</summary>
    public static string Typeset(string words) => BeforeNumber().Replace(words, "−");

    [GeneratedRegex(@"(?<![^\s(±,;=])-(?=[\d.∞])|(?<=[\d)]e)-(?=\d)")]
    private static partial Regex BeforeNumber();
}
