using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

/// <summary>What must not change an answer, and what must: scale, lanes, precision, masks, weights, elimination, bounds.</summary>
public class EngineBehaviourTests
{
    private static readonly double[] _x = EngineData.Axis(-5, 5, 50);
    private static readonly ModelFitOptions _tight = new() { Tolerance = 1e-7, Start = new Dictionary<string, double> { ["a"] = 1.5, ["s"] = 1.2, ["c"] = 0.2 }, ExtraStarts = 6 };

    // With a tolerance of 1e-7 standard errors, answers of the same minimum agree to this part of a standard error.
    private const double OfAnError = 1e-5;

    [Fact]
    public void Nothing_is_allocated_per_fit()
    {
        var (_, y) = Peaks(256, 0.1);
        y[5] = double.NaN;
        foreach (var options in (ModelFitOptions[])[new() { Start = _tight.Start }, new() { Start = _tight.Start, Loss = FitLoss.Huber }])
        {
            var batch = new ModelBatch(EngineModels.Peak, _x, options);
            var rows = new EngineRows(256, 4, 50);
            batch.Fit(y, rows.Rows);
            Assert.Equal(0, Allocations.Of(() => batch.Fit(y, rows.Rows)));
        }
    }

    [Theory]
    [InlineData(1e-5, 1)]
    [InlineData(1e5, 1)]
    [InlineData(1, 1e-9)]
    [InlineData(1e-12, 1e-6)]
    public void Other_units_give_the_same_answer(double ofY, double ofX)
    {
        var model = FitModel.Of<GaussianOnOffset>("free-peak", [.. EngineModels.Peak.Parameters.Select(p => p with { Lower = double.NegativeInfinity, Upper = double.PositiveInfinity })]);
        var (_, y) = Peaks(40, 0.1);
        var usual = EngineRows.Fit(model, _x, y, _tight);
        var scaled = EngineRows.Fit(model, [.. _x.Select(v => v * ofX)], [.. y.Select(v => v * ofY)],
            _tight with { Start = new Dictionary<string, double> { ["a"] = 1.5 * ofY, ["s"] = 1.2 * ofX, ["c"] = 0.2 * ofY } });
        double[] units = [ofY, ofX, ofX, ofY];
        Assert.Equal(usual.Status, scaled.Status);
        Assert.Equal(usual.Verdict, scaled.Verdict);
        for (var i = 0; i < usual.Values.Length; i++)
        {
            Assert.Equal(usual.Values[i], scaled.Values[i] / units[i % 4], OfAnError * usual.Errors[i]);
            Assert.Equal(1, scaled.Errors[i] / units[i % 4] / usual.Errors[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void All_lane_widths_and_the_careful_solver_agree(int width)
    {
        var (_, y) = Peaks(101, 0.1);
        for (var k = 0; k < y.Length; k += 97) y[k] = double.NaN;
        var wide = EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { LaneWidth = 8 });
        AssertSame(wide, EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { LaneWidth = width }));
        AssertSame(wide, EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { AlwaysCareful = true }));
    }

    [Fact]
    public void Eliminating_linear_parameters_does_not_change_the_minimum()
    {
        var (_, y) = Peaks(60, 0.1);
        AssertSame(EngineRows.Fit(EngineModels.Peak, _x, y, _tight), EngineRows.Fit(EngineModels.SearchedPeak, _x, y, _tight));
    }

    [Fact]
    public void Single_precision_data_give_the_answer_of_their_values()
    {
        var (_, y) = Peaks(100, 0.1);
        float[] single = [.. y.Select(v => (float)v)];
        var rows = new EngineRows(100, 4, 50);
        new ModelBatch(EngineModels.Peak, _x, _tight).Fit(single, rows.Rows);
        AssertSame(EngineRows.Fit(EngineModels.Peak, _x, [.. single.Select(v => (double)v)], _tight), rows);
    }

    [Fact]
    public void A_point_that_is_not_finite_is_as_good_as_absent()
    {
        var (_, y) = Peaks(1, 0.1);
        var (gaps, present) = (y.ToArray(), Enumerable.Range(0, 50).Where(i => i % 7 != 3).ToArray());
        for (var i = 3; i < 50; i += 7) gaps[i] = i % 2 == 0 ? double.NaN : double.PositiveInfinity;
        var masked = EngineRows.Fit(EngineModels.Peak, _x, gaps, _tight);
        var dropped = EngineRows.Fit(EngineModels.Peak, [.. present.Select(i => _x[i])], [.. present.Select(i => y[i])], _tight);
        AssertSame(masked, dropped);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => i % 7 == 3), masked.Excluded);
        var weighted = EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { Weights = [.. Enumerable.Range(0, 50).Select(i => i % 7 == 3 ? 0.0 : 1)] });
        AssertSame(masked, weighted);
    }

    [Fact]
    public void Weights_of_one_over_the_variance_are_the_noise_up_to_a_factor()
    {
        var (_, y) = Peaks(20, 0.1);
        double[] sigma = [.. Enumerable.Range(0, 50).Select(i => 0.05 + 0.01 * i)];
        var known = EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { PointNoise = sigma });
        var weighted = EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { Weights = [.. sigma.Select(s => 1 / (s * s))] });
        for (var k = 0; k < 20; k++)
        {
            Assert.Equal(known.Cost[k], weighted.Cost[k], 1e-6 * known.Cost[k]);
            for (var j = 4 * k; j < 4 * k + 4; j++)
            {
                Assert.Equal(known.Values[j], weighted.Values[j], OfAnError * known.Errors[j]);
                Assert.Equal(known.Errors[j] * Math.Sqrt(known.Cost[k] / 46), weighted.Errors[j], 1e-5 * weighted.Errors[j]);
            }
        }
    }

    [Fact]
    public void Errors_with_known_noise_reach_the_bound_of_Cramer_and_Rao()
    {
        const int Count = 3000;
        const double Sigma = 0.1;
        double[] truth = [1.5, 0.3, 1.1, 0.4];
        var y = new double[Count * 50];
        var random = new Random(17);
        for (var k = 0; k < Count; k++)
        {
            var row = y.AsSpan(50 * k, 50);
            EngineModels.Peak.Evaluate(truth, _x, row);
            foreach (ref var value in row) value += Sigma * EngineData.Normal(random);
        }
        var rows = EngineRows.Fit(EngineModels.Peak, _x, y, new() { Noise = Sigma, Start = _tight.Start });
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.Good, v));
        for (var j = 0; j < 4; j++)
        {
            var rmse = Math.Sqrt(Enumerable.Range(0, Count).Average(k => Math.Pow(rows.Values[4 * k + j] - truth[j], 2)));
            var bound = Enumerable.Range(0, Count).Average(k => rows.Errors[4 * k + j]);
            // The root mean square of 3000 draws is known to 1.3 %; 4 of these.
            Assert.InRange(rmse / bound, 0.95, 1.05);
        }
    }

    [Fact]
    public void A_minimum_beyond_a_bound_ends_on_it_with_the_others_at_their_best()
    {
        var (_, y) = EngineData.Draw(EngineModels.Peak, _x, 30, 0.02, 3, (1, 2), (-1, 1), (0.5, 0.8), (0, 1));
        foreach (var model in (FitModel[])[EngineModels.Peak, EngineModels.SearchedPeak])
        {
            var options = _tight with { Bounds = new Dictionary<string, (double, double)> { ["s"] = (1, 3) } };
            var bounded = EngineRows.Fit(model, _x, y, options);
            var held = EngineRows.Fit(model, _x, y, _tight with { Start = new Dictionary<string, double> { ["a"] = 1.5, ["c"] = 0.2 }, Fixed = new Dictionary<string, double> { ["s"] = 1 } });
            Assert.All(bounded.Status, s => Assert.Equal(FitStatus.AtBound, s));
            for (var i = 0; i < held.Values.Length; i++)
            {
                if (i % 4 == 2) Assert.Equal((1, double.NaN), (bounded.Values[i], bounded.Errors[i]));
                else Assert.Equal(held.Values[i], bounded.Values[i], 1e-4 * held.Errors[i]);
            }
        }
    }

    [Fact]
    public void Bounds_of_linear_parameters_hold_too()
    {
        var (_, y) = EngineData.Draw(EngineModels.Peak, _x, 30, 0.02, 3, (1, 2), (-1, 1), (0.5, 0.8), (0.2, 1));
        var rows = EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { Start = new Dictionary<string, double> { ["a"] = 1.5, ["s"] = 1.2 }, Bounds = new Dictionary<string, (double, double)> { ["c"] = (double.NegativeInfinity, 0.1) } });
        var held = EngineRows.Fit(EngineModels.Peak, _x, y, _tight with { Start = new Dictionary<string, double> { ["a"] = 1.5, ["s"] = 1.2 }, Fixed = new Dictionary<string, double> { ["c"] = 0.1 } });
        Assert.All(rows.Status, s => Assert.Equal(FitStatus.AtBound, s));
        for (var i = 0; i < rows.Values.Length; i++) Assert.Equal(held.Values[i], rows.Values[i], 1e-3 * (double.IsNaN(held.Errors[i]) ? 1e-9 : held.Errors[i]));
    }

    private static (double[] Truth, double[] Y) Peaks(int count, double sigma) =>
        EngineData.Draw(EngineModels.Peak, _x, count, sigma, 21, (1, 2), (-2, 2), (0.7, 1.4), (-1, 1));

    private static void AssertSame(EngineRows a, EngineRows b)
    {
        Assert.Equal(a.Status, b.Status);
        Assert.Equal(a.Verdict, b.Verdict);
        for (var i = 0; i < a.Values.Length; i++)
        {
            Assert.Equal(a.Values[i], b.Values[i], OfAnError * a.Errors[i]);
            Assert.Equal(1, a.Errors[i] / b.Errors[i], 1e-4);
        }
    }
}
