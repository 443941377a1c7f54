using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Tests.Scripting;

public class CompilerAdviceTests
{
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .WithReferences(ScriptReferences.Create([])).WithImports(ScriptReferences.Imports([]).Where(i => !i.Contains(' ')));

    private static List<string> AdviceFor(params string[] cells)
    {
        var script = CSharpScript.Create<object>(cells[0], Options);
        foreach (var cell in cells[1..]) script = script.ContinueWith<object>(cell, Options.WithReferences(Array.Empty<MetadataReference>()).WithImports());
        var errors = script.Compile(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error);
        return [.. errors.Select(CompilerAdvice.For).OfType<string>()];
    }

    [Theory]
    [InlineData("static class X { public static int Twice(this int n) => 2 * n; }", "without a class around it")]
    [InlineData("static class X { extension(int n) { public int Twice() => 2 * n; } }", "without a class around it")]
    [InlineData("int Twice(this int n) => 2 * n;", "must be static")]
    [InlineData("namespace A { class B; }", "without the namespace")]
    [InlineData("namespace A; class B;", "without the namespace")]
    [InlineData("var s = new[] { 1, 2 }.AsSpan();", "inside braces")]
    [InlineData("file class C;", "Leave out «file»")]
    [InlineData("extern alias foo;", "its full name")]
    [InlineData("int a = 3; int* p = &a;", "unsafe {")]
    [InlineData("yield return 3;", "into a function")]
    [InlineData("var a = 1; var a = 2;", "A later cell may")]
    [InlineData("[1, 2, 3]", "int[] a = [1, 2, 3];")]
    [InlineData("int n = 1.5;", "(int)Math.Round(x)")]
    public void What_a_cell_cannot_have_comes_with_what_it_can(string code, string advice) => Assert.Contains(AdviceFor(code), a => a.Contains(advice));

    [Theory]
    [InlineData("print(1)", "Console.WriteLine(x)")]
    [InlineData("var n = len(new[] { 1 });", "Length")]
    [InlineData("x = 5", "var x = …")]
    [InlineData("'abc'", "double quotes")]
    [InlineData("2 ** 3", "Math.Pow")]
    [InlineData("2.0 ^ 3", "Math.Pow")]
    [InlineData("# comment", "//")]
    [InlineData("import numpy as np", "#r \"nuget: Name\"")]
    [InlineData("from math import sqrt", "#r \"nuget: Name\"")]
    [InlineData("def f(x):\n    return x", "double F(double x)")]
    [InlineData("for i in range(10):\n    print(i)", "foreach (var x in values)")]
    [InlineData("var b = 1 > 0 and 2 > 1;", "&&")]
    [InlineData("var y = 1 if 2 > 1 else 0;", "condition ? a : b")]
    [InlineData("f\"abc {1}\"", "starts with $")]
    [InlineData("x := 3", "var x = …")]
    [InlineData("double x = 3,5;", "3.5")]
    public void What_is_right_in_Python_comes_with_how_CSharp_says_it(string code, string advice) => Assert.Contains(AdviceFor(code), a => a.Contains(advice));

    [Fact]
    public void A_value_of_a_type_that_was_defined_again_has_the_old_one() =>
        Assert.Contains(AdviceFor("record P(int X); var p = new P(1);", "record P(int X, int Y);", "P q = p;"), a => a.Contains("defined again"));

    [Theory]
    [InlineData("var x = 1 +")]
    [InlineData("Console.WriteLine(1")]
    [InlineData("nothingOfThisName.Call();")]
    [InlineData("string s = 3;")]
    public void Other_errors_have_no_advice(string code) => Assert.Empty(AdviceFor(code));
}
