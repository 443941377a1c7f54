using System.Numerics;
using System.Text.Json.Nodes;
using Spm.Core.Fitting;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>The numbers that the explorer shows in a browser, against those of C#.</summary>
public sealed class ExplorerTests
{
    /// <summary>10 bits of the range with a tenth on both sides, and single precision on the way.</summary>
    private const double _levelError = 0.0006;

    /// <summary>The formula's own error is far less; this is what parameters in single precision leave of a resonance with Q = 110.</summary>
    private const double _formulaError = 1e-5;

    private readonly FitResult _loops = SyntheticFits.Loops(12, 10), _spectra = SyntheticFits.Spectra(8, 6);

    [Fact]
    public async Task A_click_gives_the_loop_of_that_pixel_its_fit_and_its_parameters()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), "over('click', 7, 2); out.state = state(); out.said = root.querySelector('[data-spm-said]').textContent; out.words = cells();");
        AssertCurve(_loops, 2 * 12 + 7, seen["state"]!["selected"]!);
        Assert.Equal($"pixel (7, 2), R² 0.985, Coercive bias V+: {Spm.Core.Data.Quantity.Format(_loops.ParametersOf(2 * 12 + 7)[3], "V", 4)}", (string)seen["said"]!);
        Assert.Equal(9, seen["words"]!.AsArray().Count);
    }

    [Fact]
    public async Task Every_fitted_loop_and_spectrum_is_evaluated_in_the_browser_as_in_csharp()
    {
        foreach (var result in new[] { _loops, _spectra })
        {
            var columns = result.Dimensions[1].Length;
            var seen = await ExplorerPage.RunAsync(Html(result, 1), $"out.pixels = []; for (var i = 0; i < {result.Count}; i += 7) {{ over('click', i % {columns}, Math.floor(i / {columns})); out.pixels.push(state().selected); }}");
            for (var i = 0; i < result.Count; i += 7) AssertCurve(result, i, seen["pixels"]![i / 7]!);
        }
    }

    [Fact]
    public async Task Hovering_shows_the_curve_under_the_pointer_and_leaving_restores_the_selected_one()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            over("click", 7, 2); over("pointermove", 3, 4); out.during = state(); out.title = root.querySelectorAll("[data-spm-panel]")[1].querySelector("text").textContent;
            svg.dispatchEvent(new PointerEvent("pointerleave")); out.after = state(); out.titleAfter = root.querySelectorAll("[data-spm-panel]")[1].querySelector("text").textContent;
            over("pointermove", 3, 4, { pointerType: "touch" }); out.touch = state().preview;
            """);
        AssertCurve(_loops, 4 * 12 + 3, seen["during"]!["preview"]!);
        Assert.Equal(2, (int)seen["during"]!["selected"]!["row"]!);
        Assert.StartsWith("pixel (3, 4) · ", (string)seen["title"]!);
        Assert.Null(seen["after"]!["preview"]);
        Assert.StartsWith("pixel (7, 2) · ", (string)seen["titleAfter"]!);
        Assert.Null(seen["touch"]);
    }

    [Fact]
    public async Task The_slider_shows_the_measured_data_at_that_point_and_dragging_in_the_curve_moves_it()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            slide(20); out.state = state(); out.label = root.querySelector("input[type=range]").getAttribute("aria-valuetext"); out.lines = root.querySelectorAll("[data-spm-cursor] line").length;
            var b = data.panels[1].box, x = function (v) { var a = data.panels[1].x; return b[0] + (v - a.min) / (a.max - a.min) * b[2]; };
            at("pointerdown", x(7.9), b[1] + b[3] - 30); at("pointermove", x(-4.2), b[1] + b[3] - 30); at("pointerup", x(-4.2), b[1] + b[3] - 30); out.dragged = state().index; out.value = state().map.label;
            """);
        var map = seen["state"]!["map"]!;
        var values = ExplorerPage.Numbers(map["values"]);
        for (var pixel = 0; pixel < values.Length; pixel++) Assert.Equal(Measured(_loops, pixel)[20].Real, values[pixel], _levelError * Range(_loops, pixel));
        Assert.Equal(("Piezoresponse (measured)", "Bias −2.323 V"), ((string)map["name"]!, (string)map["label"]!));
        Assert.Equal("Bias −2.323 V, point 21 of 64", (string)seen["label"]!);
        Assert.Equal(2, (int)seen["lines"]!);
        Assert.Equal(-4.2, _loops.FitDimension.Values[(int)seen["dragged"]!], 0.26);
        Assert.Equal($"Bias {Spm.Core.Data.Quantity.Format(_loops.FitDimension.Values[(int)seen["dragged"]!], "V").Replace('-', '−')}", (string)seen["value"]!);
    }

    [Fact]
    public async Task Complex_data_are_mapped_as_magnitude_phase_real_or_imaginary_part_over_one_range_for_all_slices()
    {
        var seen = await ExplorerPage.RunAsync(Html(_spectra, 1), """
            var list = root.querySelector("select"); out.maps = [];
            ["magnitude", "phase", "real part", "imaginary part"].forEach(function (words) {
              Array.prototype.forEach.call(list.options, function (o) { if (o.textContent.indexOf(words) > 0) list.value = o.value; });
              list.dispatchEvent(new Event("change")); slide(33); var here = state().map; slide(50); here.later = state().map.colours; out.maps.push(here);
            });
            """);
        Func<Complex, double>[] parts = [z => z.Magnitude, z => z.Phase, z => z.Real, z => z.Imaginary];
        foreach (var (k, map) in seen["maps"]!.AsArray().Index())
        {
            var values = ExplorerPage.Numbers(map!["values"]);
            for (var pixel = 0; pixel < values.Length; pixel++)
            {
                var z = Measured(_spectra, pixel)[33];
                // A phase is as good as the error of z is small beside z.
                var error = 1.5 * _levelError * Range(_spectra, pixel) / (k == 1 ? z.Magnitude : 1);
                Assert.Equal(0, k == 1 ? Math.IEEERemainder(parts[k](z) - values[pixel], 2 * Math.PI) : parts[k](z) - values[pixel], error);
            }
            Assert.Equal(map["colours"]!.ToJsonString(), map["later"]!.ToJsonString());
            Assert.Equal(k == 1, (bool)map["colours"]!["cyclic"]!);
        }
    }

    [Fact]
    public async Task Two_pins_are_compared_by_their_difference_and_its_error()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            over("click", 7, 2); key("p"); over("click", 1, 8); press("Pin"); over("click", 4, 4); out.state = state(); out.words = cells("data-spm-difference");
            out.legend = root.querySelectorAll("[data-spm-panel]")[1].textContent; over("dblclick", 4, 4); out.third = state().pins.map(function (p) { return [p.column, p.row]; }); key("Escape"); out.cleared = state().pins.length;
            """);
        var (a, b) = (2 * 12 + 7, 8 * 12 + 1);
        foreach (var (k, pair) in seen["state"]!["difference"]!.AsArray().Index())
        {
            var numbers = ExplorerPage.Numbers(pair);
            var (first, second) = (_loops.StandardErrors[a * 9 + k], _loops.StandardErrors[b * 9 + k]);
            Assert.Equal(_loops.ParametersOf(a)[k] - _loops.ParametersOf(b)[k], numbers[0], 1e-6 * Math.Abs(_loops.ParametersOf(a)[k]));
            Assert.Equal(Math.Sqrt(first * first + second * second), numbers[1], 0.004 * (first + second));
        }
        AssertCurve(_loops, a, seen["state"]!["pins"]![0]!);
        Assert.Contains("pixel (7, 2)", (string)seen["legend"]!);
        Assert.Equal("[[1,8],[4,4]]", seen["third"]!.ToJsonString());
        Assert.Equal(0, (int)seen["cleared"]!);
    }

    [Fact]
    public async Task A_phase_difference_goes_the_short_way_round()
    {
        // Phases 0.4 and 0.4 − π, and two near ±π.
        _spectra.Values[3] = 3.0;
        _spectra.Values[7] = -3.0;
        var seen = await ExplorerPage.RunAsync(Html(_spectra, 1), "over('click', 0, 0); key('p'); over('click', 1, 0); key('p'); out.d = state().difference[3][0];");
        Assert.Equal(6.0 - 2 * Math.PI, (double)seen["d"]!, 1e-5);
    }

    [Fact]
    public async Task A_region_gives_the_mean_of_its_good_pixels_with_their_spread()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            over("pointerdown", 8, 1, { shiftKey: true }); over("pointermove", 4, 5); over("pointerup", 4, 5); over("click", 4, 5); out.state = state(); out.words = cells("data-spm-mean");
            press("Region"); over("pointerdown", 7, 2, { pointerType: "touch" }); over("pointerup", 7, 2, { pointerType: "touch" }); out.one = state().region;
            """);
        var region = seen["state"]!["region"]!;
        Assert.Equal(("[1,5]", "[4,8]"), (region["rows"]!.ToJsonString(), region["columns"]!.ToJsonString()));
        int[] all = [.. Enumerable.Range(1, 5).SelectMany(row => Enumerable.Range(4, 5).Select(column => row * 12 + column))];
        int[] good = [.. all.Where(_loops.IsGood)];
        Assert.NotEqual(all.Length, good.Length);
        Assert.Equal(good.Length, (int)region["answer"]!["count"]!);
        var (mean, deviation) = (ExplorerPage.Numbers(region["answer"]!["parts"]![0]), ExplorerPage.Numbers(region["answer"]!["deviation"]![0]));
        for (var i = 0; i < mean.Length; i++)
        {
            double[] values = [.. good.Where(fit => !_loops.Excluded![fit * 64 + i]).Select(fit => Measured(_loops, fit)[i].Real)];
            var error = _levelError * good.Max(fit => Range(_loops, fit));
            Assert.Equal(values.Average(), mean[i], error);
            Assert.Equal(MathNet.Numerics.Statistics.Statistics.StandardDeviation(values), deviation[i], error);
        }
        Assert.Equal(good.Average(fit => _loops.ParametersOf(fit)[3]), (double)region["answer"]!["parameters"]![3]![0]!, 1e-6);
        AssertCurve(_loops, 2 * 12 + 7, seen["one"]!, isMean: true);
        Assert.Equal(1, (int)seen["one"]!["answer"]!["count"]!);
    }

    [Fact]
    public async Task What_a_fit_leaves_undetermined_is_called_so_and_does_not_count_in_a_mean()
    {
        // Pixel (7, 2) does not fix width b0.
        _loops.StandardErrors[(2 * 12 + 7) * 9 + 5] = double.NaN;
        _loops.Values[(2 * 12 + 7) * 9 + 5] = 400;
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            over("click", 7, 2); out.words = cells(); over("pointerdown", 6, 2, { shiftKey: true }); over("pointermove", 8, 2); over("pointerup", 8, 2); out.mean = state().region.answer;
            """);
        Assert.Equal("400.0 V, not determined", (string)seen["words"]![5]!);
        Assert.Equal("mean of 3 pixels", (string)seen["mean"]!["title"]!);
        Assert.Equal(0.8, (double)seen["mean"]!["parameters"]![5]![0]!, 1e-6);
    }

    [Fact]
    public async Task The_picture_is_told_in_the_words_of_what_it_shows_now()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            var told = function () { return svg.getAttribute("aria-label"); }, s = state().selected;
            out.first = told(); over("click", 7, 2); slide(20); out.later = told(); root.querySelector("select").value = 0; root.querySelector("select").dispatchEvent(new Event("change")); out.map = told();
            """);
        Assert.StartsWith("Coercive bias V+", (string)seen["first"]!);
        var later = (string)seen["later"]!;
        Assert.StartsWith("Piezoresponse (measured) at Bias −2.323 V: from ", later);
        Assert.Contains(" m. At the selected pixel Piezoresponse: ", later.Replace(" pm", " m", StringComparison.Ordinal));
        Assert.EndsWith(". Beside it the curve of pixel (7, 2) · R² 0.985 · good (converged).", later);
        Assert.Matches(@"^Coercive bias V\+: from \S+ V to \S+ V\. At the selected pixel Coercive bias V\+: \S+ V\. Beside it the curve of pixel \(7, 2\)", (string)seen["map"]!);
    }

    [Fact]
    public async Task An_outlier_beyond_what_is_embedded_is_said_to_be_so_and_no_number()
    {
        // Pixel (3, 0) has an outlier at point 10 that its fit left out.
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), "over('click', 3, 0); slide(10); out.values = cells('data-spm-value'); over('pointermove', 3, 0); out.tip = tip();");
        Assert.Equal("above the embedded range", (string)seen["values"]![0]!);
        Assert.Contains("Piezoresponse: above the embedded range", (string)seen["tip"]!);
    }

    [Fact]
    public async Task A_region_that_is_not_drawn_to_its_end_is_none()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            over("pointerdown", 2, 2, { shiftKey: true }); over("pointermove", 4, 4); out.during = state().region; svg.dispatchEvent(new PointerEvent("pointercancel")); out.after = state().region;
            """);
        Assert.NotNull(seen["during"]);
        Assert.Null(seen["after"]);
    }

    [Fact]
    public async Task Shift_and_an_arrow_go_ten_pixels_and_no_key_leaves_the_map()
    {
        var seen = await ExplorerPage.RunAsync(Html(_loops, 3), """
            over("click", 0, 0); key("ArrowRight", { shiftKey: true }); out.ten = [state().selected.column, state().selected.row]; key("ArrowUp", { shiftKey: true }); key("ArrowRight", { shiftKey: true }); out.corner = [state().selected.column, state().selected.row];
            """);
        Assert.Equal(("[10,0]", "[11,9]"), (seen["ten"]!.ToJsonString(), seen["corner"]!.ToJsonString()));
    }

    private static void AssertCurve(FitResult result, int fit, JsonNode pixel, bool isMean = false)
    {
        var (answer, isComplex) = (pixel["answer"]!, result.Source.IsComplex);
        var (measured, fitted, points) = (Measured(result, fit), new double[(isComplex ? 2 : 1) * result.FitDimension.Length], result.FitDimension.Length);
        result.Evaluate(result.ParametersOf(fit), result.FitDimension.Values, fitted);
        for (var part = 0; part < (isComplex ? 2 : 1); part++)
        {
            var shown = ExplorerPage.Numbers(answer["parts"]![part]);
            for (var i = 0; i < points; i++)
                if (result.Excluded?[fit * points + i] != true)
                    Assert.Equal(part == 0 ? measured[i].Real : measured[i].Imaginary, shown[i], _levelError * Range(result, fit));
            if (isMean) continue;
            var model = ExplorerPage.Numbers(answer["fit"]![part]);
            var range = fitted.Max() - fitted.Min();
            for (var i = 0; i < points; i++) Assert.Equal(fitted[isComplex ? 2 * i + part : i], model[i], _formulaError * range);
        }
        for (var k = 0; k < result.Parameters.Count; k++)
        {
            var numbers = ExplorerPage.Numbers(answer["parameters"]![k]);
            Assert.Equal(result.ParametersOf(fit)[k], numbers[0], 1e-7 * Math.Abs(result.ParametersOf(fit)[k]));
            Assert.Equal(result.StandardErrors[fit * result.Parameters.Count + k], numbers[1], 0.004 * result.StandardErrors[fit * result.Parameters.Count + k]);
        }
    }

    private static Complex[] Measured(FitResult result, int fit)
    {
        var curve = new Complex[result.FitDimension.Length];
        new FitCurves(result).ReadMeasured(fit, curve);
        return curve;
    }

    /// <summary>Range of the kept points of a curve: of real or imaginary part, whichever is larger.</summary>
    private static double Range(FitResult result, int fit)
    {
        Complex[] kept = [.. Measured(result, fit).Where((_, i) => result.Excluded?[fit * result.FitDimension.Length + i] != true)];
        return Math.Max(kept.Max(z => z.Real) - kept.Min(z => z.Real), kept.Max(z => z.Imaginary) - kept.Min(z => z.Imaginary));
    }

    private static string Html(FitResult result, int parameter) => (string)LinkedMapFormatter.Format(new(result, "", SyntheticFits.Map(result, parameter)), new ScriptOnce()).Data[MimeTypes.Html];
}
