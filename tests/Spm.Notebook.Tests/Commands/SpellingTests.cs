using CsCheck;
using Spm.Notebook.Commands;

namespace Spm.Notebook.Tests.Commands;

public class SpellingTests
{
    [Fact]
    public void Distance_is_a_symmetric_function_that_vanishes_for_equal_words_only() =>
        Gen.Select(Gen.String[Gen.Char['a', 'e'], 0, 8], Gen.String[Gen.Char['a', 'e'], 0, 8]).ForAll((a, b) =>
            Spelling.Distance(a, b) == Spelling.Distance(b, a)
            && (Spelling.Distance(a, b) == 0) == (a == b)
            && Spelling.Distance(a, b) <= Math.Max(a.Length, b.Length));

    [Theory]
    [InlineData("pxiels", "pixels", 1)]
    [InlineData("bias", "bais", 1)]
    [InlineData("loop", "loops", 1)]
    [InlineData("", "abc", 3)]
    public void Distance_counts_edits_and_swaps(string a, string b, int edits) => Assert.Equal(edits, Spelling.Distance(a, b));

    [Fact]
    public void Nothing_is_suggested_for_a_word_that_is_far_from_all() =>
        Assert.Null(Spelling.Nearest("zebra", ["scan", "loops"]));
}
