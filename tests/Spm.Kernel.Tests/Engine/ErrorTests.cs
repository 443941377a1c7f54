using System.Text.RegularExpressions;
using Spm.Kernel.Engine;

namespace Spm.Kernel.Tests.Engine;

public sealed partial class ErrorTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Fact]
    public async Task Code_that_does_not_compile_names_line_and_column_and_shows_the_line_with_a_caret()
    {
        var output = await _notebook.Run("var a = 1;\nwhile (a < 5) { a++; var b = undefinedName; }");
        Assert.Equal(new CellOutcome.Error(output.Failure!), _notebook.Outcome);
        Assert.Equal("CompilationError", output.Failure!.Ename);
        Assert.Equal((2, 30), (output.Failure.Line, output.Failure.Column));
        Assert.Contains("undefinedName", output.Failure.Evalue);
        var lines = Plain(output);
        var code = lines.FindIndex(l => l.Contains("while (a < 5)"));
        Assert.Equal(lines[code].IndexOf("undefinedName", StringComparison.Ordinal), lines[code + 1].IndexOf('^'));
        Assert.Contains("Cell [1], line 2:30", lines[code - 1]);
    }

    [Fact]
    public async Task A_message_of_many_pages_is_cut_and_says_so()
    {
        var error = (await _notebook.Run("throw new System.Exception(new string('x', 100_000));")).Failure!;
        Assert.Equal(1, error.Line);
        Assert.EndsWith("… (98,000 more characters)", error.Evalue, StringComparison.Ordinal);
        Assert.True(error.Traceback.Sum(l => l.Length) < 4000);
    }

    [Fact]
    public async Task Nothing_of_a_cell_that_does_not_compile_is_run()
    {
        await _notebook.Run("var x = 1;");
        await _notebook.Run("x = 2;\nnonsense");
        Assert.Equal("1", await _notebook.Value("x"));
    }

    [Fact]
    public async Task An_exception_names_its_type_and_the_lines_of_the_cells_it_went_through()
    {
        await _notebook.Run("\nvoid Fail()\n{\n    var n = 0;\n    throw new ArgumentException(\"too small\");\n}");
        var output = await _notebook.Run("var a = 1;\n\nFail();");
        Assert.Equal("ArgumentException", output.Failure!.Ename);
        Assert.Equal("too small", output.Failure.Evalue);
        Assert.Equal(3, output.Failure.Line);
        var lines = Plain(output);
        Assert.Equal("ArgumentException: too small", lines[0]);
        Assert.Equal("  Cell [1], line 5, in Fail()", lines[1]);
        Assert.Equal("        throw new ArgumentException(\"too small\");", lines[2]);
        Assert.Equal("        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^", lines[3]);
        Assert.Equal("  Cell [2], line 3", lines[4]);
        Assert.Equal("    Fail();", lines[5]);
        Assert.Equal("    ^^^^^^", lines[6]);
        Assert.Equal(7, lines.Count);
    }

    /// <summary>What the runtime throws inside optimised code, where array accesses of one method share the place that throws.</summary>
    [Theory]
    [InlineData("int[] a = [1];\n\nConsole.WriteLine(a[3]);", "IndexOutOfRangeException", 3)]
    [InlineData("int[] a = [1];\nvar i = 0;\nvar s = a[i];\ni = 3;\ns += a[i];\ns += a[i];", "IndexOutOfRangeException", 5)]
    [InlineData("int[] a = [1];\nfor (var i = 0; i < 5; i++)\n    Console.Write(a[0]\n        + a[i]);\nConsole.Write(a[0]);", "IndexOutOfRangeException", 3)]
    [InlineData("int[] a = [1];\nif (a[0] == 1)\n    a[1] = 2;\nelse\n    a[2] = 3;", "IndexOutOfRangeException", 3)]
    [InlineData("int[] a = [1];\nif (a[0] == 2)\n    a[1] = 2;\nelse if (a[0] == 1)\n    a[2] = 3;", "IndexOutOfRangeException", 5)]
    [InlineData("int[] a = [1];\nvar n = a[0];\ntry\n{\n    n = a[3];\n}\nfinally\n{\n    n = a[0];\n}", "IndexOutOfRangeException", 5)]
    [InlineData("int F(int[] a)\n{\n    var s = 0;\n    for (var i = 0; i < 9; i++)\n        s += a[0];\n    s += a[7];\n    return s;\n}\nF([1])", "IndexOutOfRangeException", 6)]
    [InlineData("int[] a = [1, 1];\nvar i = 0;\nwhile (a[i] > 0)\n{\n    i += a[0];\n}", "IndexOutOfRangeException", 3)]
    [InlineData("Func<int[], int> f = a =>\n{\n    var s = a[0];\n    s += a[1];\n    return s + a[2];\n};\nf([1, 2]);", "IndexOutOfRangeException", 5)]
    [InlineData("async Task<int> F(int[] a)\n{\n    await Task.Delay(1);\n    var s = a[0];\n    s += a[1];\n    return s;\n}\nConsole.Write(await F([1]));", "IndexOutOfRangeException", 5)]
    [InlineData("int[] a = [1];\nawait Task.Delay(1);\nvar b = a[0];\nb += a[3];", "IndexOutOfRangeException", 4)]
    [InlineData("var list = new List<int> { 1 };\nvar s = list[0];\ns += list[0];\ns += list[2];", "ArgumentOutOfRangeException", 4)]
    [InlineData("string? t = null;\nvar n = 1;\nn += t!.Length;", "NullReferenceException", 3)]
    [InlineData("var zero = 0;\nvar n = 1;\nn = n / zero;", "DivideByZeroException", 3)]
    [InlineData("var big = int.MaxValue;\nvar n = 1;\nn = checked(big + n);", "OverflowException", 3)]
    [InlineData("var n = Enumerable.Range(0, 3)\n    .Select(i => new[] { 1 }[i])\n    .Sum();", "IndexOutOfRangeException", 2)]
    [InlineData("class Line\n{\n    public int[] Points = [1];\n    public int At(int i)\n    {\n        var a = Points[0];\n        var b = Points[i];\n        return a + b;\n    }\n}\nnew Line().At(4)", "IndexOutOfRangeException", 7)]
    public async Task An_exception_of_the_runtime_names_the_line_that_was_running(string cell, string exception, int line)
    {
        var output = await _notebook.Run(cell);
        Assert.Equal((exception, line), (output.Failure?.Ename, output.Failure?.Line ?? 0));
        Assert.Contains(Plain(output), l => l.StartsWith($"  Cell [1], line {line}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_of_an_earlier_cell_names_its_own_line()
    {
        await _notebook.Run("double Mean(double[] v)\n{\n    var s = v[0];\n    for (var i = 1; i <= v.Length; i++) s += v[i];\n    return s / v.Length;\n}");
        var lines = Plain(await _notebook.Run("var v = new double[3];\nvar m = Mean(v);"));
        Assert.Equal("  Cell [1], line 4, in Mean(double[] v)", lines[1]);
        Assert.Equal("  Cell [2], line 2", lines[4]);
    }

    [Fact]
    public async Task Inner_exceptions_are_shown_and_wrappers_are_taken_off()
    {
        var output = await _notebook.Run("try { int.Parse(\"x\"); } catch (FormatException e) { throw new InvalidOperationException(\"outer\", e); }");
        Assert.Equal("InvalidOperationException", output.Failure!.Ename);
        Assert.Contains(Plain(output), l => l == "caused by");
        Assert.Contains(Plain(output), l => l.StartsWith("FormatException:", StringComparison.Ordinal));
        Assert.Equal("FormatException", (await _notebook.Run("Task.Run(() => int.Parse(\"x\")).Wait();")).Failure?.Ename);
    }

    [Fact]
    public async Task What_a_failing_cell_assigned_stays_assigned()
    {
        await _notebook.Run("var kept = 7;\nthrow new Exception(\"boom\");");
        Assert.Equal("7", await _notebook.Value("kept"));
    }

    [Fact]
    public async Task A_value_whose_text_fails_is_told_and_does_not_fail_the_cell()
    {
        var output = await _notebook.Run("class Bad { public override string ToString() => throw new Exception(\"no text\"); }\nnew Bad()");
        Assert.IsType<CellOutcome.Success>(_notebook.Outcome);
        Assert.Contains("no text", output.ResultBundle!.Text);
    }

    [Fact]
    public async Task Line_numbers_count_the_magics_of_the_cell()
    {
        var output = await _notebook.Run("#!toy echo a\nvar x = 1;\n#!toy echo b\nthrow new Exception(\"boom\");");
        Assert.Equal(4, output.Failure!.Line);
        Assert.Equal("a\nb\n", output.Stdout);
        Assert.Equal((3, 9), (await _notebook.Run("#!toy echo a\n\nvar y = z;")).Failure is { } e ? (e.Line, e.Column) : default);
    }

    public void Dispose() => _notebook.Dispose();

    private static List<string> Plain(RecordedOutput output) => [.. output.Failure!.Traceback.Select(l => Escape().Replace(l, ""))];

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escape();
}
