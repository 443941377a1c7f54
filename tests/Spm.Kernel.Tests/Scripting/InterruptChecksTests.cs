using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.CodeAnalysis;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Tests.Scripting;

public partial class InterruptChecksTests
{
    private static readonly MetadataReference[] References = [.. new[] { "System.Private.CoreLib", "System.Runtime" }.Select(n => MetadataReference.CreateFromFile(ScriptReferences.TrustedPath(n)!))];

    private static string Insert(string code, string? cell = null) =>
        Look().Replace(Flag().Replace(new SubmissionCompiler(References).MakeStoppable(code, cell, TestContext.Current.CancellationToken)
            .Replace("global::Spm.Kernel.Cells.CellGuard.", "@"), "@Flag$1;"), "@Look$1;").Replace("}catch(global::System.Exception __lineTope)when(@PassesTop(__lineTope,__lineTop)){throw;}", "@Caught;").Replace("int __lineTop=1;try{", "@Try1;");

    [Theory]
    [InlineData("while (a) b();", "{@Flag0;while (a) {@Look0;b();}}")]
    [InlineData("do { b(); } while (a);", "{@Flag0;do {@Look0; b(); } while (a);}")]
    [InlineData("for (;;) foreach (var x in y) z();", "{@Flag0;for (;;) {@Look0;foreach (var x in y) {@Look0;z();}}}")]
    [InlineData("foreach (var (a, b) in y) { }", "{@Flag0;foreach (var (a, b) in y) {@Look0; }}")]
    [InlineData("while (a) f(() => { while (b); });", "{@Flag0;while (a) {@Look0;f(() => {@Flag1; while (b){@Look1;;} });}}")]
    [InlineData("void F() { a = b; while (a) c(); while (b) ; }", "void F() {@Enter();@Flag0; a = b; while (a) {@Look0;c();} while (b) {@Look0;;} }")]
    [InlineData("async Task F() { while (a) b(); }", "async Task F() { while (a) {@Check();b();} }")]
    [InlineData("IEnumerable<int> F() { for (;;) yield return 1; }", "IEnumerable<int> F() { for (;;) {@Check();yield return 1;} }")]
    [InlineData("x: while (a) goto x;", "x:@Check(); {@Flag0;while (a) {@Look0;goto x;}}")]
    [InlineData("double F(double x) { var y = x * x; return Math.Sin(y); }", "double F(double x) { var y = x * x; return Math.Sin(y); }")]
    [InlineData("double F(double x) { var y = x * x; return g(y); }", "double F(double x) {@Enter(); var y = x * x; return g(y); }")]
    [InlineData("int F(int n) { return n; }", "int F(int n) { return n; }")]
    [InlineData("int F(int n) { var m = n; return m; }", "int F(int n) { var m = n; return m; }")]
    [InlineData("int F(int n) => n + 1;", "int F(int n) => n + 1;")]
    [InlineData("int F(int n) => F(n + 1);", "int F(int n) {@Enter();return  F(n + 1);}")]
    [InlineData("void F() => F();", "void F() {@Enter(); F();}")]
    [InlineData("Action f = () => { a(); b(); };", "Action f = () => {@Enter(); a(); b(); };")]
    [InlineData("var x = await y;", "var x = await @AwaitInCell(y);")]
    [InlineData("async Task F() { a(); await y; }", "async Task F() {@Enter(); a(); await @Await(y); }")]
    [InlineData("again: goto again;", "again:@Check(); goto again;")]
    [InlineData("Environment.Exit(3);", "@Exit(3);")]
    [InlineData("while (a) await System.Environment.Exit(b);", "{@Flag0;while (a) {@Look0;await @AwaitInCell(@Exit(b));}}")]
    [InlineData("int A(int n) => B(n); int B(int n) => A(n); int C(int n) => A(n);", "int A(int n) {@Enter();return  B(n);} int B(int n) {@Enter();return  A(n);} int C(int n) => A(n);")]
    [InlineData("class C { int X => X; int Y => 1; }", "class C { int X {get{@Enter();return  X;}} int Y => 1; }")]
    [InlineData("Environment.FailFast(a);", "@FailFast(a);")]
    [InlineData("1 + 1", "1 + 1")]
    [InlineData("while (", "while (")]
    public void Checks_stand_in_loops_in_functions_that_are_not_tiny_and_around_awaits(string code, string expected) => Assert.Equal(expected, Insert(code));

    [Theory]
    [InlineData("a();\nvar b = c[0];", "@Line=1;a();\n@Line=2;var b = c[0];")]
    [InlineData("while (a < 5)\n    a += 1;", "{@Flag0;@Try1;@Line=1;while (a < 5)\n    {@Look0;a += 1;}@Caught;}")]
    [InlineData("while (a[0] < 5)\n{\n    b();\n}", "{@Flag0;@Try1;@Line=1;while (a[0] < 5)\n{@Look0;\n    __lineTop=3;b();\n__lineTop=1;}@Caught;}")]
    [InlineData("for (var i = 0; i < a.Length; i++)\n{\n    b();\n}", "{@Flag0;@Try1;@Line=1;for (var i = 0; i < a.Length; i++)\n{@Look0;\n    __lineTop=3;b();\n}@Caught;}")]
    [InlineData("for (var i = 0; i < a.Length; i++)\n{\n    a = b();\n}", "{@Flag0;@Try1;@Line=1;for (var i = 0; i < a.Length; i++)\n{@Look0;\n    __lineTop=3;a = b();\n__lineTop=1;}@Caught;}")]
    [InlineData("if (a) { b(); c(); }", "@Line=1;if (a) { b(); c(); }")]
    [InlineData("if (a)\n    b();\nelse\n    c();", "@Line=1;if (a)\n    {@Line=2;b();}\nelse\n    {@Line=4;c();}")]
    [InlineData("void F()\n{\n    a();\n}", "void F()\n{\n    a();\n}")]
    [InlineData("void F() { for (;;) a(); }", "void F() {@Flag0;int __line0=1;try{ __line0=1;for (;;) {@Look0;a();} }catch(global::System.Exception __line0e)when(@PassesBy(__line0e,__line0,\"Cell [1]\")){throw;}}")]
    [InlineData("void F(double[] a)\n{\n    for (int i = 0; i < 9; i++)\n    {\n        a[i] = i;\n    }\n}", "void F(double[] a)\n{@Flag0;int __line0=2;try{\n    {var __turns0=1;__line0=3;for (int i = 0; i < 9; i++)\n    {if(--__turns0==0){__turns0=1024;__line0=5;@Look0;}\n        a[i] = i;\n    }}\n}catch(global::System.Exception __line0e)when(@PassesBy(__line0e,__line0,\"Cell [1]\")){throw;}}")]
    [InlineData("if (a)\n{\n    while (b)\n    {\n        c();\n        d();\n    }\n    e();\n}", "@Line=1;if (a)\n{\n    {@Flag0;int __lineTop=3;try{@Line=3;while (b)\n    {@Look0;\n        __lineTop=5;c();\n        __lineTop=6;d();\n    }@Caught;}\n    @Line=8;e();\n}")]
    [InlineData("Environment.Exit(1);", "@Line=1;@Exit(1);")]
    public void Line_marks_stand_before_what_can_throw_and_in_functions_that_are_not_tiny(string code, string expected) =>
        Assert.Equal(expected, Insert(code, "Cell [1]"));

    [Theory]
    [InlineData("for (int i = 0; i < 9; i++) a[i] += Math.Sin(b) * a[i];", true)]
    [InlineData("foreach (var x in a) { if (x > 3) b += x; else continue; }", true)]
    [InlineData("while (b < a.Length && n > 0) { (b, n) = (b + 0.5, n - 1); var half = (int)b; }", true)]
    [InlineData("for (int i = 0; i < s.Length; i++) n += s[i] == 'x' ? 1 : 0;", true)]
    [InlineData("for (int i = 0; i < 9; i++) b += Half(b);", false)]
    [InlineData("for (int i = 0; i < 9; i++) m = m * m;", false)]
    [InlineData("for (int i = 0; i < 9; i++) b += slow[i];", false)]
    [InlineData("while (slow.Length > 0) b++;", false)]
    [InlineData("foreach (var x in lazy) b += x;", false)]
    [InlineData("for (int i = 0; i < 9; i++) Console.Write(b);", false)]
    [InlineData("for (int i = 0; i < 9; i++) a[i] = unknown;", false)]
    public void Only_loops_whose_every_turn_takes_nanoseconds_look_now_and_then(string loop, bool isTight)
    {
        const string before = """
            using System; using System.Collections.Generic;
            class Matrix { public static Matrix operator *(Matrix a, Matrix b) => a; }
            class Slow { public double this[int i] => 1; public int Length => 0; }
            double Half(double x) => x / 2;
            double[] a = null; double b = 0; int n = 0; string s = ""; Matrix m = null; Slow slow = null; IEnumerable<double> lazy = null;

            """;
        Assert.Equal(isTight, Insert(before + loop).Contains("if(--__turns0==0){__turns0=1024;@Look0;}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"var __stop(\d+)=@Flag;")]
    private static partial Regex Flag();

    [GeneratedRegex(@"if\(__stop(\d+)\.IsSet\)throw @Stopped\(\);")]
    private static partial Regex Look();

    [Fact]
    public void Checks_never_move_a_line()
    {
        string[] pieces = ["while (a)\n b();", "if (a)\n{\n while (b) // why\n { }\n}", "async Task F()\n{\n await x;\n await y;\n}", "int G(int n) =>\n G(n);", "for (;;)\n  // nothing\n  ;"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 6].ForAll(parts =>
        {
            var code = string.Join('\n', parts);
            Assert.Equal(code.Split('\n').Length, Insert(code, "Cell [1]").Split('\n').Length);
        });
    }
}
