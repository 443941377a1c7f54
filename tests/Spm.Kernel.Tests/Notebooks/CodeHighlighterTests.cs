using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Spm.Kernel.Notebooks.Html;

namespace Spm.Kernel.Tests.Notebooks;

public partial class CodeHighlighterTests
{
    private static readonly string[] Pieces = ["\"", "'", "/*", "*/", "//", "\n", "#!spm", "%x", "$\"{", "}", "\"\"\"", "@", "a", " ", "#if", "1e", "\\", "<", "é"];

    [Fact]
    public void Tokens_get_their_class()
    {
        var line = CodeHighlighter.Lines("var x = new List<int>(3); // loops < 4").Single();
        Assert.Equal(
            "<span class=\"k\">var</span> x = <span class=\"k\">new</span> <span class=\"t\">List</span>&lt;<span class=\"k\">int</span>&gt;(<span class=\"n\">3</span>); <span class=\"c\">// loops &lt; 4</span>",
            line);
    }

    [Fact]
    public void Magic_lines_are_set_apart_and_a_percent_sign_inside_a_string_is_not_one()
    {
        var lines = CodeHighlighter.Lines("#!spm scan --size 2um\nvar s = \"\"\"\n%spm x\n\"\"\";\n%spm fit");
        Assert.Equal("<span class=\"m\">#!spm</span> <span class=\"w\">scan</span> <span class=\"o\">--size</span> <span class=\"w\">2um</span>", lines[0]);
        Assert.Equal("<span class=\"s\">%spm x</span>", lines[2]);
        Assert.StartsWith("<span class=\"m\">%spm</span>", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_is_the_code_whatever_the_code() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 30].Select(pieces => string.Concat(pieces))
            .ForAll(code => string.Join('\n', CodeHighlighter.Lines(code).Select(l => WebUtility.HtmlDecode(Tags().Replace(l, "")))) == code);

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Tags();
}
