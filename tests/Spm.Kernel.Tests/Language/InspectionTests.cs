using Spm.Notebook;

namespace Spm.Kernel.Tests.Language;

public sealed class InspectionTests : IDisposable
{
    private readonly LanguageNotebook _notebook = new();

    [Fact]
    public async Task All_overloads_are_listed()
    {
        var text = await _notebook.Inspect("\"\".PadLef|t");
        Assert.Contains("string string.PadLeft(int totalWidth)", text);
        Assert.Contains("string string.PadLeft(int totalWidth, char paddingChar)", text);
    }

    [Fact]
    public async Task Inside_parentheses_the_parameter_at_the_cursor_is_underlined_and_explained()
    {
        await _notebook.Notebook.Run("/// <summary>Sweeps.</summary>\n/// <param name=\"from\">Where it starts.</param>\n/// <param name=\"to\">Where it ends.</param>\nvoid Sweep(double from, double to) { }");
        var lines = (await _notebook.Inspect("Sweep(1, |"))!.Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith("void Sweep(", StringComparison.Ordinal));
        Assert.Equal("double to", lines[at].Substring(lines[at + 1].IndexOf('^'), lines[at + 1].Count(c => c == '^')));
        Assert.Contains("to: Where it ends.", lines);
        Assert.Contains("<b>double to</b>", (await _notebook.InspectBundle("Sweep(1, |)"))!.Data[MimeTypes.Html].ToString());
        Assert.Contains("<b>double from</b>", (await _notebook.InspectBundle("Sweep(to: 1, from: |)"))!.Data[MimeTypes.Html].ToString());
    }

    [Fact]
    public async Task Documentation_shows_parameters_result_and_exceptions()
    {
        await _notebook.Notebook.Run("""
            /// <summary>Stiffness of a lever, see <see cref="System.Math"/>.</summary>
            /// <param name="width">Its <c>width</c>.</param>
            /// <returns>Newton per metre.</returns>
            /// <exception cref="System.ArgumentException">It is negative.</exception>
            /// <remarks>Thin.<para>And long.</para></remarks>
            double Stiffness(double width) => width;
            """);
        var text = await _notebook.Inspect("Stiffnes|s");
        Assert.Contains("Stiffness of a lever, see Math.", text);
        Assert.Contains("width  Its width.", text);
        Assert.Contains("Returns\n\nNewton per metre.", text);
        Assert.Contains("ArgumentException  It is negative.", text);
        Assert.Contains("Thin.\n\nAnd long.", text);
    }

    [Fact]
    public async Task A_variable_shows_its_type_and_its_value()
    {
        await _notebook.Notebook.Run("var bias = 2.5; var image = new double[3, 4]; object note = \"hi\"; var lazy = Enumerable.Range(0, 3).Select(i => i / (i - 1));");
        Assert.Equal("double bias\n\nNow: 2.5", await _notebook.Inspect("bia|s"));
        Assert.Contains("Now: double[3, 4]", await _notebook.Inspect("image|"));
        Assert.Contains("Now: \"hi\" (2 characters)", await _notebook.Inspect("note|"));
        Assert.Contains("IEnumerable<int> lazy", await _notebook.Inspect("lazy|"));
    }

    [Fact]
    public async Task A_type_shows_its_constructors()
    {
        await _notebook.Notebook.Run("class Lever { public Lever(double length) { } }");
        Assert.Contains("new Lever(double length)", await _notebook.Inspect("Leve|r"));
    }

    [Fact]
    public async Task More_detail_shows_the_source_of_what_a_cell_declared()
    {
        await _notebook.Notebook.Run("int Twice(int n)\n{\n    return 2 * n; // doubled\n}");
        Assert.DoesNotContain("doubled", await _notebook.Inspect("Twic|e"));
        Assert.Contains("    return 2 * n; // doubled", await _notebook.Inspect("Twic|e", withSource: true));
    }

    [Fact]
    public async Task Keywords_are_explained() => Assert.Contains("foreach (var x in values)", await _notebook.Inspect("foreac|h (var x in new int[0]) { }"));

    [Fact]
    public async Task The_framework_is_documented_where_the_SDK_is_there()
    {
        Assert.SkipWhen(Spm.Kernel.Scripting.AssemblyDocumentation.PathFor(typeof(object).Assembly.Location) is null, "The SDK with its reference pack is not there.");
        Assert.Contains("absolute value", await _notebook.Inspect("Math.Ab|s(1)"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Adds an object to the end", await _notebook.Inspect("new List<int>().Ad|d(1)"));
        Assert.Contains("Throws", await _notebook.Inspect("File.Delete(|"));
    }

    [Fact]
    public async Task The_option_at_the_cursor_of_a_command_comes_first()
    {
        var text = await _notebook.Inspect("#!toy roll --sides 6|");
        Assert.StartsWith("--sides SIDES\n\nNumber of sides (2 to 100; default 6)", text);
        Assert.Contains("Rolls a die", text);
        Assert.Contains("<", (await _notebook.InspectBundle("%toy roll|"))!.Data[MimeTypes.Html].ToString());
    }

    public void Dispose() => _notebook.Dispose();
}
