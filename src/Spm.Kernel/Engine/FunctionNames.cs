using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Engine;

/// <summary>What the user called a function that a stack trace names: without what the compiler makes of lambdas, local and async functions and iterators.</summary>
internal static partial class FunctionNames
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Such as <c>Mean(double[] v)</c>, <c>new Lens(int n)</c>, <c>Lens.Focal</c>, <c>a lambda</c>; null for the top level of a cell.</summary>
    public static string? Of(MethodBase? called)
    {
        if (called is null) return null;
        var method = Written(called);
        var match = GeneratedName().Match(method.Name);
        if (match.Success && match.Groups["kind"].Value == "b") return "a lambda";
        // State machines whose function is not found, and functions within functions.
        if (match.Success && match.Groups["kind"].Value == "g") return match.Groups["rest"].Value.Split('|')[0] + Parameters(method);
        if (method.Name == "MoveNext" && GeneratedName().Match(method.DeclaringType?.Name ?? "") is { Success: true } machine)
            return machine.Groups["owner"].Value is var owner && IsTopLevel(owner) ? null : owner.StartsWith('<') ? "a lambda" : owner;
        if (IsTopLevel(method.Name) && IsSubmission(method.DeclaringType)) return null;
        return Member(method);
    }

    /// <summary>The member's own name as it stands in a call: <c>Parse</c> for a method, <c>Focal</c> for its property, <c>this[]</c> for an indexer, the type's name for a constructor.</summary>
    public static string? Called(MethodBase? method)
    {
        if (method is null) return null;
        var written = Written(method);
        var match = GeneratedName().Match(written.Name);
        if (match.Success) return match.Groups["kind"].Value == "g" ? match.Groups["rest"].Value.Split('|')[0] : null;
        return written.Name switch
        {
            ".ctor" => written.DeclaringType?.Name.Split('`')[0],
            "get_Item" or "set_Item" or "get_Chars" => "this[]",
            ['g' or 's', 'e', 't', '_', .. var property] => property,
            var name => name,
        };
    }

    /// <summary>True for the class that the compiler makes of a cell.</summary>
    public static bool IsSubmission(Type? type) => type is not null && type.Name.StartsWith("Submission#", StringComparison.Ordinal) && type.DeclaringType is null;

    private static bool IsTopLevel(string name) => name is "<Initialize>" or "<Factory>" or "Initialize" or "";

    /// <summary>The function of which the compiler made the state machine that this method drives.</summary>
    private static MethodBase Written(MethodBase method)
    {
        if (method.Name != "MoveNext" || method.DeclaringType is not { DeclaringType: { } owner } machine) return method;
        var open = machine.IsGenericType ? machine.GetGenericTypeDefinition() : machine;
        return owner.GetMethods(Any).FirstOrDefault(m => m.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType == open) ?? method;
    }

    private static string Member(MethodBase method)
    {
        var type = method.DeclaringType is { } declaring && !IsSubmission(declaring) && !declaring.Name.StartsWith('<') ? TypeSpelling.Short(declaring) : null;
        var dotted = type is null ? "" : type + ".";
        return method.Name switch
        {
            ".ctor" => $"new {type}{Parameters(method)}",
            ".cctor" => $"the static fields of {type}",
            "get_Item" or "set_Item" => $"{dotted}this[{ParameterList(method)}]",
            ['g' or 's', 'e', 't', '_', .. var property] => dotted + property,
            ['o', 'p', '_', .. var sign] => $"{dotted}operator {sign}{Parameters(method)}",
            // An explicit implementation of an interface has the interface's name before its own.
            var name => dotted + name[(name.LastIndexOf('.') + 1)..] + TypeParameters(method) + Parameters(method),
        };
    }

    private static string TypeParameters(MethodBase method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeSpelling.Short))}>" : "";

    private static string Parameters(MethodBase method) => $"({ParameterList(method)})";

    private static string ParameterList(MethodBase method) => string.Join(", ", method.GetParameters()
        // What a local function captures is handed to it in a parameter of the compiler's.
        .Where(p => !p.ParameterType.Name.Contains('<'))
        .Select(p => p.ParameterType.IsByRef
            ? $"{(p.IsOut ? "out" : p.IsIn ? "in" : "ref")} {TypeSpelling.Short(p.ParameterType.GetElementType()!)} {p.Name}"
            : $"{TypeSpelling.Short(p.ParameterType)} {p.Name}"));

    [GeneratedRegex("^<(?<owner>.*)>(?<kind>[a-z])__(?<rest>.*)$")]
    private static partial Regex GeneratedName();
}
