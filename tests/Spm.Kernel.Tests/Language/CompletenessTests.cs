using Spm.Kernel.Language;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Tests.Language;

public class CompletenessTests
{
    private static readonly CellSplitter Splitter = new(["toy", "help"]);

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) {", "    ")]
    [InlineData("if (a)", "    ")]
    [InlineData("if (a)\n    b();\nelse", "    ")]
    [InlineData("foreach (var x in xs)", "    ")]
    [InlineData("class A\n{\n    void F()\n    {", "        ")]
    [InlineData("class A\n{\n    int X;", "    ")]
    [InlineData("F(new[] {", "    ")]
    [InlineData("F(1,", "    ")]
    [InlineData("var x =", "    ")]
    [InlineData("var x = 1 +", "    ")]
    [InlineData("var x = values\n    .Select(", "        ")]
    [InlineData("values.", "    ")]
    [InlineData("int F(int n)", "")]
    [InlineData("[Obsolete]", "")]
    [InlineData("var s = @\"abc", "")]
    [InlineData("var s = \"\"\"\n  abc", "")]
    [InlineData("/* open", "")]
    [InlineData("#if DEBUG\nvar x = 1;", "")]
    [InlineData("try { }", "")]
    [InlineData("%toy roll\nif (a) {", "    ")]
    public void Unfinished_code_goes_on_with_the_right_indent(string code, string indent) =>
        Assert.Equal(new CodeCompleteness("incomplete", indent), CodeCompleteness.Of(code, Splitter));

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("1 + 1")]
    [InlineData("// remark")]
    [InlineData("if (a) b();")]
    [InlineData("class A { }")]
    [InlineData("int F(int n) => n;")]
    [InlineData("var s = \"\"\"abc\"\"\";")]
    [InlineData("#!toy roll --sides 6")]
    [InlineData("#!toy roll\n1 + 1")]
    [InlineData("await Task.Delay(1)")]
    [InlineData("using System.Net;")]
    [InlineData("#r \"nuget: A, 1.0\"")]
    public void Finished_code_is_run(string code) => Assert.Equal("complete", CodeCompleteness.Of(code, Splitter).Status);

    [Theory]
    [InlineData("var x = = 1;")]
    [InlineData("var s = \"abc")]
    [InlineData(")")]
    [InlineData("var x = = 1;\nif (a) {")]
    [InlineData("if (a) {\n#!toy roll")]
    public void What_more_text_cannot_mend_is_run_so_that_the_error_is_seen(string code) => Assert.Equal("invalid", CodeCompleteness.Of(code, Splitter).Status);
}
