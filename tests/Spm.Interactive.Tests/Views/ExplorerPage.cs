using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views;

/// <summary>A page with one explorer in a headless browser, and what a script found there.</summary>
internal static partial class ExplorerPage
{
    /// <summary>
    /// Runs a script in the page when its figure is awake and returns the object that it filled. It may use <c>out</c>, <c>root</c>, <c>data</c>, <c>svg</c>;
    /// <c>at(kind, x, y, more)</c>, a pointer event at a place of the figure; <c>over(kind, column, row, more)</c>, the same at a pixel of the map's array;
    /// <c>key(name, more)</c>, <c>tip()</c>, <c>cells(mark)</c>, <c>press(words)</c>, <c>slide(index)</c>, <c>state()</c>, <c>later(work)</c>, <c>when(isSo, work)</c>.
    /// </summary>
    public static async Task<JsonObject> RunAsync(string html, string script, string around = "", string windowSize = "1200,900")
    {
        var page = FigureHtml.Page("test", around.Length > 0 ? around.Replace("FIGURE", html, StringComparison.Ordinal) : html) + $$"""
            <script>
            setTimeout(function () {
              var out = {}, isLate = false;
              var root = document.querySelector(".spm-view-2"), data = JSON.parse(root.querySelector("script[type='application/json']").textContent), svg = root.querySelector("svg");
              function done() { document.body.setAttribute("data-result", encodeURIComponent(JSON.stringify(out))); }
              function at(kind, x, y, more) { var r = svg.getBoundingClientRect(), scale = r.width / Number(svg.getAttribute("width")); svg.dispatchEvent(new PointerEvent(kind, Object.assign({ clientX: r.left + x * scale, clientY: r.top + y * scale, bubbles: true, pointerType: "mouse" }, more))); }
              function over(kind, column, row, more) {
                var b = data.panels[0].box, e = data.explorer, c = e.flip[1] ? e.columns - 1 - column : column, r = e.flip[0] ? e.rows - 1 - row : row;
                at(kind, b[0] + (c + 0.5) / e.columns * b[2], b[1] + (r + 0.5) / e.rows * b[3], more);
              }
              function tip() { return root.querySelector("[data-spm-tip]").textContent; }
              function cells(mark) { return Array.prototype.map.call(root.querySelectorAll("[" + (mark || "data-spm-parameter") + "]"), function (c) { return c.textContent; }); }
              function key(name, more) { root.querySelector("[data-spm-stage]").dispatchEvent(new KeyboardEvent("keydown", Object.assign({ key: name, bubbles: true }, more))); }
              function press(words) { Array.prototype.filter.call(root.querySelectorAll("button"), function (b) { return b.textContent === words; })[0].click(); }
              function slide(index) { var range = root.querySelector("input[type=range]"); range.value = index; range.dispatchEvent(new Event("input")); }
              function state() { return root.spmState(); }
              function when(isSo, work) { isLate = true; if (isSo()) work(); else setTimeout(function () { when(isSo, work); }, 20); }
              function later(work) { isLate = true; setTimeout(function () { try { work(); } catch (error) { out.error = String(error); } done(); }, 500); }
              try {
                {{script}}
              } catch (error) { out.error = String(error) + error.stack; }
              if (!isLate) done();
            }, 1500);
            </script>
            """;
        var dom = await Browser.DumpDomAsync(page, windowSize);
        var found = Result().Match(dom);
        Assert.True(found.Success, "The script did not end: did the figure wake, and came what it waited for?");
        var result = JsonNode.Parse(Uri.UnescapeDataString(found.Groups[1].Value))!.AsObject();
        Assert.False(result.ContainsKey("error"), (string?)result["error"]);
        return result;
    }

    /// <summary>What travels in a figure for the browser.</summary>
    public static JsonObject Payload(string html) => JsonNode.Parse(Json().Match(html).Groups[1].Value)!.AsObject();

    /// <summary>Numbers of an array, NaN where the browser had none that JSON knows.</summary>
    public static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(value => value is null ? double.NaN : (double)value)];

    [GeneratedRegex("data-result=\"([^\"]*)\"")]
    private static partial Regex Result();

    [GeneratedRegex("<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Json();
}
