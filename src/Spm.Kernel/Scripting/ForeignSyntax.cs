using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Scripting;

/// <summary>Lines that are right in Python, for those who come from there: how C# says the same.</summary>
internal static partial class ForeignSyntax
{
    /// <summary>One sentence, or null.</summary>
    public static string? For(Diagnostic error)
    {
        var line = CompilerAdvice.LineOf(error);
        if (Import().IsMatch(line)) return "Names of a library become known by using Name.Space; and a package is loaded by #r \"nuget: Name\".";
        if (Definition().IsMatch(line)) return "A function is written double F(double x) { return 2 * x; } or, in short, double F(double x) => 2 * x;";
        if (ForIn().IsMatch(line)) return "A loop is written foreach (var x in values) { … } or for (var i = 0; i < 10; i++) { … }.";
        if (BareCondition().IsMatch(line)) return "A condition stands in parentheses and what follows in braces: if (x > 0) { … } else { … }.";
        if (Conditional().IsMatch(line)) return "A choice is written condition ? a : b.";
        if (With().IsMatch(line)) return "What must be closed is written using (var f = File.OpenText(\"name\")) { … }.";
        if (FormattedText().IsMatch(line)) return "Text with values in it starts with $: $\"{x} nm\".";
        if (Words().IsMatch(line)) return "The logical operators are && (and), || (or) and ! (not).";
        if (Lambda().IsMatch(line)) return "A function without a name is written x => 2 * x.";
        if (Walrus().IsMatch(line)) return "A variable is defined by var x = …;";
        if (error.Id == "CS1001" && DecimalComma().IsMatch(line)) return "A decimal point is a point: 3.5.";
        return null;
    }

    [GeneratedRegex(@"^(import\s+\w|from\s+\S+\s+import\b)")]
    private static partial Regex Import();

    [GeneratedRegex(@"^(async\s+)?def\s+\w+\s*\(")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^for\s+[\w, ]+\s+in\b")]
    private static partial Regex ForIn();

    [GeneratedRegex(@"^(el)?(if|while)\s+[^(].*:\s*$|^(else|elif|try)\b.*:\s*$")]
    private static partial Regex BareCondition();

    [GeneratedRegex(@"=\s*\S.*\sif\s.*\selse\s")]
    private static partial Regex Conditional();

    [GeneratedRegex(@"^with\s.*:\s*$")]
    private static partial Regex With();

    [GeneratedRegex("(^|[^\\w])[fr][\"']")]
    private static partial Regex FormattedText();

    [GeneratedRegex(@"\b(and|or)\b|\(\s*not\b|^if not\b")]
    private static partial Regex Words();

    [GeneratedRegex(@"\blambda\b.*:")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"^\w+\s*:=")]
    private static partial Regex Walrus();

    [GeneratedRegex(@"\b\d+,\d+\s*;")]
    private static partial Regex DecimalComma();
}
