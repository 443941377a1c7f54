using Spm.Kernel.Output;

namespace Spm.Kernel.Tests.Output;

public class ValueFormatterTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { 1.5, "1.5" },
        { true, "true" },
        { "a\"b", "\"a\\\"b\"" },
        { "two\nlines", "two\nlines" },
        { 'c', "'c'" },
        { new[] { 1, 2 }, "int[2] { 1, 2 }" },
        { (1, "x"), "(1, x)" },
        { DayOfWeek.Friday, "Friday" },
        { null, "null" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_text(object? value, string expected) => Assert.Equal(expected, ValueFormatter.Format(value).Text);

    [Theory]
    [InlineData(1.5)]
    [InlineData("text")]
    [InlineData(new[] { 1.0, 2.0 })]
    public void Numbers_text_and_lists_of_them_are_not_HTML(object value) =>
        Assert.Equal(["text/plain"], ValueFormatter.Format(value).Data.Keys);

    [Fact]
    public void Tables_of_objects_are_HTML_and_text_with_the_values_encoded()
    {
        var bundle = ValueFormatter.Format(new[] { new { Name = "<script>", N = 1 } });
        Assert.Contains("&lt;script&gt;", (string)bundle.Data["text/html"]);
        Assert.DoesNotContain("<script>", (string)bundle.Data["text/html"]);
    }

    [Fact]
    public void A_long_text_is_cut_with_a_note()
    {
        var text = ValueFormatter.Format(new string('x', 1_000_000)).Text;
        Assert.EndsWith("(1,000,000 characters, the first 100,000 shown)", text);
    }

    [Fact]
    public void An_endless_sequence_ends()
    {
        static IEnumerable<int> Ones()
        {
            while (true) yield return 1;
        }
        Assert.StartsWith("IEnumerable<int> { 1, 1,", ValueFormatter.Format(Ones()).Text);
        Assert.EndsWith(", … }", ValueFormatter.Format(Ones()).Text);
    }

    [Fact]
    public void A_long_list_shows_its_length_and_its_beginning()
    {
        var text = ValueFormatter.Format(new double[1_000_000]).Text;
        Assert.StartsWith("double[1000000] { 0, 0,", text);
        Assert.InRange(text.Length, 100, 1000);
        Assert.Equal("Dictionary<string, int>(1) { [\"a\"] = 1 }", ValueFormatter.Format(new Dictionary<string, int> { ["a"] = 1 }).Text);
        Assert.Equal("List<int[]>(1) { int[1] { 2 } }", ValueFormatter.Format(new List<int[]> { new[] { 2 } }).Text);
        Assert.Equal("int[2, 2] { { 1, 2 }, { 3, 4 } }", ValueFormatter.Format(new[,] { { 1, 2 }, { 3, 4 } }).Text);
    }
}
