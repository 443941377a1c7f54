using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spm.Core.Data;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

public sealed partial class LinkedMapTests
{
    private const int _budget = 1_500_000;

    [Fact]
    public void Loops_of_64_by_64_by_64_with_all_their_maps_fit_into_the_budget_unthinned()
    {
        var loops = SyntheticFits.Loops(64, 64);
        var maps = Enumerable.Range(0, 9).Select(k => SyntheticFits.Map(loops, k)).ToList();
        // Derived quantities have values of their own.
        maps.AddRange(Enumerable.Range(0, 8).Select(k => Scaled(maps[k], $"derived {k}")));
        var html = Html(new(loops, "a3", maps[3], maps));
        Assert.InRange(html.Length - ViewScript.Element.Length, 500_000, _budget);
        Assert.Equal(1, (int)Embedded(html)["every"]!);
    }

    [Fact]
    public void Larger_grids_are_thinned_and_say_so()
    {
        var loops = SyntheticFits.Loops(100, 100);
        var bundle = LinkedMapFormatter.Format(new(loops, "a3", SyntheticFits.Map(loops, 3)), new ScriptOnce());
        var html = (string)bundle.Data[MimeTypes.Html];
        Assert.InRange(html.Length, 1, _budget);
        Assert.Contains("curves are embedded for every 2nd pixel", StaticPicture.SvgOf(bundle));
        Assert.Equal(50, (int)Embedded(html)["columns"]!);
    }

    [Fact]
    public void The_selected_pixel_is_good_and_near_the_median()
    {
        var loops = SyntheticFits.Loops(20, 20);
        var map = SyntheticFits.Map(loops, 3);
        var (row, column) = new LinkedMapView(loops, "a3", map).Selected;
        var good = map.Values.Cast<double>().Where(double.IsFinite).Order().ToArray();
        Assert.InRange(map.Values[row, column], Quantiles.Of(good, 0.4), Quantiles.Of(good, 0.6));
    }

    [Fact]
    public void A_map_without_a_good_pixel_still_shows()
    {
        var loops = SyntheticFits.Loops(3, 3);
        Array.Fill(loops.Verdict, Spm.Core.Fitting.FitVerdict.NoiseOnly);
        var bundle = LinkedMapFormatter.Format(new(loops, "a3", SyntheticFits.Map(loops, 3)), new ScriptOnce());
        Assert.Contains("9 bad pixels (9 noise only)", bundle.Text);
        Assert.Contains("no good pixel", StaticPicture.SvgOf(bundle));
    }

    [Fact]
    public void Loops_without_a_finite_point_still_show()
    {
        var loops = SyntheticFits.Loops(2, 1);
        var empty = new Dataset("empty", "Piezoresponse", "m", loops.Source.Dimensions, new RealMemoryStore([.. Enumerable.Repeat(double.NaN, 128)]));
        var result = new Spm.Core.Fitting.FitResult
        {
            Model = "loop",
            Parameters = loops.Parameters,
            Dimensions = loops.Dimensions,
            FitDimension = loops.FitDimension,
            Source = empty,
            Values = [.. Enumerable.Repeat(double.NaN, 18)],
            StandardErrors = [.. Enumerable.Repeat(double.NaN, 18)],
            Status = new Spm.Core.Fitting.FitStatus[2],
            Verdict = [Spm.Core.Fitting.FitVerdict.TooFewPoints, Spm.Core.Fitting.FitVerdict.TooFewPoints],
            RSquared = [double.NaN, double.NaN],
            Iterations = [0, 0],
            Evaluate = loops.Evaluate,
        };
        var bundle = LinkedMapFormatter.Format(new(result, "a3", SyntheticFits.Map(result, 3)), new ScriptOnce());
        Assert.Contains("no finite point was measured here", StaticPicture.SvgOf(bundle));
        Assert.Contains("too few points", (string)bundle.Data[MimeTypes.Html]);
    }

    [Fact]
    public void Fits_of_a_notebooks_own_model_that_were_read_from_a_file_are_shown_without_their_curves_and_say_why()
    {
        var loops = SyntheticFits.Loops(6, 6);
        const string Reason = "The model 'mine' is none of the library but was defined in a notebook; fit the data with it again to draw it.";
        var result = SyntheticFits.As(loops, "mine", (_, _, _) => throw new InvalidOperationException(Reason));
        var view = new LinkedMapView(result, "a3", SyntheticFits.Map(result, 3));
        var html = Html(view);
        Assert.Null(Embedded(html)["fitted"]);
        Assert.Contains("fit the data with it again", StaticPicture.SvgOf(LinkedMapFormatter.Format(view, new ScriptOnce())));
        Assert.Contains("no fit", StaticPicture.SvgOf(LoopViewFormatter.Format(new(result, 3), new ScriptOnce())));
        using var answers = Spm.Interactive.Views.Live.ExplorerAnswers.Of(view);
        Assert.Null(Live.Cubes.Ask(answers, """{"ask": "pixel", "row": 1, "column": 1}""")["fit"]);
    }

    [Fact]
    public void Without_scripts_the_picture_and_the_parameters_stay()
    {
        var loops = SyntheticFits.Loops(6, 6);
        var stripped = Script().Replace(Html(new(loops, "a3", SyntheticFits.Map(loops, 3))), "");
        Assert.DoesNotContain("<svg", stripped);
        var picture = Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(stripped, "<img [^>]*src=\"data:image/svg\\+xml;base64,([^\"]*)\"").Groups[1].Value));
        Assert.StartsWith("<svg", picture);
        Assert.Contains("Coercive bias V−", stripped);
        Assert.Contains("in a trusted notebook or an exported page, a click in the map shows", stripped);
        Assert.DoesNotContain("Click a pixel, or use the arrow keys (with Shift ten pixels), to see its curve; p pins it, Shift and drag takes the mean of a region, Escape clears.<", stripped);
        Assert.DoesNotContain("<script", stripped);
    }

    [Fact]
    public async Task A_click_shows_the_curve_and_the_parameters_of_that_pixel()
    {
        var loops = SyntheticFits.Loops(12, 10);
        var html = Html(new(loops, "a3", SyntheticFits.Map(loops, 3), [SyntheticFits.Map(loops, 2)]));
        const int Column = 7, Row = 2, Fit = Row * 12 + Column;
        var seen = await ExplorerPage.RunAsync(html, $$"""
            var box = data.panels[0].box, curve = data.panels[1].box;
            at("click", box[0] + ({{Column}} + 0.5) / 12 * box[2], box[1] + (10 - {{Row}} - 0.5) / 10 * box[3]);
            out.selected = root.getAttribute("data-spm-selected");
            out.parameters = cells();
            out.tips = {};
            for (var i = 0; i < 120; i++) for (var j = 0; j < 80; j++) { at("pointermove", curve[0] + (i + 0.5) / 120 * curve[2], curve[1] + (j + 0.5) / 80 * curve[3]); out.tips[tip()] = 1; }
            at("pointermove", box[0] + ({{Column}} + 0.5) / 12 * box[2], box[1] + (10 - {{Row}} - 0.5) / 10 * box[3]);
            out.value = tip();
            at("pointermove", box[0] + 5.5 / 12 * box[2], box[1] + 9.5 / 10 * box[3]);
            out.bad = tip();
            key("ArrowLeft"); out.left = root.getAttribute("data-spm-selected");
            key("ArrowUp"); out.up = root.getAttribute("data-spm-selected");
            """);
        Assert.Equal($"{Column},{Row}", (string)seen["selected"]!);
        var expected = Enumerable.Range(0, 9).Select(k => UncertainQuantity.Format(loops.ParametersOf(Fit)[k], loops.StandardErrors[Fit * 9 + k], loops.Parameters[k].Unit).Replace('-', '−'));
        Assert.Equal(expected, seen["parameters"]!.AsArray().Select(cell => (string)cell!));
        Assert.StartsWith($"Coercive bias V+: {Quantity.Format(loops.ParametersOf(Fit)[3], "V")}", (string)seen["value"]!);
        Assert.StartsWith("Coercive bias V+: bad pixel (noise only)", (string)seen["bad"]!);
        Assert.Equal(($"{Column - 1},{Row}", $"{Column - 1},{Row + 1}"), ((string)seen["left"]!, (string)seen["up"]!));
        AssertPointsShown(loops, Fit, [.. seen["tips"]!.AsObject().Select(tip => tip.Key.Replace('−', '-'))]);
    }

    [Fact]
    public async Task The_list_changes_the_map()
    {
        var spectra = SyntheticFits.Spectra(8, 6);
        var html = Html(new(spectra, "f0", SyntheticFits.Map(spectra, 1), [SyntheticFits.Map(spectra, 3)]));
        var seen = await ExplorerPage.RunAsync(html, """
            var box = data.panels[0].box, list = root.querySelector("select"), image = root.querySelector("[data-spm-map]"), before = image.getAttribute("href");
            list.value = "1"; list.dispatchEvent(new Event("change"));
            at("pointermove", box[0] + 0.5 / 8 * box[2], box[1] + 0.5 / 6 * box[3]);
            out.value = tip(); out.changed = image.getAttribute("href") !== before; out.bar = root.querySelector("[data-spm-bar]").textContent; out.parameters = cells();
            """);
        Assert.StartsWith("Phase: −2.742 rad", (string)seen["value"]!);
        Assert.True((bool)seen["changed"]!);
        Assert.Contains("π", (string)seen["bar"]!);
    }

    [Theory]
    [InlineData("scripts run while the output is not yet in the page, as in Classic Notebook", "var host = document.createElement('div'); host.innerHTML = html; host.querySelectorAll('script:not([type])').forEach(function (s) { var c = document.createElement('script'); c.textContent = s.textContent; document.head.appendChild(c).remove(); }); document.body.appendChild(host);")]
    [InlineData("scripts are put in anew, as in JupyterLab", "var host = document.createElement('div'); document.body.appendChild(host); host.innerHTML = html; host.querySelectorAll('script').forEach(function (s) { var c = document.createElement('script'); if (s.type) c.type = s.type; c.textContent = s.textContent; s.replaceWith(c); });")]
    [InlineData("the output lives in a shadow tree", "var outer = document.createElement('div'); document.body.appendChild(outer); var host = outer.attachShadow({ mode: 'open' }); host.innerHTML = html; host.querySelectorAll('script').forEach(function (s) { var c = document.createElement('script'); if (s.type) c.type = s.type; c.textContent = s.textContent; s.replaceWith(c); }); window.__spmPending2.push(host); window.__spmView2.drain();")]
    public async Task Figures_wake_in_every_front_end(string frontEnd, string insert)
    {
        var loops = SyntheticFits.Loops(6, 6);
        var html = Html(new(loops, "a3", SyntheticFits.Map(loops, 3)));
        var dom = await Browser.DumpDomAsync($$"""
            <!DOCTYPE html><meta charset="utf-8"><body><script>
            var html = {{System.Text.Json.JsonSerializer.Serialize(html)}};
            {{insert}}
            setTimeout(function () { var f = host.querySelector(".spm-view-2"); document.title = f.getAttribute("data-spm-ready") + " " + f.getAttribute("data-spm-selected"); }, 2500);
            </script></body>
            """);
        Assert.True(TitleOfAwake().IsMatch(dom), frontEnd);
    }

    /// <summary>Every kept point of the fit is found under the pointer with its own numbers.</summary>
    private static void AssertPointsShown(Spm.Core.Fitting.FitResult loops, int fit, string[] tips)
    {
        var curves = new FitCurves(loops);
        var measured = new System.Numerics.Complex[curves.PointCount];
        curves.ReadMeasured(fit, measured);
        var shown = tips.Select(tip => PointTip().Match(tip)).Where(match => match.Success).Select(match => (Bias: Quantity.Parse(match.Groups[1].Value, "V"), Response: Quantity.Parse(match.Groups[2].Value, "m"))).ToArray();
        // 10 bits over the loop's range and headroom, and four digits in the tip.
        var tolerance = 1.2 * (measured.Max(z => z.Real) - measured.Min(z => z.Real)) / Packing.HighestLevel;
        var found = Enumerable.Range(0, measured.Length).Count(i => shown.Any(point => Math.Abs(point.Bias - loops.FitDimension.Values[i]) < 1e-3 && Math.Abs(point.Response - measured[i].Real) < tolerance));
        Assert.True(found >= 0.7 * measured.Length, $"{found} of {measured.Length} measured points were found under the pointer.");
    }

    private static string Html(LinkedMapView view) => (string)LinkedMapFormatter.Format(view, new ScriptOnce()).Data[MimeTypes.Html];

    private static JsonObject Embedded(string html) => ExplorerPage.Payload(html)["explorer"]!["embedded"]!.AsObject();

    private static ScalarMap Scaled(ScalarMap map, string name)
    {
        var values = (double[,])map.Values.Clone();
        for (var i = 0; i < values.Length; i++) values[i / values.GetLength(1), i % values.GetLength(1)] *= 1.7;
        return map with { Name = name, Values = values };
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<title>1 [0-9]+,[0-9]+</title>")]
    private static partial Regex TitleOfAwake();

    [GeneratedRegex("^measured\n(.*), (.*)$")]
    private static partial Regex PointTip();
}
