namespace Spm.Notebook.Tests.Commands;

public class CommandCompletionTests
{
    private static readonly ToyCatalogue.Variables Variables = new(("beps", new object()), ("bias", 3.0));

    private static List<string> Complete(string line) => [.. ToyCatalogue.Create().Complete(line, line.Length, Variables).Select(c => c.Text)];

    [Fact]
    public void An_empty_line_offers_all_commands() => Assert.Equal(["measure", "save", "help"], Complete(""));

    [Fact]
    public void A_started_word_offers_the_commands_that_begin_with_it() => Assert.Equal(["measure"], Complete("me"));

    [Fact]
    public void A_command_offers_the_values_of_its_first_argument_and_its_options() =>
        Assert.Equal(["height", "phase", "--vmax"], Complete("measure ").Take(3));

    [Fact]
    public void A_dash_offers_the_options_that_are_not_given_yet()
    {
        var options = Complete("measure height --vmax 3V --");
        Assert.DoesNotContain("--vmax", options);
        Assert.Contains("--grid", options);
    }

    [Fact]
    public void An_option_offers_its_values() => Assert.Equal(["squared", "huber"], Complete("measure height --loss "));

    [Fact]
    public void An_argument_offers_variables() => Assert.Contains("beps", Complete("measure height b"));

    [Fact]
    public void An_at_sign_offers_variables_for_any_value() => Assert.Equal(["@beps", "@bias"], Complete("measure height --vmax @b"));

    [Fact]
    public void A_proposal_replaces_the_started_word_only()
    {
        var completion = ToyCatalogue.Create().Complete("measure height --gr", 19, Variables)[0];
        Assert.Equal(("--grid", 15, 19), (completion.Text, completion.Start, completion.End));
    }

    [Fact]
    public void Files_are_offered_where_a_file_is_wanted()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "loops.h5"), "");
        Assert.Contains($"{folder.FullName}/loops.h5", Complete($"measure height --to {folder.FullName}/lo"));
        folder.Delete(recursive: true);
    }
}
