using System.Text.RegularExpressions;

namespace Spm.Kernel.Tests.Engine;

public sealed partial class TracebackTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    /// <summary>The part of the line that the carets underline.</summary>
    [Theory]
    [InlineData("var d = new Dictionary<string, int>();\nvar n = d[\"b\"] + 1;", "d[\"b\"]")]
    [InlineData("int[] a = [1];\nvar i = 3;\nvar s = a.Length + a[i];", "a[i]")]
    [InlineData("var n = int.Parse(\"12x\") + 1;", "int.Parse(\"12x\")")]
    [InlineData("var zero = 0;\nvar n = 1 + 2 / zero;", "2 / zero")]
    [InlineData("string? t = null;\nvar n = 1 + t!.Length;", "t!.Length")]
    [InlineData("int F(int k) { if (k > 0) throw new ArgumentException(\"k\"); return k; }\nvar n = F(0) + F(1);", "throw new ArgumentException(\"k\");")]
    [InlineData("object o = \"s\";\nvar n = 1 + (int)o;", "(int)o")]
    [InlineData("int[] a = [1];\nvar s = a[0] + a[7];", "var s = a[0] + a[7];")]
    public async Task The_part_of_the_line_that_failed_is_underlined(string cell, string part)
    {
        var output = await _notebook.Run(cell);
        var lines = Plain(output.Failure!.Traceback);
        var carets = lines.FindIndex(l => l.Trim() is ['^', ..]);
        Assert.Equal(part, lines[carets - 1].Substring(lines[carets].IndexOf('^'), lines[carets].Count(c => c == '^')));
    }

    [Theory]
    [InlineData("class Lens { public Lens(int n) { if (n < 0) throw new ArgumentException(\"n\"); } }\nnew Lens(-1)", "new Lens(int n)")]
    [InlineData("class Lens { public double Focal { get { throw new InvalidOperationException(\"f\"); } } }\nnew Lens().Focal", "Lens.Focal")]
    [InlineData("class Lens { public double this[int i] { get { throw new InvalidOperationException(\"f\"); } } }\nnew Lens()[1]", "Lens.this[int i]")]
    [InlineData("T First<T>(IList<T> items) { var n = items.Count; var m = n; return items[m]; }\nFirst(new[] { 1 })", "First<T>(IList<T> items)")]
    [InlineData("async Task<int> Load(string name) { await Task.Delay(1); throw new InvalidOperationException(name); }\nawait Load(\"x\")", "Load(string name)")]
    [InlineData("IEnumerable<int> Count(int n) { yield return 1; throw new InvalidOperationException(); }\nCount(1).ToList()", "Count(int n)")]
    [InlineData("int Outer(int k) { int Inner(int j) { if (j > k) throw new InvalidOperationException(); return j; } return Inner(k + 1); }\nOuter(1)", "Inner(int j)")]
    [InlineData("new[] { 1 }.Select(i => i > 0 ? throw new InvalidOperationException() : i).ToList()", "a lambda")]
    public async Task A_function_is_named_as_it_was_written(string cell, string name)
    {
        var lines = Plain((await _notebook.Run(cell)).Failure!.Traceback);
        Assert.Contains(lines, l => l.EndsWith($", in {name}", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("MoveNext") || l.Contains('<' + ">") || l.Contains("b__") || l.Contains("Submission") || l.Contains("CellGuard"));
    }

    [Fact]
    public async Task An_error_of_a_library_tells_the_function_that_threw_and_the_line_that_called_it()
    {
        var lines = Plain((await _notebook.Run("var x = 1;\nvar t = File.ReadAllText(\"/no/such/file\");")).Failure!.Traceback);
        Assert.StartsWith("  thrown by System.IO.File.ReadAllText(string path", lines[1]);
        Assert.Equal("  Cell [1], line 2", lines[2]);
    }

    [Fact]
    public async Task A_recursion_is_told_once_with_how_often_and_where_it_began()
    {
        var lines = Plain((await _notebook.Run("int Down(int n)\n{\n    if (n == 0) throw new Exception(\"bottom\");\n    return 1 + Down(n - 1);\n}\nDown(1000);")).Failure!.Traceback);
        Assert.Contains("  … this place repeated 1,000 times", lines);
        Assert.Equal("  Cell [1], line 6", lines[^3]);
        Assert.InRange(lines.Count, 6, 20);
    }

    [Fact]
    public async Task Several_errors_at_once_are_counted_and_each_is_shown_with_its_place()
    {
        var failure = (await _notebook.Run("var t = Enumerable.Range(0, 7).Select(i => Task.Run(() => { if (i >= 0) throw new ArgumentException($\"bad {i}\"); })).ToArray();\nTask.WaitAll(t);")).Failure!;
        Assert.Equal("AggregateException", failure.Ename);
        Assert.StartsWith("7 errors occurred. The first: bad 0", failure.Evalue);
        var lines = Plain(failure.Traceback);
        Assert.Contains("error 5 of 7", lines);
        Assert.Contains("… and 2 more errors", lines);
        Assert.Equal(2, failure.Line);
    }

    [Fact]
    public async Task An_error_in_a_loaded_file_names_the_file_and_quotes_its_line()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "part.csx");
        await File.WriteAllTextAsync(file, "int Half(int n)\n{\n    var k = n - 3;\n    return 5 / k;\n}\n", TestContext.Current.CancellationToken);
        var lines = Plain((await _notebook.Run($"#load \"{file}\"\nHalf(3)")).Failure!.Traceback);
        Assert.Equal(["  part.csx, line 4, in Half(int n)", "        return 5 / k;", "               ^^^^^"], lines[1..4]);
        Assert.Equal("  Cell [1], line 2", lines[4]);
        await File.WriteAllTextAsync(file, "int Half(int n) => nowhere;", TestContext.Current.CancellationToken);
        var wrong = (await _notebook.Run($"#load \"{file}\"\n1")).Failure!;
        Assert.Equal(1, wrong.Line);
        Assert.Contains(Plain(wrong.Traceback), l => l.EndsWith("part.csx, line 1:20", StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    public void Dispose() => _notebook.Dispose();

    private static List<string> Plain(IEnumerable<string> traceback) => [.. traceback.Select(l => Escape().Replace(l, ""))];

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escape();
}
