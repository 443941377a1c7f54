using Spm.Kernel.Scripting;

namespace Spm.Kernel.Tests.Scripting;

public class CellSplitterTests
{
    private static readonly CellSplitter Splitter = new(["toy", "help"]);

    private static string Kinds(string cell) => string.Join(' ', Splitter.Split(cell).Select(s => $"{s.Prefix ?? "C#"}:{s.Line}"));

    [Theory]
    [InlineData("var x = 1;", "C#:1")]
    [InlineData("#!toy roll", "toy:1")]
    [InlineData("%toy roll", "toy:1")]
    [InlineData("var x = 1;\n#!toy roll\n\nx", "C#:1 toy:2 C#:3")]
    [InlineData("#!toy a\n%toy b", "toy:1 toy:2")]
    [InlineData("#!other a", "other:1")]
    [InlineData("var s = @\"\n#!toy roll\n\";", "C#:1")]
    [InlineData("var s = \"\"\"\n%toy roll\n\"\"\";", "C#:1")]
    [InlineData("var s = $@\"{1}\n#!toy roll\n\";", "C#:1")]
    [InlineData("/* text\n%toy roll\n*/", "C#:1")]
    [InlineData("/* text */\n%toy roll", "C#:1 toy:2")]
    [InlineData("// it's\n%toy roll", "C#:1 toy:2")]
    [InlineData("#if false\n#!toy roll\n#endif", "C#:1")]
    [InlineData("var y = x\n  % 3;", "C#:1")]
    [InlineData("var y = x\n%z;", "C#:1")]
    [InlineData("var y = x;\n%z", "C#:1 z:2")]
    [InlineData("x\n%toy roll", "C#:1 toy:2")]
    [InlineData("#!toy open \"it's /* \n1", "toy:1 C#:2")]
    [InlineData("%toy open it's\n\"a\" + @\"\n\"\n%toy b", "toy:1 C#:2 toy:4")]
    [InlineData("", "")]
    [InlineData(" \n\n", "")]
    public void Magics_are_lines_outside_of_strings_and_comments(string cell, string expected) => Assert.Equal(expected, Kinds(cell));

    [Fact]
    public void The_text_of_a_magic_stands_where_the_segment_says()
    {
        var cell = "var x = 1;\n  %toy roll --sides 3\r\nx";
        var magic = Splitter.Split(cell)[1];
        Assert.Equal(" roll --sides 3", magic.Text);
        Assert.Equal(magic.Text, cell.Substring(magic.Start, magic.Text.Length));
    }
}
