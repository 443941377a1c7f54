using Spm.Kernel.Engine;
using Spm.Kernel.Scripting;
using Spm.Kernel.Tests.Engine;

namespace Spm.Kernel.Tests.Scripting;

/// <summary>What C# is in a notebook: what docs/csharp-in-notebooks.md promises.</summary>
public sealed class LanguageOfCellsTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Theory]
    [InlineData("using static System.Math;", "Sqrt(4)", "2")]
    [InlineData("using J = System.Text.Json.JsonSerializer;", "J.Serialize(4)", "\"4\"")]
    [InlineData("global using System.Text.Json;", "JsonSerializer.Serialize(3)", "\"3\"")]
    [InlineData("using P = (int X, int Y);", "P p = (1, 2); p.Y", "2")]
    [InlineData("int F(int n) => n;", "F(3)", "3")]
    [InlineData("int F(int n) => n;\nint F(double n) => 2;", "F(3.0)", "2")]
    [InlineData("class A { public int X = 1; }", "class A { public int Y = 5; }\nnew A().Y", "5")]
    [InlineData("record R(int X);", "record R(int X, int Y);\nnew R(1, 2).Y", "2")]
    [InlineData("int F() => 1;", "int F() => 2;\nF()", "2")]
    [InlineData("static int Twice(this int n) => 2 * n;", "3.Twice()", "6")]
    [InlineData("var (a, b) = (1, 2);", "a + b", "3")]
    [InlineData("const double C = 3e8;", "C", "300000000")]
    [InlineData("int P { get; set; } = 3;", "P", "3")]
    [InlineData("var e = new { A = 1 };", "e.A", "1")]
    [InlineData("int Sum(params ReadOnlySpan<int> a) => a.Length;", "Sum(1, 2, 3)", "3")]
    [InlineData("class C { public int P { get => field; set => field = value + 1; } }", "new C { P = 3 }.P", "4")]
    [InlineData("class C { public int P; } C c = null;", "c?.P = 3;\nc is null", "true")]
    [InlineData("interface I { static abstract int F(); }\nclass A : I { public static int F() => 3; }\nint G<T>() where T : I => T.F();", "G<A>()", "3")]
    public async Task What_a_cell_defines_is_there_in_the_next(string first, string second, string expected)
    {
        Assert.Null((await _notebook.Run(first)).Failure);
        Assert.Equal(expected, await _notebook.Value(second));
    }

    [Theory]
    [InlineData("return 5;", "5")]
    [InlineData("if (1 < 2) return 6;\n7", "6")]
    [InlineData("unsafe { int a = 3; int* p = &a; Console.Write(*p); }\n1", "1")]
    [InlineData("int F() { int G() => 3; return G(); }\nF()", "3")]
    [InlineData("async IAsyncEnumerable<int> G() { yield return 1; await Task.Yield(); yield return 2; }\nvar s = 0;\nawait foreach (var x in G()) s += x;\ns", "3")]
    [InlineData("{ Span<int> s = stackalloc int[3]; Console.Write(s.Length); }\n1", "1")]
    [InlineData("List<int> l = [.. Enumerable.Range(0, 3)];\nl[^1]", "2")]
    [InlineData("string? s = null;\nstring? F(string? t) => t;\nF(s) is null", "true")]
    [InlineData("Func<int, int> f = n => n + 1;\nf(1)", "2")]
    [InlineData("lock (new Lock()) { }\n1", "1")]
    public async Task A_cell_can_be(string code, string expected)
    {
        var output = await _notebook.Run(code);
        Assert.Equal(expected, output.ResultBundle?.Text);
        Assert.Equal("", output.Stderr);
    }

    [Fact]
    public async Task Using_var_at_the_top_level_is_disposed_when_the_cell_ends()
    {
        await _notebook.Run("class Tap : IDisposable { public static List<string> Log = new(); string _n; public Tap(string n) => _n = n; public void Dispose() => Log.Add(_n); }");
        var output = await _notebook.Run("using var a = new Tap(\"a\");\nusing Tap b = new(\"b\");\nTap.Log.Count");
        Assert.Equal("0", output.ResultBundle?.Text);
        Assert.Equal("\"b,a\"", await _notebook.Value("string.Join(',', Tap.Log)"));
        // Also when the cell fails.
        await _notebook.Run("using var c = new Tap(\"c\");\nthrow new InvalidOperationException();");
        Assert.Equal("\"b,a,c\"", await _notebook.Value("string.Join(',', Tap.Log)"));
    }

    [Fact]
    public async Task What_using_var_writes_is_in_the_file_after_the_cell()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        await _notebook.Run($"using var writer = new StreamWriter(@\"{file}\");\nwriter.Write(\"all\");");
        Assert.Equal("all", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
    }

    [Fact]
    public async Task Await_using_is_awaited_and_a_failing_Dispose_is_the_error_of_the_cell()
    {
        await _notebook.Run("class Slow : IAsyncDisposable { public static int Done; public async ValueTask DisposeAsync() { await Task.Yield(); Done++; } }\nclass Bad : IDisposable { public void Dispose() => throw new InvalidOperationException(\"stuck\"); }");
        Assert.Equal("0", await _notebook.Value("await using var s = new Slow();\nSlow.Done"));
        Assert.Equal("1", await _notebook.Value("Slow.Done"));
        var output = await _notebook.Run("using var b = new Bad();\n1");
        Assert.Equal("stuck", output.Failure?.Evalue);
        Assert.Null(output.ResultBundle);
    }

    [Theory]
    [InlineData("using System.Net;")]
    [InlineData("using static System.Math;")]
    [InlineData("using J = System.Text.Json.JsonSerializer;")]
    [InlineData("using P = (int X, int Y);")]
    [InlineData("using unsafe Q = int*;")]
    [InlineData("using (var a = b) { }")]
    [InlineData("void F() { using var a = b; }")]
    [InlineData("foreach (var x in y) { using var a = b; }")]
    [InlineData("var s = \"using var a = b;\";")]
    [InlineData("// using var a = b;")]
    public void Other_usings_stay_as_they_are(string code) => Assert.Equal(code, TopLevelUsings.Rewrite(code));

    [Fact]
    public void A_rewritten_using_keeps_the_place_of_what_follows() =>
        Assert.Equal(
            "var z = 1;\n      var a = F(() => { return 1; }); global::Spm.Kernel.Cells.CellResources.Keep(a);\n            List<int> b = c; global::Spm.Kernel.Cells.CellResources.KeepAsync(b);",
            TopLevelUsings.Rewrite("var z = 1;\nusing var a = F(() => { return 1; });\nawait using List<int> b = c;"));

    [Fact]
    public async Task Only_the_first_submission_and_new_assemblies_bring_references()
    {
        var added = new List<int>();
        var before = _notebook.Engine.Chain.Accepted;
        _notebook.Engine.Chain.Accepted = (code, references) =>
        {
            added.Add(references.Length);
            before?.Invoke(code, references);
        };
        await _notebook.Run("1");
        await _notebook.Run("#r \"System.Xml.Linq\"\n2");
        await _notebook.Run($"#r \"{typeof(CsCheck.Gen).Assembly.Location.Replace('\\', '/')}\"\n3");
        await _notebook.Run("typeof(CsCheck.Gen)");
        Assert.IsType<CellOutcome.Success>(_notebook.Outcome);
        // The extension's names, then the two assemblies; a cell that only computes is not kept.
        Assert.Equal([0, 1, 1], added);
    }

    public void Dispose() => _notebook.Dispose();
}
