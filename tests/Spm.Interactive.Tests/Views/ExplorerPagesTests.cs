using Spm.Core.Data;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>Pages that are not one wide figure of a fit: data without a fit, a source that answers late, two figures, an older script, a narrow page.</summary>
public sealed class ExplorerPagesTests
{
    [Fact]
    public async Task Cycles_are_drawn_together_and_the_lists_choose_which_is_mapped()
    {
        var data = SyntheticFits.Cycles(9, 7);
        var seen = await ExplorerPage.RunAsync(Html(data), """
            slide(20); over("click", 3, 2); out.legend = root.querySelectorAll("[data-spm-panel]")[1].textContent; out.last = state();
            var lists = root.querySelectorAll("select"); lists[0].value = "1"; lists[0].dispatchEvent(new Event("change")); lists[1].value = "1"; lists[1].dispatchEvent(new Event("change")); out.other = state();
            """);
        Assert.Contains("cycle 1cycle 2cycle 3", (string)seen["legend"]!);
        AssertCurve(data, seen["last"]!["selected"]!["answer"]!["parts"]![0], 2, 3, cycle: 2, field: 0);
        AssertCurve(data, seen["other"]!["selected"]!["answer"]!["parts"]![0], 2, 3, cycle: 1, field: 1);
        var values = ExplorerPage.Numbers(seen["other"]!["map"]!["values"]);
        for (var pixel = 0; pixel < values.Length; pixel++)
        {
            var expected = data.Samples.ReadReal(((pixel * 3L + 1) * 2 + 1) * 48 + 20);
            if (double.IsNaN(expected)) Assert.True(double.IsNaN(values[pixel]));
            else Assert.Equal(expected, values[pixel], 1e-13);
        }
    }

    [Fact]
    public async Task Late_answers_are_dropped_and_only_the_newest_question_waits()
    {
        var loops = SyntheticFits.Loops(12, 10);
        var html = (string)LinkedMapFormatter.Format(new(loops, "a3", SyntheticFits.Map(loops, 3)), new ScriptOnce()).Data[MimeTypes.Html];
        var seen = await ExplorerPage.RunAsync(html, """
            var asked = [], answers = [], make = function (row, column) { return { title: "pixel (" + column + ", " + row + ")", x: new Float32Array([0, 1]), parts: [new Float32Array([row, column])], fit: null, excluded: null, isGood: true, parameters: null }; };
            var fake = { name: "late", every: 1, slider: { count: 2, values: [0, 1] },
              pixel: function (row, column, done) { asked.push("pixel " + column); answers.push(function () { done(make(row, column)); }); },
              slice: function (index, done) { asked.push("slice " + index); answers.push(function () { done({ label: "at " + index, values: new Float32Array(120).fill(index) }); }); },
              mean: function (region, done) { asked.push("mean " + region.columns); answers.push(function () { done({ error: "the file was deleted; open it again" }); }); } };
            var view = window.__spmView2.explorer(root, data, fake);
            over("click", 1, 0); over("click", 2, 0); over("click", 3, 0);
            out.asked = asked.slice(); out.waiting = state().selected.answer;
            answers[0](); out.first = state().selected.answer; answers[1](); out.newest = state().selected.answer.title; out.all = asked.slice();
            answers[0](); out.again = state().selected.answer.title;
            over("click", 5, 0);
            later(function () { out.patient = state().selected.answer.title; answers[2](); out.finally = state().selected.answer.title; view.region = { rows: [0, 1], columns: [0, 1] }; key("x");
              over("pointerdown", 0, 0, { shiftKey: true }); over("pointerup", 1, 1); answers[3](); out.problem = root.textContent.indexOf("the file was deleted") >= 0; });
            """);
        // The first question of the new explorer, for the selected pixel, is under way; of three clicks the last waits.
        Assert.Single(seen["asked"]!.AsArray());
        Assert.Null(seen["waiting"]);
        Assert.Null(seen["first"]);
        Assert.Equal("pixel (3, 0)", (string)seen["newest"]!);
        Assert.Equal("pixel 3", (string)seen["all"]![1]!);
        Assert.Equal("pixel (3, 0)", (string)seen["again"]!);
        Assert.Equal(("pixel (3, 0)", "pixel (5, 0)"), ((string)seen["patient"]!, (string)seen["finally"]!));
        Assert.True((bool)seen["problem"]!);
    }

    [Fact]
    public async Task A_kernel_answers_while_it_is_there_and_then_what_is_embedded_stays()
    {
        // The script's own source would look for the widgets of a kernel; without it the page's is taken.
        var html = Html(SyntheticFits.Cycles(9, 7)).Replace("\"kind\":\"explorer\"", "\"kind\":\"explorer\",\"live\":\"x\"", StringComparison.Ordinal).Replace("function liveSource(", "function ofTheKernel(", StringComparison.Ordinal);
        const string Kernel = """
            <script>var gone = false, ready = 0.4;
            function liveSource(root, data) { return {
              alive: function (done) { done(true, ready < 1 ? "reading the file: 40 %" : "from the kernel", ready); ready = 1; },
              pixel: function (row, column, done) { done(gone ? { error: "The kernel does not answer." } : { title: "pixel (" + column + ", " + row + ") of " + data.live + " " + data.rows, x: new Float32Array([0, 1]), parts: [new Float32Array([row, column])], fit: null, excluded: null, isGood: true, parameters: null }); },
              slice: function (index, done) { done({ label: "point " + index, values: new Float32Array(63).fill(index) }); }, mean: function () { } }; }</script>FIGURE
            """;
        var seen = await ExplorerPage.RunAsync(html, """
            var said = function () { return root.querySelector("[data-spm-source]").textContent; };
            over("click", 4, 3); slide(7); out.live = state(); out.words = said(); out.lists = root.querySelector("select").parentNode.style.display;
            gone = true; over("click", 2, 1); out.after = state(); out.wordsAfter = said(); out.problem = root.querySelector("[role=alert]").textContent; out.listsAfter = root.querySelector("select").parentNode.style.display;
            """, Kernel);
        Assert.Equal("pixel (4, 3) of x 7", (string)seen["live"]!["selected"]!["answer"]!["title"]!);
        Assert.Equal(("point 7", "none", ""), ((string)seen["live"]!["map"]!["label"]!, (string)seen["lists"]!, (string)seen["listsAfter"]!));
        Assert.Contains((string)seen["words"]!, new[] { "reading the file: 40 %", "from the kernel" });
        AssertCurve(SyntheticFits.Cycles(9, 7), seen["after"]!["selected"]!["answer"]!["parts"]![0], 1, 2, cycle: 2, field: 0);
        Assert.Equal("embedded; The kernel does not answer.", (string)seen["wordsAfter"]!);
    }

    [Fact]
    public async Task Between_thinned_curves_and_whole_ones_the_slider_stays_at_its_point_and_the_pixels_keep_their_names()
    {
        // 120 × 90 pixels of 520 points: every few of both are embedded.
        var data = ExplorerPayloadTests.Data(120, 90, 520, new RealMemoryStore([.. Enumerable.Range(0, 120 * 90 * 520).Select(i => Math.Sin(i / 520 / 7.0) + i % 520 / 260.0)]));
        var seen = await ExplorerPage.RunAsync(Html(data), """
            var one = function (row, column) { return { title: "pixel (" + column + ", " + row + ")", x: new Float32Array([0, 1]), parts: [new Float32Array([row, column])], fit: null, excluded: null, isGood: true, parameters: null }; };
            var every = data.explorer.embedded.every, whole = { name: "whole", pixel: function (row, column, done) { done(one(row, column)); }, slice: function (index, part, done) { (done || part)({ label: "at " + index, values: new Float32Array(120 * 90) }); }, mean: function () { } };
            var view = window.__spmView2.explorer(root, data, whole), own = window.__spmView2.embedded(data);
            over("click", 41, 33); key("p"); over("click", 51, 33); key("p"); view.use(own); slide(own.slider.count - 2); out.every = every; out.own = state();
            view.use(whole); out.index = state().index; out.step = own.slider.step; view.use(own); out.back = state().index; out.count = own.slider.count;
            """);
        Assert.InRange((int)seen["every"]!, 2, 20);
        Assert.InRange((int)seen["step"]!, 2, 8);
        Assert.Equal(((int)seen["count"]! - 2) * (int)seen["step"]!, (int)seen["index"]!);
        Assert.Equal((int)seen["count"]! - 2, (int)seen["back"]!);
        foreach (var pixel in seen["own"]!["pins"]!.AsArray().Append(seen["own"]!["selected"])) Assert.Equal($"pixel ({pixel!["column"]}, {pixel["row"]})", (string)pixel["answer"]!["title"]!);
    }

    [Fact]
    public async Task Two_figures_of_one_object_and_an_older_script_leave_each_other_alone()
    {
        var view = new ExplorerView(SyntheticFits.Cycles(6, 5));
        var once = new ScriptOnce();
        var (first, second) = ((string)ExplorerFormatter.Format(view, once).Data[MimeTypes.Html], (string)ExplorerFormatter.Format(view, new ScriptOnce(ScriptPolicy.OneCell)).Data[MimeTypes.Html]);
        // What version 1 did: it woke every container of its class and took the list of those that wait.
        const string Older = """
            <script>window.__spmView1 = { drain: function () { window.__spmPending = []; document.querySelectorAll(".spm-figure:not([data-spm-ready])").forEach(function (c) { c.setAttribute("data-spm-ready", "1"); c.setAttribute("data-old", JSON.parse(c.querySelector("script").textContent).kind); }); } };
            setInterval(window.__spmView1.drain, 50);</script><div class="spm-figure"><script type="application/json">{"kind":"linked"}</script></div>
            """;
        var seen = await ExplorerPage.RunAsync(first + second, """
            var both = document.querySelectorAll(".spm-view-2"); over("click", 2, 1);
            out.first = both[0].spmState().selected; out.second = both[1].spmState().selected; out.count = both.length; out.old = document.querySelector(".spm-figure").getAttribute("data-old");
            """, Older + "FIGURE");
        Assert.Equal((2, "linked"), ((int)seen["count"]!, (string)seen["old"]!));
        Assert.Equal((2, 1), ((int)seen["first"]!["column"]!, (int)seen["first"]!["row"]!));
        Assert.NotEqual((2, 1), ((int)seen["second"]!["column"]!, (int)seen["second"]!["row"]!));
    }

    [Fact]
    public async Task On_a_narrow_page_the_curve_stands_under_the_map_and_still_answers()
    {
        var seen = await ExplorerPage.RunAsync(Html(SyntheticFits.Cycles(9, 7)), """
            over("click", 4, 3); out.state = state(); var r = svg.getBoundingClientRect(); out.width = r.width; out.tall = r.height > r.width;
            var line = root.querySelector("[data-spm-cursor] line").getBoundingClientRect(); out.inside = line.left >= r.left && line.right <= r.right && line.top > r.top + r.height / 3;
            var p = root.querySelectorAll("[data-spm-panel]")[1].querySelector("rect").getBoundingClientRect(), before = state().index;
            svg.dispatchEvent(new PointerEvent("pointerdown", { clientX: p.left + p.width - 12, clientY: p.top + 20, bubbles: true })); out.moved = state().index !== before;
            """, "<div style=\"width:420px\">FIGURE</div>");
        Assert.True((bool)seen["state"]!["isStacked"]! && (bool)seen["tall"]! && (bool)seen["inside"]! && (bool)seen["moved"]!, seen.ToJsonString());
        Assert.Equal((4, 3), ((int)seen["state"]!["selected"]!["column"]!, (int)seen["state"]!["selected"]!["row"]!));
        Assert.InRange((double)seen["width"]!, 380, 420);
    }

    [Fact]
    public async Task A_scan_with_falling_axes_and_the_columns_first_is_read_the_right_way_round()
    {
        Dimension x = new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(1e-6, 0, 5)), y = new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(1e-6, 0, 4));
        Dimension t = new("Time", "Time", "s", DimensionKind.Spectroscopic, Dimension.Linear(0, 1, 3));
        var data = new Dataset("d", "Signal", "V", [x, y, t], new RealMemoryStore([.. Enumerable.Range(0, 60).Select(i => (double)i)]));
        var seen = await ExplorerPage.RunAsync(Html(data), "over('click', 3, 1); slide(2); out.state = state();");
        // Column 3, row 1 is sample (3·4 + 1)·3.
        Assert.Equal([39.0, 40, 41], ExplorerPage.Numbers(seen["state"]!["selected"]!["answer"]!["parts"]![0]).Select(v => Math.Round(v, 2)));
        Assert.Equal(41, ExplorerPage.Numbers(seen["state"]!["map"]!["values"])[1 * 5 + 3], 0.01);
    }

    [Fact]
    public async Task Hostile_and_odd_data_do_not_break_the_page()
    {
        Dataset[] odd =
        [
            ExplorerPayloadTests.Data(1, 1, 8, new RealMemoryStore([.. Enumerable.Range(0, 8).Select(i => (double)i)])), ExplorerPayloadTests.Data(3, 2, 4, new RealMemoryStore([.. Enumerable.Repeat(double.NaN, 24)])),
            ExplorerPayloadTests.Data(1, 5, 4, new RealMemoryStore([.. Enumerable.Repeat(2.0, 20)])), ExplorerPayloadTests.Data(2, 2, 2, new RealMemoryStore([1, double.PositiveInfinity, double.NegativeInfinity, 2, double.NaN, 3, 4, 5]), SyntheticFits.Hostile),
        ];
        foreach (var data in odd)
        {
            var seen = await ExplorerPage.RunAsync(Html(data), "slide(1); over('click', 0, 0); key('p'); key('ArrowRight'); over('pointermove', 0, 0); over('pointerdown', 0, 0, { shiftKey: true }); over('pointerup', 0, 0); out.state = state(); out.text = root.textContent;");
            Assert.NotNull(seen["state"]!["selected"]!["answer"]);
            Assert.DoesNotContain("undefined", (string)seen["text"]!);
        }
        Assert.DoesNotContain("<script>alert", Html(odd[^1]));
    }

    private static void AssertCurve(Dataset data, System.Text.Json.Nodes.JsonNode? shown, int row, int column, int cycle, int field)
    {
        var values = ExplorerPage.Numbers(shown);
        for (var i = 0; i < values.Length; i++) Assert.Equal(data.Samples.ReadReal((((row * 9 + column) * 3L + cycle) * 2 + field) * 48 + i), values[i], 1e-13);
    }

    private static string Html(Dataset data) => (string)ExplorerFormatter.Format(new(data), new ScriptOnce()).Data[MimeTypes.Html];
}

internal static class SampleReading
{
    /// <summary>One real sample.</summary>
    public static double ReadReal(this SampleStore store, long index)
    {
        Span<double> one = stackalloc double[1];
        store.Read(index, one);
        return one[0];
    }
}
