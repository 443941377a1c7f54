using System.Numerics;
using CsCheck;
using Spm.Core.Data;
using Spm.Core.IO;
using Spm.Core.IO.Nsid;
using Spm.Interactive.Views;
using Spm.Interactive.Views.Live;

namespace Spm.Interactive.Tests.Views.Live;

public sealed class ExplorerAnswersTests
{
    /// <summary>Answers are floats: 2⁻²⁴ of numbers below 10⁻¹².</summary>
    private const double _rounding = 1e-12 * 6e-8;

    [Fact]
    public void A_pixels_curve_is_what_the_file_holds_whatever_the_order_of_the_dimensions() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 60], Gen.Bool, Gen.Bool).Sample((rows, columns, points, isTurned, isComplex) =>
        {
            Dimension y = Cubes.Y(rows), x = Cubes.X(columns), bias = Cubes.Bias(points);
            var data = Cubes.Random(points, isComplex, 0.1, isTurned ? [x, y, bias] : [y, x, bias]);
            using var answers = ExplorerAnswers.Of(Cubes.Slow(data));
            var (row, column) = (rows / 2, columns - 1);
            var answer = answers.Ask($$"""{"ask": "pixel", "row": {{row}}, "column": {{column}}}""");
            Assert.Equal((rows, columns), (answers.Rows, answers.Columns));
            Assert.StartsWith($"pixel ({column}, {row})", (string?)answer["title"], StringComparison.Ordinal);
            Assert.Equal(bias.Values.Select(v => (float)v), Cubes.Singles(answer["x"]));
            var measured = Enumerable.Range(0, points).Select(i => isTurned ? data.At(column, row, i) : data.At(row, column, i)).ToArray();
            Assert.Equal(measured.Select(z => (float)z.Real), Cubes.Singles(answer["parts"]![0]));
            Assert.Equal(isComplex ? 2 : 1, answer["parts"]!.AsArray().Count);
            if (isComplex) Assert.Equal(measured.Select(z => (float)z.Imaginary), Cubes.Singles(answer["parts"]![1]));
            Assert.True(answer["fit"] is null && answer["parameters"] is null && answer["excluded"] is null);
        }, iter: 60);

    [Fact]
    public void A_pixel_of_a_fit_comes_with_its_fit_its_parameters_and_the_heading_that_the_picture_has()
    {
        var result = SyntheticFits.Loops(8, 7);
        var view = new LinkedMapView(result, "a1", SyntheticFits.Map(result, 1));
        using var answers = ExplorerAnswers.Of(view);
        for (var fit = 0; fit < result.Count; fit++)
        {
            var (row, column) = (fit / 8, fit % 8);
            var answer = answers.Ask($$"""{"ask": "pixel", "row": {{row}}, "column": {{column}}}""");
            Assert.Equal(CurvePanels.Heading(result, fit, $"pixel ({column}, {row})"), (string?)answer["title"]);
            var expected = new double[result.FitDimension.Length];
            result.Evaluate(result.ParametersOf(fit), result.FitDimension.Values, expected);
            Assert.Equal(expected.Select(v => (float)v), Cubes.Singles(answer["fit"]![0]));
            var fine = FineAxis.Of(result.FitDimension.Values, FineAxis.MostInExplorer);
            Assert.Equal(fine.Select(x => (float)x), Cubes.Singles(answer["line"]!["x"]));
            Assert.Equal(new FitCurves(result).Fitted(fit, fine).Select(z => (float)z.Real), Cubes.Singles(answer["line"]!["parts"]![0]));
            Assert.Equal(result.IsGood(fit), (bool)answer["isGood"]!);
            Assert.Equal(result.ParametersOf(fit).ToArray(), answer["parameters"]!.AsArray().Select(pair => (double)pair![0]!));
            Assert.Equal(fit % 11 == 3 ? 1 : 0, answer["excluded"] is { } excluded ? Convert.FromBase64String((string)excluded!).Count(flag => flag == 1) : 0);
        }
    }

    [Fact]
    public void A_parameter_that_is_not_a_number_is_null()
    {
        var result = SyntheticFits.Loops(3, 3);
        result.Values[0] = double.NaN;
        result.StandardErrors[1] = double.PositiveInfinity;
        using var answers = ExplorerAnswers.Of(new LinkedMapView(result, "a1", SyntheticFits.Map(result, 1)));
        var answer = answers.Ask("""{"ask": "pixel", "row": 0, "column": 0}""");
        Assert.Null(answer["parameters"]![0]![0]);
        Assert.Null(answer["parameters"]![1]![1]);
        Assert.True(Cubes.Singles(answer["fit"]![0]).All(float.IsNaN));
    }

    [Fact]
    public void A_long_curve_is_thinned_and_the_title_says_so()
    {
        var data = Cubes.Random(4, false, 0, Cubes.Y(2), Cubes.X(2), Cubes.Bias(10_000));
        using var answers = ExplorerAnswers.Of(data);
        var answer = answers.Ask("""{"ask": "pixel", "row": 1, "column": 0}""");
        Assert.EndsWith("10,000 points, drawn: least and greatest of each 10", (string?)answer["title"], StringComparison.Ordinal);
        var (x, y) = (Cubes.Singles(answer["x"]), Cubes.Singles(answer["parts"]![0]));
        Assert.InRange(x.Length, 1000, ScreenPoints.Most);
        var at = data.Dimensions[2].Values.Select((v, i) => (Value: (float)v, Index: i)).ToDictionary(p => p.Value, p => p.Index);
        Assert.Equal(y, x.Select(v => (float)data.At(1, 0, at[v]).Real));
    }

    [Fact]
    public void A_pixel_without_a_number_says_so()
    {
        using var answers = ExplorerAnswers.Of(Cubes.Random(5, true, 1, Cubes.Y(1), Cubes.X(3), Cubes.Bias(20)));
        var answer = answers.Ask("""{"ask": "pixel", "row": 0, "column": 2}""");
        Assert.Equal("pixel (2, 0) · no finite value", (string?)answer["title"]);
        Assert.False((bool)answer["isGood"]!);
    }

    [Fact]
    public void A_slice_read_directly_is_exact_and_one_from_the_index_says_of_how_many_points_it_is_the_mean() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[1, 1500], Gen.Bool).Sample((rows, columns, points, isTurned) =>
        {
            Dimension y = Cubes.Y(rows), x = Cubes.X(columns), bias = Cubes.Bias(points);
            var data = Cubes.Random(points, false, 0.05, isTurned ? [x, y, bias] : [y, x, bias]);
            var point = points / 3;
            using var direct = ExplorerAnswers.Of(Cubes.Slow(data), null, new(), Cubes.DirectOnly);
            using var indexed = Finished(ExplorerAnswers.Of(Cubes.Slow(data), null, new(), Cubes.IndexOnly));
            using var memory = ExplorerAnswers.Of(data);
            var question = $$"""{"ask": "slice", "index": {{point}}}""";
            var exact = direct.Ask(question);
            var expected = Enumerable.Range(0, rows * columns).Select(n => (float)(isTurned ? data.At(n % columns, n / columns, point) : data.At(n / columns, n % columns, point)).Real);
            Assert.Equal(expected, Cubes.Singles(exact["values"]));
            Assert.Equal(Cubes.Singles(exact["values"]), Cubes.Singles(memory.Ask(question)["values"]));
            Assert.Equal(Minus.Typeset($"Bias {Quantity.Format(bias.Values[point], "V")}"), (string?)exact["label"]);
            var thinned = indexed.Ask(question);
            // Below eight pixels nobody can tell how long it will take, and it is read directly.
            if (points > 512 && rows * columns > 8) Assert.Matches(@"\(mean of \d+ points\)$", (string?)thinned["label"]);
            if (points > 512) return;
            Assert.Equal(Cubes.Singles(exact["values"]).Select(v => float.IsFinite(v) ? v : float.NaN), Cubes.Singles(thinned["values"]).Select(v => float.IsFinite(v) ? v : float.NaN));
        }, iter: 60);

    [Theory]
    [InlineData("\"magnitude\"")]
    [InlineData("\"phase\"")]
    [InlineData("1")]
    public void A_slice_of_complex_data_is_the_part_that_is_asked_for(string part)
    {
        var data = Cubes.Random(6, true, 0, Cubes.Y(5), Cubes.X(4), Cubes.Bias(30));
        using var answers = ExplorerAnswers.Of(data);
        var slice = Cubes.Singles(answers.Ask($$"""{"ask": "slice", "index": 29, "part": {{part}}}""")["values"]);
        Func<Complex, double> of = part == "1" ? z => z.Imaginary : part == "\"phase\"" ? z => z.Phase : z => z.Magnitude;
        Assert.Equal(Enumerable.Range(0, 20).Select(n => (float)of(data.At(n / 4, n % 4, 29))), slice);
    }

    [Fact]
    public void The_mean_of_a_region_is_the_plain_mean_of_its_pixels() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[1, 8], Gen.Int[1, 80], Gen.Bool, Gen.Int[0, 10_000]).Sample((rows, columns, points, isComplex, seed) =>
        {
            var data = Cubes.Random(seed, isComplex, 0.1, Cubes.Y(rows), Cubes.X(columns), Cubes.Bias(points));
            var random = new Random(seed);
            int[] r = [random.Next(rows), random.Next(rows)], c = [random.Next(columns), random.Next(columns)];
            var question = $$"""{"ask": "mean", "rows": [{{r[0]}}, {{r[1]}}], "columns": [{{c[0]}}, {{c[1]}}]}""";
            foreach (var limits in new[] { Cubes.DirectOnly, Cubes.IndexOnly })
            {
                using var answers = Finished(ExplorerAnswers.Of(Cubes.Slow(data), null, new(), limits));
                var answer = answers.Ask(question);
                var part = Cubes.Singles(answer["parts"]![isComplex ? 1 : 0]);
                var deviation = answer["deviation"] is { } parts ? Cubes.Singles(parts[isComplex ? 1 : 0]) : null;
                for (var i = 0; i < points; i++)
                {
                    var values = (from row in Enumerable.Range(r.Min(), r.Max() - r.Min() + 1) from column in Enumerable.Range(c.Min(), c.Max() - c.Min() + 1) select data.At(row, column, i))
                        .Where(z => double.IsFinite(z.Real) && double.IsFinite(z.Imaginary)).Select(z => isComplex ? z.Imaginary : z.Real).ToArray();
                    var mean = values.Length == 0 ? double.NaN : values.Average();
                    Assert.Equal(mean, part[i], _rounding);
                    var spread = values.Length < 2 ? double.NaN : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
                    // The index holds floats: their rounding is a part of the spread.
                    if (deviation is not null) Assert.Equal(spread, deviation[i], 4 * _rounding);
                }
            }
        }, iter: 60);

    [Fact]
    public void Bad_pixels_do_not_count_in_the_mean_of_a_region()
    {
        var result = SyntheticFits.Loops(20, 10);
        using var answers = ExplorerAnswers.Of(new LinkedMapView(result, "a1", SyntheticFits.Map(result, 1)));
        var answer = answers.Ask("""{"ask": "mean", "rows": [0, 9], "columns": [0, 19]}""");
        var good = Enumerable.Range(0, 200).Where(result.IsGood).ToArray();
        Assert.Equal(good.Length, (int)answer["count"]!);
        Assert.Equal($"mean of {good.Length} good of 200 pixels", (string?)answer["title"]);
        Assert.Equal(good.Average(fit => result.Source.At(fit / 20, fit % 20, 30).Real), Cubes.Singles(answer["parts"]![0])[30], 1e-17);
        // Pixel 5 is the first that is noise only.
        answer = answers.Ask("""{"ask": "mean", "rows": [0, 0], "columns": [5, 5]}""");
        Assert.Equal("no good pixel among 1", (string?)answer["title"]);
        Assert.All(Cubes.Singles(answer["parts"]![0]), v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void The_mean_of_a_region_leaves_out_the_points_that_the_fits_left_out_and_has_the_mean_parameters()
    {
        var result = SyntheticFits.Loops(20, 10);
        // A good fit that does not fix one of its parameters.
        result.StandardErrors[0 * 9 + 5] = double.NaN;
        var fromFile = SyntheticFits.As(result, result.Model, result.Evaluate, Cubes.Slow(result.Source));
        var good = Enumerable.Range(0, 200).Where(result.IsGood).ToArray();
        foreach (var answers in new[] { ExplorerAnswers.Of(new LinkedMapView(result, "a1", SyntheticFits.Map(result, 1))), Finished(ExplorerAnswers.Of(new LinkedMapView(fromFile, "a1", SyntheticFits.Map(fromFile, 1)), new(), Cubes.IndexOnly)) })
        {
            var answer = answers.Ask("""{"ask": "mean", "rows": [0, 9], "columns": [0, 19]}""");
            // Every eleventh pixel has an outlier of a hundred times the loop at point 10.
            Assert.Contains(good, fit => result.Excluded![fit * 64 + 10]);
            var kept = good.Where(fit => !result.Excluded![fit * 64 + 10]).Select(fit => result.Source.At(fit / 20, fit % 20, 10).Real).ToArray();
            Assert.Equal(kept.Average(), Cubes.Singles(answer["parts"]![0])[10], 1e-17);
            Assert.Equal(MathNet.Numerics.Statistics.Statistics.StandardDeviation(kept), Cubes.Singles(answer["deviation"]![0])[10], 1e-17);
            for (var k = 0; k < 9; k++)
            {
                double[] values = [.. good.Where(fit => k != 5 || fit != 0).Select(fit => result.ParametersOf(fit)[k])];
                Assert.Equal(values.Average(), (double)answer["parameters"]![k]![0]!, 1e-12 * Math.Abs(values[0]));
                Assert.Equal(MathNet.Numerics.Statistics.Statistics.StandardDeviation(values), (double)answer["parameters"]![k]![1]!, 1e-12 * Math.Abs(values[0]));
            }
            // One pixel has its own errors.
            answer = answers.Ask("""{"ask": "mean", "rows": [3, 3], "columns": [4, 4]}""");
            Assert.Equal(result.StandardErrors[64 * 9 + 2], (double)answer["parameters"]![2]![1]!);
            answers.Dispose();
        }
    }

    [Fact]
    public void The_mean_of_a_phase_is_its_mean_direction()
    {
        var spectra = SyntheticFits.Spectra(2, 1);
        (spectra.Values[3], spectra.Values[7]) = (Math.PI - 0.1, 0.3 - Math.PI);
        using var answers = ExplorerAnswers.Of(new LinkedMapView(spectra, "f0", SyntheticFits.Map(spectra, 1)));
        var pair = answers.Ask("""{"ask": "mean", "rows": [0, 0], "columns": [0, 1]}""")["parameters"]![3]!;
        Assert.Equal(0.1 - Math.PI, (double)pair[0]!, 1e-12);
        // Of two unit vectors 0.4 apart, R = cos 0.2.
        Assert.Equal(Math.Sqrt(-2 * Math.Log(Math.Cos(0.2))), (double)pair[1]!, 1e-12);
    }

    [Fact]
    public void Every_curve_of_a_pixel_can_be_asked_for_with_its_cycles()
    {
        var data = SyntheticFits.Cycles(5, 4);
        foreach (var source in new[] { data, Cubes.Slow(data) })
        {
            using var answers = ExplorerAnswers.Of(new ExplorerView(source), new(), Cubes.DirectOnly);
            for (var curve = 0; curve < 6; curve++)
            {
                var answer = answers.Ask($$"""{"ask": "pixel", "row": 2, "column": 3, "curve": {{curve}}}""");
                float[] Expected(int cycle) => [.. Enumerable.Range(0, 48).Select(i => (float)data.At(2, 3, cycle, curve % 2, i).Real)];
                Assert.Equal(Expected(curve / 2), Cubes.Singles(answer["parts"]![0]));
                Assert.Equal((3, curve / 2), (answer["overlays"]!.AsArray().Count, (int)answer["overlay"]!));
                for (var cycle = 0; cycle < 3; cycle++) Assert.Equal(Expected(cycle), Cubes.Singles(answer["overlays"]![cycle]!["parts"]![0]));
                var slice = Cubes.Singles(answers.Ask($$"""{"ask": "slice", "index": 7, "curve": {{curve}}}""")["values"]);
                Assert.Equal(Enumerable.Range(0, 20).Select(n => (float)data.At(n / 5, n % 5, curve / 2, curve % 2, 7).Real), slice);
            }
            Assert.Equal("curve is a whole number from 0 to 5, got 6.", (string?)answers.Ask("""{"ask": "hello", "curve": 6}""")["error"]);
            // Nothing said: the last cycle, the first of everything else.
            Assert.Equal(2, (int)answers.Ask("""{"ask": "pixel", "row": 0, "column": 0}""")["overlay"]!);
        }
    }

    [Fact]
    public void A_region_of_a_map_of_which_every_second_pixel_is_kept_takes_none_from_beside_it()
    {
        var data = Cubes.Slow(Cubes.Random(13, false, 0, Cubes.Y(20), Cubes.X(20), Cubes.Bias(9)));
        using var answers = Finished(ExplorerAnswers.Of(data, null, new(), Cubes.IndexOnly with { MapSide = 10 }));
        var answer = answers.Ask("""{"ask": "mean", "rows": [3, 6], "columns": [5, 8]}""");
        Assert.Equal("mean of 4 pixels · every 2nd pixel", (string?)answer["title"]);
        Assert.Equal(new[] { (4, 6), (4, 8), (6, 6), (6, 8) }.Average(p => data.At(p.Item1, p.Item2, 5).Real), Cubes.Singles(answer["parts"]![0])[5], _rounding);
        // No pixel of row 3 is kept: the row before it stands for it.
        answer = answers.Ask("""{"ask": "mean", "rows": [3, 3], "columns": [1, 19]}""");
        Assert.Equal("mean of 9 pixels · every 2nd pixel", (string?)answer["title"]);
        Assert.Equal(Enumerable.Range(1, 9).Average(k => data.At(2, 2 * k, 5).Real), Cubes.Singles(answer["parts"]![0])[5], _rounding);
    }

    [Fact]
    public void A_slice_of_a_large_map_in_memory_has_every_few_pixels_and_says_so()
    {
        var data = Cubes.Random(14, false, 0, Cubes.Y(1), Cubes.X(1100), Cubes.Bias(2));
        using var answers = ExplorerAnswers.Of(data);
        var answer = answers.Ask("""{"ask": "slice", "index": 1}""");
        Assert.Equal((3, "Bias 8.000 V · every 3rd pixel"), ((int)answer["step"]!, (string?)answer["label"]));
        Assert.Equal(Enumerable.Range(0, 367).Select(k => (float)data.At(0, 3 * k, 1).Real), Cubes.Singles(answer["values"]));
    }

    [Fact]
    public void Before_the_file_is_read_a_slice_and_a_region_hold_what_is_known_and_say_so()
    {
        using var gate = new SemaphoreSlim(0);
        using var held = new ManualResetEventSlim();
        var data = Cubes.Random(7, false, 0, Cubes.Y(10), Cubes.X(10), Cubes.Bias(1000));
        var store = new SlowStore(data.Samples);
        // The pass reads rows of the map; the fifth is held up.
        var read = 0;
        store.Before = _ =>
        {
            if (Thread.CurrentThread.Name != "sweep index" || ++read != 5) return;
            held.Set();
            gate.Wait(TestContext.Current.CancellationToken);
        };
        using var answers = ExplorerAnswers.Of(new Dataset("cube", "Response", "m", data.Dimensions, store), null, new(), Cubes.IndexOnly);
        answers.Ask("""{"ask": "hello"}""");
        held.Wait(TestContext.Current.CancellationToken);
        var hello = answers.Ask("""{"ask": "hello"}""");
        Assert.Equal(("reading the file: 40 %", 0.4), ((string?)hello["words"], (double)hello["ready"]!));
        store.Before = null;
        var slice = answers.Ask("""{"ask": "slice", "index": 500}""");
        Assert.EndsWith("(mean of 2 points)", (string?)slice["label"], StringComparison.Ordinal);
        Assert.Equal("reading the file: 40 %", (string?)slice["words"]);
        Assert.Equal(40, Cubes.Singles(slice["values"]).Count(float.IsFinite));
        var mean = answers.Ask("""{"ask": "mean", "rows": [0, 9], "columns": [0, 9]}""");
        Assert.Equal("mean of 40 good of 100 pixels · means of 2 points · reading the file: 40 %", (string?)mean["title"]);
        gate.Release();
        Finished(answers);
        Assert.Equal("""{"ready":1,"words":"from the kernel"}""", answers.Ask("""{"ask": "hello"}""").ToJsonString());
        Assert.Equal(100, Cubes.Singles(answers.Ask("""{"ask": "slice", "index": 500}""")["values"]).Count(float.IsFinite));
    }

    [Fact]
    public void Many_questions_at_once_get_the_answers_that_they_get_one_by_one()
    {
        var data = Cubes.Slow(Cubes.Random(8, true, 0.1, Cubes.Y(12), Cubes.X(11), Cubes.Bias(700)));
        using var answers = Finished(ExplorerAnswers.Of(data, null, new(), Cubes.IndexOnly));
        string[] questions = [.. Enumerable.Range(0, 300).Select(k => (k % 3) switch
        {
            0 => $$"""{"ask": "pixel", "row": {{k % 12}}, "column": {{k % 11}}}""",
            1 => $$"""{"ask": "slice", "index": {{k}}, "part": "phase"}""",
            _ => $$"""{"ask": "mean", "rows": [{{k % 12}}, 3], "columns": [2, {{k % 11}}]}""",
        })];
        var alone = questions.Select(q => answers.Ask(q).ToJsonString()).ToArray();
        Assert.Equal(alone, questions.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(q => answers.Ask(q).ToJsonString()));
    }

    [Fact]
    public void A_large_file_is_answered_from_the_disk_with_its_own_numbers_and_says_when_it_was_removed()
    {
        // Above 64 MB samples stay in the file.
        var path = Path.Combine(Path.GetTempPath(), $"live-{Guid.NewGuid():N}.h5");
        try
        {
            var data = Cubes.Random(9, false, 0, Cubes.Y(30), Cubes.X(20), Cubes.Bias(14_500));
            NsidWriter.Write(data, path);
            var opened = DataFile.Open(path);
            Assert.IsNotType<RealMemoryStore>(opened.Samples);
            using var answers = Finished(ExplorerAnswers.Of(opened, null, new(), Cubes.IndexOnly));
            var pixel = answers.Ask("""{"ask": "pixel", "row": 29, "column": 19}""");
            var at = Array.FindIndex(data.Dimensions[2].Values, v => (float)v == Cubes.Singles(pixel["x"])[9]);
            Assert.Equal(data.At(29, 19, at).Real, Cubes.Singles(pixel["parts"]![0])[9], _rounding);
            var slice = Cubes.Singles(answers.Ask("""{"ask": "slice", "index": 14499}""")["values"]);
            var tail = Enumerable.Range(0, 14_500).Where(i => i / 29 == 14_499 / 29).Select(i => data.At(12, 7, i).Real).Average();
            Assert.Equal(tail, slice[12 * 20 + 7], _rounding);

            File.Delete(path);
            Assert.NotNull(answers.Ask("""{"ask": "pixel", "row": 0, "column": 0}""")["title"]);
            Assert.Contains("was removed meanwhile", (string?)answers.Ask("""{"ask": "hello"}""")["words"], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_the_file_does_not_give_is_said_in_every_answer()
    {
        var data = Cubes.Slow(Cubes.Random(10, false, 0, Cubes.Y(6), Cubes.X(6), Cubes.Bias(1000)));
        ((SlowStore)data.Samples).Before = n => throw new DataFileException("cube.h5", 4096, "8000 more bytes of samples", "the end of the file");
        using var answers = ExplorerAnswers.Of(data, null, new(), Cubes.IndexOnly);
        Assert.Contains("cube.h5: expected 8000 more bytes", (string?)answers.Ask("""{"ask": "pixel", "row": 0, "column": 0}""")["error"], StringComparison.Ordinal);
        Assert.Contains("found the end of the file", (string?)answers.Ask("""{"ask": "slice", "index": 0}""")["error"], StringComparison.Ordinal);
        answers.WaitForPass();
        Assert.StartsWith("the file cannot be read further: cube.h5", (string?)answers.Ask("""{"ask": "hello"}""")["words"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ask": "pixel", "row": 9, "column": 0}""", "row is a whole number from 0 to 3, got 9.")]
    [InlineData("""{"ask": "pixel", "row": 1}""", "column is a whole number from 0 to 2, got nothing.")]
    [InlineData("""{"ask": "slice", "index": 1.5}""", "index is a whole number from 0 to 4, got 1.5.")]
    [InlineData("""{"ask": "slice", "index": 1, "part": "both"}""", "A part is one of magnitude, phase, 0 (real) and 1 (imaginary), got «both».")]
    [InlineData("""{"ask": "mean", "rows": [0, 4], "columns": [0, 1]}""", "the last of rows is a whole number from 0 to 3, got 4.")]
    [InlineData("""{"ask": "mean", "rows": 3, "columns": [0, 1]}""", "rows is a pair [first, last] of whole numbers from 0 to 3, got 3.")]
    [InlineData("""{"ask": "dance"}""", "A question asks for pixel, slice, mean or hello, got «dance».")]
    [InlineData("{}", "A question asks for pixel, slice, mean or hello, got «».")]
    public void A_question_that_makes_no_sense_is_answered_with_what_would(string question, string words)
    {
        using var answers = ExplorerAnswers.Of(Cubes.Random(11, true, 0, Cubes.Y(4), Cubes.X(3), Cubes.Bias(5)));
        Assert.Equal(words, (string?)answers.Ask(question)["error"]);
    }

    [Fact]
    public void Data_without_a_map_or_without_curves_are_refused_and_a_closed_figure_answers_no_more()
    {
        Assert.Contains("takes a spatial and a spectroscopic dimension", Assert.Throws<ArgumentException>(() => ExplorerAnswers.Of(Cubes.Random(1, false, 0, Cubes.Y(2), Cubes.X(2)))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ExplorerAnswers.Of(Cubes.Random(1, false, 0, Cubes.Bias(9))));
        var answers = ExplorerAnswers.Of(Cubes.Random(1, false, 0, Cubes.Y(2), Cubes.X(2), Cubes.Bias(3)));
        answers.Dispose();
        Assert.Contains("run the cell again", (string?)answers.Ask("""{"ask": "hello"}""")["error"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var data = Cubes.Slow(Cubes.Random(12, false, 0, Cubes.Y(9), Cubes.X(9), Cubes.Bias(10)));
        ((SlowStore)data.Samples).Before = n =>
        {
            if (Thread.CurrentThread.Name != "sweep index" && n > 3) cancel.Cancel();
        };
        using var answers = ExplorerAnswers.Of(data, null, new(), Cubes.DirectOnly);
        Assert.Throws<OperationCanceledException>(() => answers.AnswerAsync(new() { ["ask"] = "slice", ["index"] = 1 }, cancel.Token).GetAwaiter().GetResult());
    }

    private static ExplorerAnswers Finished(ExplorerAnswers answers)
    {
        answers.WaitForPass();
        return answers;
    }
}
