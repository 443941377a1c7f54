using Spm.Notebook.Commands;

namespace Spm.Notebook.Tests.Commands;

public class CommandCatalogueTests
{
    [Fact]
    public async Task A_line_becomes_a_typed_record()
    {
        var record = await ToyCatalogue.Run("measure height --vmax 5V --grid 3x4 --cycles 2 --loss huber --channels height,phase --fast");
        Assert.Equal(("height", 5.0, new GridSize(3, 4), 2, ToyCatalogue.Loss.Huber, true), (record.What, record.VMaxV, record.Grid, record.Cycles, record.Loss, record.Fast));
        Assert.Equal(["height", "phase"], record.Channels);
    }

    [Fact]
    public async Task What_is_not_given_keeps_the_default_of_the_record() =>
        Assert.Equal(new ToyCatalogue.Measure { What = "phase" } with { Channels = [] }, await ToyCatalogue.Run("measure phase") with { Channels = [] });

    [Fact]
    public async Task A_negative_quantity_is_a_value_and_not_an_option() =>
        Assert.Equal(-8.5, (await ToyCatalogue.Run("measure height --offset -8.5V")).OffsetV);

    [Fact]
    public async Task An_option_can_be_written_with_an_equals_sign() =>
        Assert.Equal(3, (await ToyCatalogue.Run("measure height --cycles=3")).Cycles);

    [Fact]
    public async Task Quotes_hold_a_name_with_spaces_together() =>
        Assert.Equal("my file.h5", (await ToyCatalogue.Run("measure height \"my file.h5\"")).Source);

    [Fact]
    public async Task A_number_sign_starts_a_comment() =>
        Assert.Null((await ToyCatalogue.Run("measure height # beps")).Source);

    [Fact]
    public async Task As_binds_the_result_to_a_variable() =>
        Assert.Equal("beps", (await ToyCatalogue.Result("measure height as beps")).BindTo);

    [Fact]
    public async Task A_bare_word_that_is_a_variable_stands_for_its_value()
    {
        var data = new List<int>();
        Assert.Same(data, (await ToyCatalogue.Run("measure height beps", new ToyCatalogue.Variables(("beps", data)))).Source);
    }

    [Fact]
    public async Task An_at_sign_gives_an_option_the_value_of_a_variable() =>
        Assert.Equal(4.0, (await ToyCatalogue.Run("measure height --vmax @v", new ToyCatalogue.Variables(("v", 4)))).VMaxV);

    [Fact]
    public async Task Help_on_a_command_names_every_option_with_its_range()
    {
        var help = (await ToyCatalogue.Result("help measure")).Value!.ToString()!;
        Assert.Contains("--vmax", help);
        Assert.Contains("0.1 V to 10 V; default 8 V", help);
        Assert.Contains("squared | huber", help);
        Assert.Contains("Example: #!toy measure height", help);
    }

    [Theory]
    [InlineData("meassure height", "Did you mean measure?")]
    [InlineData("measure heigth", "Did you mean height?")]
    [InlineData("measure height --vmx 3V", "There is no option --vmx. Did you mean --vmax?")]
    [InlineData("measure height -vmax 3V", "There is no option -vmax. Did you mean --vmax?")]
    [InlineData("measure height --vmax 12V", "--vmax must be 0.1 V to 10 V, got 12 V.")]
    [InlineData("measure height --vmax NaN", "--vmax must be 0.1 V to 10 V, got NaN")]
    [InlineData("measure height --vmax 3s", "is not a number in V")]
    [InlineData("measure height --vmax", "--vmax has no value")]
    [InlineData("measure height --cycles 1.5", "--cycles must be a whole number")]
    [InlineData("measure height --cycles 0", "--cycles must be 1 to 100, got 0")]
    [InlineData("measure height --cycles 1 --cycles 2", "--cycles is given 2 times")]
    [InlineData("measure height --grid 20by20", "such as 20x30")]
    [InlineData("measure height --grid 0x5", "each 1 to 4096")]
    [InlineData("measure height --loss hubr", "Did you mean huber?")]
    [InlineData("measure height --loss 7", "--loss cannot be «7»")]
    [InlineData("measure height --channels height,phse", "Did you mean phase?")]
    [InlineData("measure height a b", "one word too many: «b»")]
    [InlineData("measure", "WHAT is missing")]
    [InlineData("save", "--to is missing")]
    [InlineData("measure height --vmax @nothing", "names the variable nothing, which does not exist")]
    [InlineData("measure height \"open", "is not closed")]
    [InlineData("measure height as 3x", "cannot be the name of a variable")]
    [InlineData("measure height as", "wants the name of a variable")]
    [InlineData("save --to x as y", "has no result that y could hold")]
    public async Task A_wrong_line_says_what_would_be_right(string line, string expected) =>
        Assert.Contains(expected, await ToyCatalogue.Error(line));

    [Fact]
    public async Task Every_error_of_a_known_command_ends_with_an_example_that_works()
    {
        var message = await ToyCatalogue.Error("measure height --vmax 12V");
        var example = message[(message.IndexOf("#!toy ", StringComparison.Ordinal) + 6)..];
        Assert.Equal("height", (await ToyCatalogue.Run(example)).What);
    }

    [Fact]
    public void Two_commands_cannot_share_a_name() =>
        Assert.Throws<ArgumentException>(() => ToyCatalogue.Create().Add(CommandDefinition.Create<ToyCatalogue.Save>("save", "", "save", (_, _, _) => Task.FromResult<object?>(null))));
}
