using System.Numerics;
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
        { (1, "x"), "(1, \"x\")" },
        { new[] { 0.1, 0.1 + 0.2, 1.0 / 3 }, "double[3] { 0.1, 0.3, 0.33333333 }" },
        { new[] { 1e-9, 2.5e-9 }, "double[2] { 1.0e-09, 2.5e-09 }" },
        { new[] { 0.1f }, "float[1] { 0.1 }" },
        { new[,] { { 1, 20 }, { 3, 4 } }, "int[2, 2]\n  1  20\n  3   4" },
        { new[,] { { 1, double.NaN }, { -2.5, 4 } }, "double[2, 2]\n   1.0  NaN\n  -2.5  4.0" },
        { new[,,] { { { 1, 2 } }, { { 3, 4 } } }, "int[2, 1, 2]\n[0, *, *]\n  1  2\n[1, *, *]\n  3  4" },
        { new[] { new[] { 1.5, 2 }, [3, 4] }, "double[2][]\n  1.5  2.0\n  3.0  4.0" },
        { new Complex(1, -2.5), "1 - 2.5i" },
        { new[] { new Complex(1, -2.5), new Complex(0, 1) }, "Complex[2] { 1 - 2.5i, 0 + 1i }" },
        { new DateTime(2026, 1, 2), "2026-01-02" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "2026-01-02 03:04:05Z" },
        { TimeSpan.FromSeconds(90), "00:01:30" },
        { BigInteger.Pow(2, 70), "1180591620717411303424" },
        { typeof(List<int>), "System.Collections.Generic.List<int>" },
        { new { X = 1, Name = "a" }, "{ X = 1, Name = \"a\" }" },
        { new Point(1, null), "Point { X = 1, Next = null }" },
        { new KeyValuePair<string, int>("a", 1), "[\"a\"] = 1" },
        { "aba".GroupBy(c => c).ToList(), "List<IGrouping<char, char>>(2) { 'a': (2) { 'a', 'a' }, 'b': (1) { 'b' } }" },
        { new Memory<int>([1, 2]), "int[2] { 1, 2 }" },
        { Task.FromResult(3), "Task<int> (done): 3" },
        { new TaskCompletionSource<double>().Task, "Task<double> (running): write await before it to get its value" },
        { new Lazy<int>(() => throw new InvalidOperationException()), "Lazy<int> (not made yet; see .Value)" },
        { new Func<double, double>(Math.Sqrt), "Func<double, double> Math.Sqrt(double d)" },
        { new ArgumentException("bad", new FormatException("why")), "ArgumentException: bad\ncaused by FormatException: why" },
        { new object?[] { 1, null, "a" }, "object[3] { 1, null, \"a\" }" },
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
        var text = ValueFormatter.Format(Ones()).Text;
        Assert.StartsWith("IEnumerable<int>\n", text);
        Assert.EndsWith("\n  …", text);
    }

    [Fact]
    public void A_long_list_shows_its_length_and_its_beginning()
    {
        var text = ValueFormatter.Format(new double[1_000_000]).Text;
        Assert.Equal("double[1000000] { 0, 0, 0, …, 0, 0, 0 }", text);
        Assert.Equal("List<double>(5000) { 0, 0.5, 1, …, 2498.5, 2499, 2499.5 }", ValueFormatter.Format(Enumerable.Range(0, 5000).Select(i => i * 0.5).ToList()).Text);
        Assert.Equal("Dictionary<string, int>(1) { [\"a\"] = 1 }", ValueFormatter.Format(new Dictionary<string, int> { ["a"] = 1 }).Text);
        Assert.Equal("List<int[]>(1) { int[1] { 2 } }", ValueFormatter.Format(new List<int[]> { new[] { 2 } }).Text);
    }

    [Fact]
    public void Numbers_that_need_several_lines_stand_in_columns_with_the_number_of_the_first_in_each_line()
    {
        var lines = ValueFormatter.Format(Enumerable.Range(0, 45).Select(i => i / 4.0).ToArray()).Text.Split('\n');
        Assert.Equal("double[45]", lines[0]);
        Assert.StartsWith("   [0]   0.00   0.25", lines[1]);
        Assert.StartsWith("  [10]   2.50", lines[2]);
        Assert.All(lines, l => Assert.InRange(l.Length, 1, SequenceText.Width));
    }

    [Fact]
    public void A_list_of_objects_is_a_table_with_numbers_on_the_right_and_tells_what_it_leaves_out()
    {
        var rows = Enumerable.Range(0, 1234).Select(i => new { Name = $"s{i}", Depth = i * 0.5 }).ToList();
        var bundle = ValueFormatter.Format(rows);
        var lines = bundle.Text.Split('\n');
        Assert.Equal("List<{ Name, Depth }>(1234)", lines[0]);
        Assert.Equal("  Name  Depth", lines[1]);
        Assert.Equal("  s0      0.0", lines[2]);
        Assert.Equal("  … 1,214 more rows; see them with .Skip(20).Take(20)", lines[^1]);
        Assert.Contains("text-align:right", (string)bundle.Data["text/html"]);
    }

    [Fact]
    public void An_object_that_contains_itself_and_a_property_that_throws_are_shown_as_such()
    {
        var loop = new Loop();
        var text = ValueFormatter.Format(loop).Text;
        Assert.Contains("(itself)", text);
        Assert.Contains("(threw InvalidOperationException: no value)", text);
        Assert.Equal(1, loop.Reads);
    }

    [Fact]
    public void A_sequence_is_enumerated_once_and_no_further_than_shown()
    {
        var taken = 0;
        IEnumerable<Point> Points()
        {
            while (true) yield return new Point(taken++, null);
        }
        ValueFormatter.Format(Points());
        Assert.InRange(taken, 1, SequenceText.ItemsShown + 1);
    }

    /// <summary>Whatever is shown, HTML holds no markup of a value and no colour that a dark page would hide.</summary>
    [Fact]
    public void HTML_is_encoded_and_has_no_colours_of_its_own()
    {
        foreach (var value in new object[] { new[] { new { A = "<script>" } }, new Dictionary<string, string> { ["<script>"] = new string('<', 200) }, new Loop() })
        {
            var html = (string)ValueFormatter.Format(value).Data["text/html"];
            Assert.DoesNotContain("<script>", html);
            Assert.DoesNotMatch("#[0-9a-fA-F]{3}|(?<![a-z-])color:(?!inherit)|background:(?!none)", html);
        }
    }

    private sealed record Point(int X, Point? Next);

    private sealed class Loop
    {
        public int Reads { get; private set; }

        public string Text { get; } = new('x', 100);

        public Loop Next => this;

        public string Bad
        {
            get
            {
                Reads++;
                throw new InvalidOperationException("no value");
            }
        }
    }
}
