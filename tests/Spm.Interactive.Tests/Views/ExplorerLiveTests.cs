using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>An explorer that asks a kernel over the widgets' elements, with a kernel in the page that takes a tenth of a second for every answer.</summary>
public sealed class ExplorerLiveTests
{
    /// <summary>Answers every question once, whatever was asked after it; <c>ready</c> grows with each greeting from <c>begun</c> on.</summary>
    private const string _kernel = """
        <div class="spm-live-x-ask"><input></div><div class="spm-live-x-answer"></div>
        <script>
        var asked = [], ready = 1, step = 0;
        function base64(numbers) { var b = new Uint8Array(new Float32Array(numbers).buffer), s = ""; for (var i = 0; i < b.length; i++) s += String.fromCharCode(b[i]); return btoa(s); }
        function answerTo(q) {
          if (q.ask === "hello") { var now = ready; ready = Math.min(1, ready + step); return { ready: now, words: now < 1 ? "reading the file" : "from the kernel" }; }
          if (q.ask === "slice") return answerTo.slice ? answerTo.slice(q) : { label: "point " + q.index + " of curve " + q.curve + " at " + ready, values: base64(new Array(63).fill(q.curve)), rows: 7, columns: 9, step: 1 };
          if (q.ask === "mean") return { title: "mean at " + ready, count: 2, x: base64([0, 1]), parts: [base64([1, 2])], deviation: null, parameters: null };
          var one = [base64([q.row, q.column])];
          return { title: "pixel (" + q.column + ", " + q.row + ")", x: base64([0, 1]), parts: one, isGood: true, overlay: 1, overlays: [{ label: "cycle 1", x: base64([0, 1]), parts: one }, { label: "cycle 2", x: base64([0, 1]), parts: one }] };
        }
        document.querySelector(".spm-live-x-ask input").addEventListener("input", function (event) {
          JSON.parse(event.target.value).forEach(function (q) {
            if (asked.some(function (other) { return other.n === q.n; })) return;
            asked.push(q);
            setTimeout(function () {
              var line = document.createElement("div");
              line.textContent = JSON.stringify(Object.assign(answerTo(q), { n: q.n, page: q.page }));
              document.querySelector(".spm-live-x-answer").replaceChildren(line);
            }, answerTo.delay ? answerTo.delay(q) : 100);
          });
        });
        BEGUN
        </script>FIGURE
        """;

    /// <summary>A clock of the page's own, which goes from timer to timer: minutes of waiting, the same in each run; <c>seconds()</c> counts by it, for a quarter of an hour.</summary>
    private const string _clock = """
        var begin = 1e6, now = begin, timers = [], made = 0, tick = new MessageChannel();
        setTimeout = function (work, wait) { timers.push({ id: ++made, at: now + wait, work: work }); return made; };
        clearTimeout = function (id) { timers = timers.filter(function (timer) { return timer.id !== id; }); };
        Date.now = function () { return now; };
        function seconds() { return (now - begin) / 1000; }
        tick.port1.onmessage = function () {
          var next = timers.sort(function (a, b) { return a.at - b.at || a.id - b.id; }).shift();
          if (!next || seconds() > 900) return;
          tick.port2.postMessage(0);
          now = next.at; next.work();
        };
        addEventListener("load", function () { tick.port2.postMessage(0); });
        """;

    /// <summary>A page that was saved: no widgets; <c>looks</c> counts how often they were looked for.</summary>
    private const string _saved = _clock + """

        document.querySelectorAll("[class^=spm-live-x]").forEach(function (part) { part.remove(); });
        var looks = 0;
        document.querySelector = function (selector) { if (/spm-live/.test(selector)) looks++; return Document.prototype.querySelector.call(document, selector); };
        """;

    private const string _said = "var said = function () { return root.querySelector(\"[data-spm-source]\").textContent; };";

    [Theory]
    [InlineData(1, "embedded")]
    [InlineData(2, "from the kernel")]
    public async Task A_kernel_that_answers_one_greeting_too_late_is_used_from_the_next_on(int late, string meanwhile)
    {
        var seen = await RunAsync(_said + """
            when(function () { return /does not answer/.test(said()); }, function () {
              out.meanwhile = state().source;
              when(function () { return said() === "from the kernel"; }, function () {
                over("click", 3, 2); slide(7);
                when(function () { var answer = state().selected.answer; return answer && answer.title === "pixel (3, 2)" && /^point 7 of curve /.test(state().map.label); }, function () { out.source = state().source; done(); });
              });
            });
            """, _clock + $"ready = 0.5; step = 0.25; var greetings = 0; answerTo.delay = function (q) {{ return q.ask === 'hello' && ++greetings === {late} ? 3500 : 100; }};");
        Assert.Equal((meanwhile, "from the kernel"), ((string)seen["meanwhile"]!, (string)seen["source"]!));
    }

    [Fact]
    public async Task Without_a_kernel_a_page_says_so_looks_again_for_a_while_and_then_rests()
    {
        var seen = await RunAsync(_said + """
            when(function () { return /no kernel/.test(said()); }, function () {
              out.early = said(); out.first = looks;
              when(function () { return seconds() > 180; }, function () { out.last = looks; when(function () { return seconds() > 360; }, function () { out.never = looks; out.late = said(); out.source = state().source; done(); }); });
            });
            """, _saved);
        Assert.True((int)seen["last"]! > (int)seen["first"]!, seen.ToJsonString());
        Assert.Equal((int)seen["last"]!, (int)seen["never"]!);
        Assert.Equal("embedded; no kernel is connected; in a running notebook, run the cell again to see every point", (string)seen["early"]!);
        Assert.Equal(((string)seen["early"]!, "embedded"), ((string)seen["late"]!, (string)seen["source"]!));
    }

    [Fact]
    public async Task A_channel_that_says_that_it_is_closed_is_not_asked_again()
    {
        var seen = await RunAsync(_said + "when(function () { return seconds() > 180; }, function () { out.said = said(); out.asked = asked.length; done(); });",
            _clock + "answerTo = function () { return { closed: 'the data are shown in a newer figure' }; };");
        Assert.Equal(("embedded; the data are shown in a newer figure", 1), ((string)seen["said"]!, (int)seen["asked"]!));
    }

    [Fact]
    public async Task A_front_ends_line_about_the_lost_widgets_is_hidden_whenever_it_comes()
    {
        // JupyterLab's, of an output whose widget it does not find.
        var seen = await RunAsync("""
            var before = root.closest(".jp-OutputArea-child").previousElementSibling, line = before.firstElementChild;
            when(function () { return seconds() > 60; }, function () {
              out.early = before.style.display; line.textContent = "Error displaying widget: model not found"; line.classList.add("jupyter-widgets");
              when(function () { return before.style.display === "none"; }, done);
            });
            """, _saved, around: """<div><div class="jp-OutputArea-child"><div class="jp-OutputArea-output">Loading widget...</div></div><div class="jp-OutputArea-child">FIGURE</div></div>""");
        Assert.Equal("", (string)seen["early"]!);
    }

    [Fact]
    public async Task A_click_is_answered_although_the_pointer_moves_on_and_a_pin_has_the_curve_of_its_own_pixel()
    {
        var seen = await RunAsync("""
            over("click", 3, 2); over("pointermove", 5, 4); key("p");
            var shown = function (place) { return place && place.answer && place.answer.title; };
            when(function () { return shown(state().selected) === "pixel (3, 2)" && shown(state().preview) === "pixel (5, 4)"; }, function () {
              over("click", 7, 1); key("p"); over("pointermove", 8, 6);
              when(function () { return state().pins.length === 2 && state().pins.every(shown) && shown(state().selected) === "pixel (7, 1)" && shown(state().preview) === "pixel (8, 6)"; }, function () { out.state = state(); done(); });
            });
            """);
        var state = seen["state"]!;
        Assert.Equal(("pixel (7, 1)", "pixel (8, 6)"), ((string)state["selected"]!["answer"]!["title"]!, (string)state["preview"]!["answer"]!["title"]!));
        Assert.Equal(["pixel (3, 2)", "pixel (7, 1)"], state["pins"]!.AsArray().Select(pin => (string)pin!["answer"]!["title"]!));
    }

    [Fact]
    public async Task Cycles_and_fields_can_be_chosen_from_the_kernels_curves_and_are_drawn_together()
    {
        var seen = await RunAsync("""
            slide(7); var lists = root.querySelectorAll("select");
            out.shown = Array.prototype.map.call(lists, function (list) { return list.parentNode.style.display; });
            lists[0].value = "1"; lists[0].dispatchEvent(new Event("change")); lists[1].value = "1"; lists[1].dispatchEvent(new Event("change"));
            when(function () { var legend = root.querySelectorAll("[data-spm-panel]")[1].textContent; return /curve 3 /.test(state().map.label) && /cycle 2/.test(legend); }, function () {
              out.state = state(); out.legend = root.querySelectorAll("[data-spm-panel]")[1].textContent; out.first = asked.filter(function (q) { return q.ask === "slice"; })[0].curve; done();
            });
            """);
        Assert.Equal("[\"\",\"\"]", seen["shown"]!.ToJsonString());
        // Cycle 3 out of field is number 4, cycle 2 in field is number 3.
        Assert.Equal((4, "point 7 of curve 3 at 1"), ((int)seen["first"]!, (string)seen["state"]!["map"]!["label"]!));
        Assert.Contains("cycle 1cycle 2", (string)seen["legend"]!);
    }

    [Fact]
    public async Task A_curve_that_is_not_embedded_has_colours_of_its_own_in_a_title_that_fits()
    {
        // 64 × 64 pixels: the cycles of one field are embedded.
        var seen = await RunAsync("""
            slide(7); var title = function () { return root.querySelectorAll("[data-spm-panel]")[0].querySelector("text"); }, bar = function () { return root.querySelector("[data-spm-bar]").textContent; };
            var said = function () { return root.querySelector("[data-spm-source]").textContent; };
            when(function () { return /every 4th pixel/.test(said()); }, function () {
              out.embedded = said(); out.bar = bar(); var lists = root.querySelectorAll("select"); lists[1].value = "1"; lists[1].dispatchEvent(new Event("change"));
              when(function () { return /colours of its own/.test(said()); }, function () { out.other = said(); out.otherBar = bar(); var t = title().getBoundingClientRect(), r = svg.getBoundingClientRect(); out.fits = t.left >= r.left && t.right <= r.left + r.width / 2; done(); });
            });
            """, "answerTo.slice = function (q) { return { point: 'Frequency 352.5 kHz', label: 'Frequency 352.5 kHz (mean of 20 points) · every 4th pixel', values: base64(Float32Array.from({ length: 4096 }, function (_, i) { return i * 1e-9; })) }; };", 64, 64);
        Assert.Equal("from the kernel · map: mean of 20 points · every 4th pixel", (string)seen["embedded"]!);
        Assert.Equal("from the kernel · map: mean of 20 points · every 4th pixel · colours of its own", (string)seen["other"]!);
        Assert.NotEqual((string)seen["bar"]!, (string)seen["otherBar"]!);
        Assert.Contains("4", (string)seen["otherBar"]!);
        Assert.True((bool)seen["fits"]!);
    }

    [Fact]
    public async Task What_was_made_of_a_part_of_the_file_is_made_again_when_it_has_been_read()
    {
        var seen = await RunAsync("""
            slide(7); over("pointerdown", 1, 1, { shiftKey: true }); over("pointerup", 2, 2);
            when(function () { return /^point 7 /.test(state().map.label); }, function () {
              out.early = state().map.label; step = 0.5;
              when(function () { var answer = state().region.answer; return state().map.label !== out.early && answer && answer.title === "mean at 1"; }, function () { out.late = state().map.label; out.mean = state().region.answer.title; done(); });
            });
            """, "ready = 0.5;");
        Assert.Equal(("point 7 of curve 4 at 0.5", "point 7 of curve 4 at 1", "mean at 1"), ((string)seen["early"]!, (string)seen["late"]!, (string)seen["mean"]!));
    }

    private static Task<System.Text.Json.Nodes.JsonObject> RunAsync(string script, string begun = "", int columns = 9, int rows = 7, string around = "FIGURE") => ExplorerPage.RunAsync(
        ((string)ExplorerFormatter.Format(new(SyntheticFits.Cycles(columns, rows)), new ScriptOnce()).Data[MimeTypes.Html]).Replace("\"kind\":\"explorer\"", "\"kind\":\"explorer\",\"live\":\"x\"", StringComparison.Ordinal),
        script, _kernel.Replace("BEGUN", begun, StringComparison.Ordinal).Replace("FIGURE", around, StringComparison.Ordinal));
}
