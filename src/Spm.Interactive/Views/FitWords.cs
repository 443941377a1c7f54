using System.Text.RegularExpressions;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>Verdict and status of a fit in words.</summary>
public static partial class FitWords
{
    /// <summary><c>NoiseOnly</c> becomes <c>noise only</c>.</summary>
    public static string Of(Enum value) => Words(value.ToString());

    /// <summary><c>BandExcitation</c> becomes <c>band excitation</c>.</summary>
    internal static string Words(string name) => WordStart().Replace(name, " $1").ToLowerInvariant();

    /// <summary><c>good (converged)</c>, <c>bad: noise only (max iterations)</c>.</summary>
    public static string Describe(FitVerdict verdict, FitStatus status) =>
        $"{(verdict == FitVerdict.Good ? "good" : "bad: " + Of(verdict))} ({Of(status)})";

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex WordStart();
}
