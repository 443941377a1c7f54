namespace Spm.Kernel.Tests.Language;

public sealed class CompletionTests : IDisposable
{
    private readonly LanguageNotebook _notebook = new();

    [Fact]
    public async Task A_proposal_shows_its_parameters_its_result_and_how_many_overloads_there_are()
    {
        Assert.StartsWith("(", await _notebook.Signature("Console.WriteL|", "WriteLine"));
        Assert.Contains("→ void  +", await _notebook.Signature("Console.WriteL|", "WriteLine"));
        Assert.Equal("int", await _notebook.Signature("\"abc\".Leng|", "Length"));
        await _notebook.Notebook.Run("string Repeat(string value, int count) => value;\nvar pairs = new List<(string name, double value)>();");
        Assert.Equal("(string value, int count) → string", await _notebook.Signature("Repe|", "Repeat"));
        Assert.Equal("List<(string name, double value)>", await _notebook.Signature("pair|", "pairs"));
        Assert.Contains("name", await _notebook.Names("pairs[0].na|"));
        Assert.Equal("class System.Text.StringBuilder", await _notebook.Signature("new StringBui|", "StringBuilder"));
    }

    [Fact]
    public async Task Letters_match_the_beginning_then_humps_then_anything_within()
    {
        Assert.Contains("WriteLine", await _notebook.Names("Console.WL|"));
        Assert.Contains("ReadAllLines", await _notebook.Names("File.RAL|"));
        Assert.Contains("StartsWith", await _notebook.Names("\"\".artsw|"));
        Assert.All(await _notebook.Names("Math.a|"), n => Assert.StartsWith("a", n, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_inserted_is_a_name_without_type_arguments_or_parentheses()
    {
        Assert.Contains("List", await _notebook.Names("new Lis|"));
        Assert.Contains("Select", await _notebook.Names("new[] { 1 }.Selec|"));
        Assert.Contains("count:", await _notebook.Names("int F(int count) => count; F(coun|)"));
    }

    [Fact]
    public async Task A_name_that_is_a_keyword_is_escaped()
    {
        await _notebook.Notebook.Run("var @class = 1;");
        Assert.Contains("@class", await _notebook.Names("clas|"));
        await _notebook.Notebook.Run("var after = @class + 1;");
        Assert.Contains("after", await _notebook.Names("afte|"));
    }

    [Fact]
    public async Task Members_are_proposed_in_initialisers_switches_and_interpolations()
    {
        await _notebook.Notebook.Run("class Scan { public int Lines { get; set; } }\nenum Mode { Contact, Tapping }\nvar mode = Mode.Tapping;");
        Assert.Equal(["Lines"], await _notebook.Names("new Scan { Lin| }"));
        Assert.Contains("Tapping", await _notebook.Names("mode == Mode.Ta|"));
        Assert.Contains(await _notebook.Names("mode switch { Mode.Co| => 1 }"), n => n == "Contact");
        Assert.Contains("mode", await _notebook.Names("$\"the mode is {mod|}\""));
    }

    [Fact]
    public async Task An_override_is_written_out()
    {
        var list = await _notebook.Complete("class Tip\n{\n    public override ToStr|\n}");
        var item = Assert.Single(list.Items);
        Assert.Contains("public override string ToString()", ("class Tip\n{\n    public override ToStr"[..list.Start] + item.Text).Replace("?", ""));
    }

    [Theory]
    [InlineData("// Cons|")]
    [InlineData("/* Cons| */")]
    [InlineData("\"Cons|\"")]
    [InlineData("'C|'")]
    [InlineData("$\"Cons|\"")]
    [InlineData("\"Cons|")]
    public async Task Nothing_is_proposed_in_text(string cell) => Assert.Empty(await _notebook.Names(cell));

    [Theory]
    [InlineData("dynamic")]
    [InlineData("object")]
    public async Task A_variable_that_may_hold_anything_is_completed_by_what_it_holds(string type)
    {
        await _notebook.Notebook.Run($"{type} thing = new List<int> {{ 1 }};");
        var list = await _notebook.Complete("var n = 1; thing.AddRan|");
        Assert.Equal(["AddRange"], list.Items.Select(i => i.Text));
        Assert.Equal((17, 23), (list.Start, list.End));
    }

    [Fact]
    public async Task The_last_meaning_of_a_name_counts()
    {
        await _notebook.Notebook.Run("var thing = 1;");
        await _notebook.Notebook.Run("var thing = \"text\";");
        Assert.Contains("PadLeft", await _notebook.Names("thing.PadL|"));
        await _notebook.Notebook.Run("int thing(int n) => n;\nint other(int n) => n;");
        await _notebook.Notebook.Run("int other(string s) => 1;");
        Assert.Equal("(int n) → int", await _notebook.Signature("thin|", "thing"));
        Assert.EndsWith("+1 overload", await _notebook.Signature("othe|", "other"));
    }

    [Fact]
    public async Task Values_of_types_without_a_name_are_completed()
    {
        await _notebook.Notebook.Run("var point = new { Height = 1.0, Phase = 2.0 };");
        Assert.Equal(["Height"], await _notebook.Names("point.Hei|"));
    }

    [Fact]
    public async Task Typing_on_gives_what_asking_anew_gives()
    {
        await _notebook.Notebook.Run("var delta_one = 1.0; var delta_two = \"\"; double Delta(double x) => x;");
        foreach (var cell in new[] { "var n = delta_two", "Console.WriteLine", "if (true) { foreach", "Math.Abs", "Math.Abs(delta_one", "new StringBuilder" })
            for (var length = cell.Length - 3; length <= cell.Length; length++)
            {
                using var other = new LanguageNotebook();
                await other.Notebook.Run("var delta_one = 1.0; var delta_two = \"\"; double Delta(double x) => x;");
                var (typed, anew) = (await _notebook.Complete(cell[..length] + "|"), await other.Complete(cell[..length] + "|"));
                Assert.Equal((anew.Start, anew.End), (typed.Start, typed.End));
                Assert.Equal(anew.Items.Select(i => (i.Text, i.Kind)), typed.Items.Select(i => (i.Text, i.Kind)));
            }
    }

    [Fact]
    public async Task A_name_declared_between_two_letters_is_proposed()
    {
        Assert.Empty(await _notebook.Names("epsilon_|"));
        await _notebook.Notebook.Run("var epsilon_zero = 1;");
        Assert.Equal(["epsilon_zero"], await _notebook.Names("epsilon_z|"));
    }

    [Fact]
    public async Task Names_are_known_without_the_compiler()
    {
        await _notebook.Notebook.Run("var beta_one = 1; int beta_two() => 2; class beta_three { }");
        Assert.Equal(["beta_one", "beta_three", "beta_two"], _notebook.Language.NamesAt("1 + beta_", 9).Items.Select(i => i.Text).Order());
        Assert.Empty(_notebook.Language.NamesAt("x.beta_", 7).Items);
    }

    public void Dispose() => _notebook.Dispose();
}
