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
    public void An_at_sign_offers_variables_for_any_value_those_that_fit_first() => Assert.Equal(["@bias", "@beps"], Complete("measure height --vmax @b"));

    [Fact]
    public void Where_data_are_wanted_numbers_come_last() => Assert.Equal(["beps", "bias"], Complete("measure height b"));

    [Fact]
    public void A_value_can_follow_an_equals_sign_and_a_comma()
    {
        Assert.Equal(["huber"], Complete("measure height --loss=h"));
        Assert.Equal(["phase"], Complete("measure height --channels height,ph"));
        Assert.Equal(31, ToyCatalogue.Create().Complete("measure height --channels heig,ph", 33, Variables)[0].Start);
    }

    [Fact]
    public void A_quantity_is_offered_with_its_usual_value_and_with_its_unit()
    {
        Assert.Equal(["8V", "@bias"], Complete("measure height --vmax "));
        Assert.Equal(["5V"], Complete("measure height --vmax 5"));
        Assert.Empty(Complete("measure height --vmax 50"));
        Assert.Contains("20x20", Complete("measure height --grid "));
    }

    [Fact]
    public void An_option_is_described_with_its_range() =>
        Assert.Equal("largest bias (0.1 V to 10 V; default 8 V)", ToyCatalogue.Create().Complete("measure height --vm", 19, Variables)[0].Description);

    [Fact]
    public void As_is_offered_when_everything_needed_is_given()
    {
        Assert.DoesNotContain("as", Complete("measure "));
        Assert.Contains("as", Complete("measure height "));
        Assert.Equal(["beps", "bias"], Complete("measure height as "));
        Assert.Empty(Complete("measure height as beps "));
    }

    [Fact]
    public void A_word_within_a_name_is_found_too() => Assert.Equal(["measure"], Complete("sure"));

    [Fact]
    public void Nothing_is_offered_in_a_comment() => Assert.Empty(Complete("measure height # be"));

    [Fact]
    public void Names_with_blanks_are_quoted_and_stay_open_for_what_is_in_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "my loops.h5"), "");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "my scans"));
        var (file, inner) = ($"\"{folder.FullName}/my loops.h5\"", $"\"{folder.FullName}/my scans/");
        Assert.Equal([file, inner], Complete($"measure height --to {folder.FullName}/my"));
        Assert.Equal([file], Complete($"measure height --to \"{folder.FullName}/my l"));
        Assert.Equal([file.Replace('"', '\'')], Complete($"measure height --to '{folder.FullName}/my l"));
        folder.Delete(recursive: true);
    }

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
