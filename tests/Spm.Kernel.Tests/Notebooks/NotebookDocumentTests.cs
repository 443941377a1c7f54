using System.Text.Json.Nodes;
using CsCheck;
using Spm.Kernel.Notebooks;

namespace Spm.Kernel.Tests.Notebooks;

public class NotebookDocumentTests
{
    private const string Rich = """
        {"cells":[
          {"cell_type":"markdown","id":"a1","metadata":{"deep":{"x":[1,2.50,1e3]}},"source":["# Tïtle 😀\n","text"],"attachments":{"p.png":{"image/png":"AAAA"}}},
          {"cell_type":"code","id":"b-2_","metadata":{"tags":["raises-exception"]},"execution_count":null,"outputs":[],"source":"var µ = \"\u2028\\u00e9\";","unknown":{"kept":true}},
          {"cell_type":"raw","id":"c","metadata":{},"source":[]}],
         "metadata":{"kernelspec":{"name":"spm","display_name":"C# (SPM)","language":"C#"},"vendor":[null]},"nbformat":4,"nbformat_minor":5,"future":1}
        """;

    [Fact]
    public void A_notebook_is_written_back_as_the_same_value()
    {
        var written = JsonNode.Parse(NotebookDocument.Parse(Rich).ToText());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Rich), written));
    }

    [Fact]
    public void Any_text_of_a_cell_is_written_back_unchanged() =>
        Gen.String.Select(text => text.Replace("\0", "")).Where(IsWellFormed).ForAll(text =>
        {
            var cell = NotebookDocument.Parse(NotebookDocument.Parse(Sample.Json(text.Replace(':', ';'))).ToText()).Cells[0];
            return cell.Source == text.Replace(':', ';');
        });

    [Fact]
    public void Writing_has_the_layout_of_Jupyter()
    {
        var text = NotebookDocument.Parse(Rich).ToText();
        Assert.StartsWith("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\"", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.Contains("# Tïtle 😀\\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        Assert.Equal(text, NotebookDocument.Parse(text).ToText());
    }

    [Fact]
    public void An_old_notebook_gets_identifiers_that_are_the_same_each_time()
    {
        const string old = """{"cells":[{"cell_type":"code","source":"1"},{"cell_type":"code","source":"1","metadata":{}}],"metadata":{},"nbformat":4,"nbformat_minor":2}""";
        var (first, second) = (NotebookDocument.Parse(old), NotebookDocument.Parse(old));
        Assert.Equal(2, first.Cells.Select(c => c.Id).Distinct().Count());
        Assert.Equal(first.Cells.Select(c => c.Id), second.Cells.Select(c => c.Id));
        Assert.Equal(5, (int)first.Json["nbformat_minor"]!);
        Assert.Empty(first.Cells[0].Outputs);
    }

    [Fact]
    public void An_identifier_used_twice_is_made_unique()
    {
        var document = NotebookDocument.Parse(Sample.Json("1", "2").Replace("cell-1", "cell-0"));
        Assert.Equal("cell-0", document.Cells[0].Id);
        Assert.NotEqual("cell-0", document.Cells[1].Id);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \n", "is empty")]
    [InlineData("{\n \"cells\": [,]}", "not valid JSON at line 2, column")]
    [InlineData("[1]", "a JSON list")]
    [InlineData("{}", "empty JSON object")]
    [InlineData("{\"a\":1}", "without a number «nbformat»")]
    [InlineData("{\"nbformat\":3,\"worksheets\":[]}", "format 3; format 4 is needed. Convert it: jupyter nbconvert")]
    [InlineData("{\"nbformat\":5,\"cells\":[]}", "newer than this program")]
    [InlineData("{\"nbformat\":4}", "no list «cells»")]
    [InlineData("{\"nbformat\":4,\"cells\":[7]}", "cell 1 is a JSON number")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"source\":\"\"}]}", "cell 1 has no «cell_type»")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"table\",\"source\":\"\"}]}", "«table»; a cell is code, markdown or raw")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":[1]}]}", "no readable «source»")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":[null]}]}", "no readable «source»")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"outputs\":3}]}", "«outputs»")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"execution_count\":\"x\"}]}", "«execution_count»")]
    [InlineData("{\"nbformat\":4,\"nbformat\":4,\"cells\":[]}", "not valid JSON")]
    public void What_is_not_a_notebook_is_refused_with_the_reason(string text, string reason)
    {
        var error = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(text, "bad.ipynb"));
        Assert.StartsWith("bad.ipynb", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused() =>
        Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse([0x89, 0x48, 0x44, 0x46, 0x0d], "data.h5"));

    [Fact]
    public void A_byte_order_mark_is_ignored() =>
        Assert.Single(NotebookDocument.Parse("\uFEFF" + Sample.Json("1")).Cells);

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))) return false;
        return !text.StartsWith("md", StringComparison.Ordinal) && !text.StartsWith("tag=", StringComparison.Ordinal);
    }
}
