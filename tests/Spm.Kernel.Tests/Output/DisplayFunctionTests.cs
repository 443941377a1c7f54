using System.Text.Json.Nodes;
using Spm.Kernel.Cells;
using Spm.Kernel.Tests.Engine;

namespace Spm.Kernel.Tests.Output;

public sealed class DisplayFunctionTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Fact]
    public async Task A_display_returns_a_handle_that_replaces_it_and_is_not_shown_itself()
    {
        var first = await _notebook.Run("var shown = Display(1);\nstring id = shown;\nshown.Update(2);\nUpdate(shown, 3);\nUpdate(id, 4);\nDisplay(5)");
        Assert.Equal(["1", "5"], first.Displays.Select(d => d.Bundle.Text));
        Assert.Equal(["2", "3", "4"], first.Updates.Select(u => u.Bundle.Text));
        Assert.All(first.Updates, u => Assert.Equal(first.Displays[0].Id, u.Id));
        Assert.Null(first.ResultBundle);
        var second = await _notebook.Run("shown.Update(\"later\");");
        Assert.Equal(first.Displays[0].Id, Assert.Single(second.Updates).Id);
    }

    [Theory]
    [InlineData(@"\frac{1}{2}", @"$$\frac{1}{2}$$")]
    [InlineData(@"where $x$ is", @"where $x$ is")]
    [InlineData(@"\begin{align}x\end{align}", @"\begin{align}x\end{align}")]
    [InlineData(@"\(x\)", @"\(x\)")]
    public void A_formula_has_the_delimiters_that_front_ends_look_for(string written, string sent) =>
        Assert.Equal((written, sent), (NotebookDisplay.Latex(written).Text, NotebookDisplay.Latex(written).Data["text/latex"]));

    [Fact]
    public void JSON_of_a_value_or_of_text_is_a_tree_and_readable_text()
    {
        var bundle = NotebookDisplay.Json(new { a = new[] { 1, 2 } });
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(bundle.Text), (JsonNode)bundle.Data["application/json"]));
        Assert.Equal(bundle.Text, NotebookDisplay.Json("{\"a\":[1,2]}").Text);
    }

    [Fact]
    public void A_bundle_of_ones_own_has_all_its_forms()
    {
        var bundle = NotebookDisplay.Bundle("text", ("text/html", "<b>x</b>"), ("application/vnd.x+json", "{\"a\":1}"));
        Assert.Equal(["application/vnd.x+json", "text/html", "text/plain"], bundle.Data.Keys);
        Assert.Equal(1, (int)((JsonNode)bundle.Data["application/vnd.x+json"])["a"]!);
    }

    [Fact]
    public async Task A_loop_with_progress_gives_all_items_and_none_twice()
    {
        Assert.Equal("499500", await _notebook.Value("var s = 0;\nforeach (var i in Enumerable.Range(0, 1000).WithProgress(\"adding\")) s += i;\ns"));
        Assert.Equal("6", await _notebook.Value("IEnumerable<int> Some() { yield return 1; yield return 2; yield return 3; }\nSome().WithProgress().Sum()"));
    }

    [Fact]
    public void A_picture_of_an_unknown_kind_is_refused_with_the_kinds_that_work() =>
        Assert.Contains(".png, .jpg, .gif and .svg", Assert.Throws<NotSupportedException>(() => NotebookDisplay.Image("folder/map.tiff")).Message);

    public void Dispose() => _notebook.Dispose();
}
