using CsCheck;
using Spm.Kernel.Notebooks.Html;

namespace Spm.Kernel.Tests.Notebooks;

public class AnsiTextTests
{
    [Theory]
    [InlineData("plain <b>", "plain &lt;b&gt;")]
    [InlineData("\u001b[31mred\u001b[0m end", "<span class=\"ansi-fg-1\">red</span> end")]
    [InlineData("\u001b[1;92mgood\u001b[22m\u001b[39m.", "<span class=\"ansi-bold ansi-fg-10\">good</span>.")]
    [InlineData("\u001b[38;5;208mo\u001b[m", "<span style=\"color:#ff8700\">o</span>")]
    [InlineData("\u001b[48;2;1;2;3mx", "<span style=\"background:#010203\">x</span>")]
    [InlineData("a\u001b[2Kb\u001b]8;;http://x\ac\u001b(", "abc")]
    [InlineData("cut\u001b", "cut")]
    [InlineData("cut\u001b[3", "cut")]
    public void Colours_become_spans_and_other_sequences_vanish(string text, string html) => Assert.Equal(html, AnsiText.ToHtml(text));

    [Theory]
    [InlineData("10%\r50%\r100%\n", "100%\n")]
    [InlineData("long line\rxy", "xyng line")]
    [InlineData("windows\r\nlines\r\n", "windows\nlines\n")]
    [InlineData("ab\b\bc", "cb")]
    [InlineData("\u001b[32m10%\u001b[0m\r\u001b[32m20%\u001b[0m\r", "\u001b[32m20%\u001b[0m")]
    public void A_carriage_return_overwrites_the_line(string text, string left) => Assert.Equal(left, AnsiText.Collapse(text));

    [Fact]
    public void No_text_makes_markup_of_its_own() =>
        Gen.Char["<>&\"'\u001b[]m;0123458\r\n\ba"].Array[0, 40].Select(c => new string(c)).ForAll(text =>
            !AnsiText.ToHtml(text).Replace("<span class=\"", "").Replace("<span style=\"", "").Replace("\">", "").Replace("</span>", "").Contains('<'));
}
