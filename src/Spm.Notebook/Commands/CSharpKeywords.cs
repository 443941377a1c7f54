namespace Spm.Notebook.Commands;

/// <summary>The reserved words of C#, which no variable can be called. Source: C# language specification, section 6.4.4.</summary>
internal static class CSharpKeywords
{
    private static readonly HashSet<string> _words =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    ];

    /// <summary>True for a reserved word; words that are reserved only in places, such as <c>var</c>, are none.</summary>
    public static bool Contains(string word) => _words.Contains(word);
}
