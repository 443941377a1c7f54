using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>What to write instead, for compiler errors that have a known remedy in a notebook: where cells differ from a program, and habits of other languages.</summary>
internal static class CompilerAdvice
{
    private const string ExtensionMethod = "In a cell, write an extension method without a class around it: static int Twice(this int n) => 2 * n;";
    private const string OnlyInBlock = "A variable at the top level of a cell lives on after the cell, which this type cannot. Use it inside braces { … } or in a function, or keep an array or a Memory<T> instead.";

    /// <summary>One or two sentences, or null when there is nothing to add to the compiler's words.</summary>
    /// <param name="error">An error of a cell, with its source.</param>
    public static string? For(Diagnostic error) => error.Id switch
    {
        "CS1109" or "CS9283" => ExtensionMethod,
        "CS1105" => "An extension method at the top level of a cell must be static: static int Twice(this int n) => 2 * n;",
        "CS7021" => "Write the types without the namespace; a cell has none, and all later cells see them.",
        "CS8345" => OnlyInBlock,
        "CS9054" => "Leave out «file»: a type of a cell is seen by all later cells.",
        "CS7015" => "A cell cannot say extern alias. When two assemblies have a type of one name, write its full name, or load only one of them.",
        "CS0214" or "CS0212" => "Put it into a block: unsafe { … }. A variable of the cell itself needs fixed: fixed (double* p = values) { … }.",
        "CS7020" => "Put it into a function, and use that: IEnumerable<int> Numbers() { yield return 1; }",
        "CS0102" => "One cell can define a name once; leave out the second var or type to assign to the first. A later cell may define it again.",
        "CS0104" => "Write its full name, or choose one for this notebook: using Name = Full.Namespace.Name;",
        "CS0433" => "Two loaded assemblies have a type of this name. #!reset forgets loaded packages; then load only one of them.",
        "CS0012" => "Load the assembly it names first: #r \"nuget: Name\", or #r \"folder/Name.dll\".",
        "CS9176" => "Say what it is: int[] a = [1, 2, 3]; or new[] { 1, 2, 3 }.",
        "CS0193" => Text(error, 3).StartsWith("**", StringComparison.Ordinal) || Before(error) == '*' ? "C# has no operator **; write Math.Pow(x, y), or x * x." : null,
        "CS0019" when error.GetMessage().StartsWith("Operator '^'", StringComparison.Ordinal) => "^ is exclusive or, for whole numbers; a power is Math.Pow(x, y), or x * x.",
        "CS1012" => "Text stands in double quotes: \"abc\". Single quotes are for one character.",
        "CS1024" => "A comment starts with //; a line that starts with # is for the compiler, and one that starts with #! for the kernel (#!help).",
        "CS0815" when error.GetMessage().Contains("void", StringComparison.Ordinal) => "The method returns nothing; call it without assigning what it returns.",
        "CS0266" or "CS0664" => FractionAdvice(error),
        "CS0029" or "CS1503" => SameNameAdvice(error),
        "CS0103" or "CS0246" => NameAdvice.For(error),
        "CS1002" or "CS1003" or "CS1525" or "CS1026" or "CS0742" or "CS1001" or "CS1513" => ForeignSyntax.For(error),
        "CS1061" => DefinedAgainAdvice(error),
        _ => null,
    };

    /// <summary>The syntax at the place of the error.</summary>
    internal static SyntaxNode? NodeOf(Diagnostic error) =>
        error.Location.SourceTree is { } tree ? tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true) : null;

    /// <summary>The whole line of the error, trimmed.</summary>
    internal static string LineOf(Diagnostic error) =>
        error.Location.SourceTree is { } tree ? tree.GetText().Lines.GetLineFromPosition(error.Location.SourceSpan.Start).ToString().Trim() : "";

    private static string Text(Diagnostic error, int length)
    {
        if (error.Location.SourceTree is not { } tree) return "";
        var (text, start) = (tree.GetText(), error.Location.SourceSpan.Start);
        return text.ToString(new(start, Math.Min(length, text.Length - start)));
    }

    private static char? Before(Diagnostic error) =>
        error.Location is { SourceTree: { } tree, SourceSpan.Start: > 0 and var start } ? tree.GetText()[start - 1] : null;

    private static string? FractionAdvice(Diagnostic error)
    {
        var message = error.GetMessage();
        return message.Contains("'double' to 'int'", StringComparison.Ordinal) || message.Contains("'double' to 'long'", StringComparison.Ordinal)
            ? "Declare the variable as double, or write (int)x to cut the fraction off and (int)Math.Round(x) to round."
            : null;
    }

    private static string? SameNameAdvice(Diagnostic error)
    {
        // The compiler names a type of a cell with the cell's assembly when there are two of that name.
        var message = error.GetMessage();
        if (!message.Contains(" [ℛ", StringComparison.Ordinal)) return null;
        return "The type was defined again, and a value or a function made before still means the old one. Run the cells that make them again.";
    }

    private static string? DefinedAgainAdvice(Diagnostic error) =>
        NodeOf(error)?.FirstAncestorOrSelf<MemberAccessExpressionSyntax>()?.Name.Identifier.ValueText is { Length: > 0 } name && char.IsLower(name[0])
            && Foreign.TryGetValue(name, out var advice) ? advice : null;

    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["append"] = "In C# a list has Add(x), text is put together with + or $\"{a} {b}\".",
        ["shape"] = "An array has Length, and GetLength(0), GetLength(1) for each of its dimensions.",
        ["size"] = "An array has Length, a list has Count.",
        ["keys"] = "A dictionary has Keys and Values, without parentheses.",
        ["items"] = "A dictionary is itself the sequence of its pairs: foreach (var (key, value) in d).",
        ["sort"] = "An array is sorted by Array.Sort(a), a list by l.Sort(); a.Order() leaves the original as it is.",
        ["mean"] = "A sequence has Average().",
        ["sum"] = "A sequence has Sum(); C# tells capital and small letters apart.",
        ["max"] = "A sequence has Max(); C# tells capital and small letters apart.",
        ["min"] = "A sequence has Min(); C# tells capital and small letters apart.",
        ["length"] = "It is Length in C#, which tells capital and small letters apart; a list has Count.",
        ["split"] = "It is Split in C#, which tells capital and small letters apart.",
        ["join"] = "It is string.Join(\", \", parts) in C#.",
        ["format"] = "Write $\"{x:0.00}\", or x.ToString(\"0.00\").",
    };
}
