using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spm.Kernel.Scripting;

/// <summary>What a name that the compiler does not know may have been meant to be.</summary>
internal static class NameAdvice
{
    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["print"] = "Write Console.WriteLine(x), or Display(x) to show it as a result is shown.",
        ["println"] = "Write Console.WriteLine(x), or Display(x) to show it as a result is shown.",
        ["len"] = "An array has Length, a list has Count: a.Length.",
        ["range"] = "Write Enumerable.Range(first, count), or for (var i = 0; i < n; i++).",
        ["None"] = "Nothing is null in C#.",
        ["True"] = "It is true in C#.",
        ["False"] = "It is false in C#.",
        ["self"] = "It is this in C#, and need not be written.",
        ["np"] = "Arrays are of .NET, linear algebra and statistics of the package MathNet.Numerics.",
        ["plt"] = "Plots are of the package Plotly.NET.CSharp.",
        ["pd"] = "Tables are of the package Microsoft.Data.Analysis (DataFrame).",
        ["sqrt"] = "Write Math.Sqrt(x); using static System.Math; allows Sqrt(x).",
        ["exp"] = "Write Math.Exp(x); using static System.Math; allows Exp(x).",
        ["sin"] = "Write Math.Sin(x); using static System.Math; allows Sin(x).",
        ["cos"] = "Write Math.Cos(x); using static System.Math; allows Cos(x).",
        ["abs"] = "Write Math.Abs(x); using static System.Math; allows Abs(x).",
        ["log"] = "Write Math.Log(x); using static System.Math; allows Log(x).",
        ["pi"] = "Write Math.PI.",
        ["type"] = "Write x.GetType().",
        ["input"] = "Write Console.ReadLine().",
        ["help"] = "Write #!help.",
        ["exit"] = "To end a cell early write return; to end the session use the notebook's menu.",
        ["quit"] = "To end a cell early write return; to end the session use the notebook's menu.",
    };

    /// <summary>One sentence, or null.</summary>
    public static string? For(Diagnostic error)
    {
        if (CompilerAdvice.NodeOf(error) is not SimpleNameSyntax { Identifier.ValueText: var name } node) return ForeignSyntax.For(error);
        if (Foreign.TryGetValue(name, out var advice)) return advice;
        if (error.Id == "CS0103" && node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node) return $"To define a variable write var {name} = …;";
        return ForeignSyntax.For(error);
    }
}
