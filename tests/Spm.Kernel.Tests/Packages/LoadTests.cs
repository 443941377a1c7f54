using Spm.Kernel.Engine;
using Spm.Kernel.Tests.Engine;

namespace Spm.Kernel.Tests.Packages;

[Collection(nameof(WorkingFolder))]
public sealed class LoadTests : IDisposable
{
    private readonly TestNotebook _notebook = new();
    private readonly PackageFolder _folder = new();

    [Fact]
    public async Task An_assembly_is_found_from_the_working_folder_and_its_neighbours_with_it()
    {
        var neighbour = _folder.Assembly("PathNeighbour", "public class Neighbour { public static int Six => 6; }");
        _folder.Assembly("PathUser", "public class PathUser { public static int Seven => Neighbour.Six + 1; }", neighbour);
        Assert.Equal("7", await _notebook.Value("#r \"PathUser.dll\"\nPathUser.Seven"));
        Assert.Equal("7", await _notebook.Value("PathUser.Seven"));
    }

    [Fact]
    public async Task An_assembly_of_the_framework_can_be_named_without_a_path()
    {
        await _notebook.Run("#r \"System.Xml.Linq\"\n#r \"System.Net.Http.dll\"");
        Assert.IsType<CellOutcome.Success>(_notebook.Outcome);
    }

    [Theory]
    [InlineData("#r \"Missin.dll\"", "There is no file Missin.dll in", "Did you mean Missing.dll?")]
    [InlineData("#r \"no/Missing.dll\"", "There is no folder", "no")]
    [InlineData("#r \"Some.Package\"", "A package is loaded by #r \"nuget: Some.Package\"", "#r \"folder/Name.dll\"")]
    [InlineData("#r \"text.dll\"", "is not a .NET assembly", "")]
    [InlineData("#load \"fits.csx\"", "There is no file fits.csx in", "Did you mean fit.csx?")]
    public async Task A_file_that_is_not_there_says_what_is(string cell, string message, string hint)
    {
        _folder.Assembly("Missing", "public class M { }");
        _folder.Write("text.dll", "text");
        _folder.Write("fit.csx", "1");
        var error = (await _notebook.Run("\n" + cell)).Failure!;
        Assert.Contains(message, error.Evalue);
        Assert.Contains(hint, error.Evalue);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public async Task What_a_loaded_file_defines_is_there_in_the_cell_and_in_later_ones()
    {
        _folder.Write("tools/line.csx", "#!/usr/bin/env dotnet-script\n#load \"inner.cs\"\nusing System.Net;\ndouble Slope(double a) => Two * a;\nvar loaded = Slope(2);\nloaded");
        _folder.Write("tools/inner.cs", "const double Two = 2;\nclass Point { public int X = 3; }");
        var output = await _notebook.Run("#load \"tools/line.csx\"\nSlope(loaded) + new Point().X");
        Assert.Equal("11", output.ResultBundle?.Text);
        Assert.Equal(["Result"], output.Events);
        Assert.Equal("5", await _notebook.Value("Two + new Point().X"));
        Assert.Equal("\"a&amp;b\"", await _notebook.Value("WebUtility.HtmlEncode(\"a&b\")"));
    }

    [Fact]
    public async Task An_error_in_a_loaded_file_names_the_file_and_quotes_its_line()
    {
        _folder.Write("bad.csx", "var fine = 1;\nint wrong = \"text\";");
        var error = (await _notebook.Run("var x = 1;\n#load \"bad.csx\"")).Failure!;
        Assert.Equal("CompilationError", error.Ename);
        Assert.StartsWith("bad.csx (2:13) CS0029", error.Evalue);
        Assert.Equal(2, error.Line);
        var text = string.Join('\n', error.Traceback);
        Assert.Contains("int wrong = \"text\";", text);
        Assert.Contains("#load \"bad.csx\"", text);
    }

    [Fact]
    public async Task An_exception_in_a_loaded_file_names_the_line_at_once_and_when_a_later_cell_calls_its_function()
    {
        _folder.Write("throws.csx", "int Divide(int n)\n{\n    var a = n;\n    a++;\n    return 1 / (n - n);\n}\nvar quotient = Divide(3);");
        var text = string.Join('\n', (await _notebook.Run("#load \"throws.csx\"")).Failure!.Traceback);
        Assert.Contains("return 1 / (n - n);", text);
        Assert.Contains("var quotient = Divide(3);", text);
        text = string.Join('\n', (await _notebook.Run("Divide(4)")).Failure!.Traceback);
        Assert.Contains("throws.csx", text);
        Assert.Contains("return 1 / (n - n);", text);
    }

    [Fact]
    public async Task A_file_that_loads_itself_is_refused()
    {
        _folder.Write("a.csx", "#load \"b.csx\"");
        _folder.Write("b.csx", "#load \"a.csx\"");
        Assert.Contains("a.csx loads b.csx loads a.csx", (await _notebook.Run("#load \"a.csx\"")).Failure?.Evalue);
    }

    [Fact]
    public async Task A_loop_in_a_loaded_file_can_be_interrupted()
    {
        _folder.Write("endless.csx", "Console.WriteLine(\"started\");\nwhile (true) { }");
        var (output, outcome) = _notebook.Start("#load \"endless.csx\"");
        await output.FirstText;
        _notebook.Engine.Interrupt();
        Assert.IsType<CellOutcome.Interrupted>(await outcome);
    }

    [Theory]
    [InlineData("#!cd sub\n#!pwd", "sub")]
    [InlineData("#!cd 'with space'\n#!pwd", "with space")]
    public async Task The_working_folder_can_be_changed(string cell, string folder)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Work, folder));
        Assert.EndsWith(folder, await _notebook.Value(cell));
        Assert.Contains("There is no folder", (await _notebook.Run("#!cd nowhere")).Failure?.Evalue);
    }

    public void Dispose()
    {
        _notebook.Dispose();
        _folder.Dispose();
    }
}
