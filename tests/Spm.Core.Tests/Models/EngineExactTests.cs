using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

/// <summary>Data that the model describes exactly give the parameters they were made from.</summary>
public class EngineExactTests
{
    private const double Exact = 1e-9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Peaks_without_noise_are_recovered_at_every_lane_width(int width)
    {
        var x = EngineData.Axis(-5, 5, 50);
        foreach (var model in (FitModel[])[EngineModels.Peak, EngineModels.SearchedPeak])
        {
            var (truth, y) = EngineData.Draw(model, x, 100, 0, 1, (0.5, 3), (-2, 2), (0.5, 1.5), (-1, 1));
            var rows = EngineRows.Fit(model, x, y, new() { LaneWidth = width, Start = new Dictionary<string, double> { ["a"] = 1, ["s"] = 1.2, ["c"] = 0 }, ExtraStarts = 8 });
            Assert.All(rows.Status, s => Assert.Equal(FitStatus.Converged, s));
            Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.Good, v));
            for (var i = 0; i < truth.Length; i++) Assert.Equal(truth[i], rows.Values[i], Exact);
        }
    }

    [Fact]
    public void The_careful_solver_recovers_them_too()
    {
        var x = EngineData.Axis(-5, 5, 50);
        foreach (var model in (FitModel[])[EngineModels.Peak, EngineModels.SearchedPeak])
        {
            var (truth, y) = EngineData.Draw(model, x, 50, 0, 1, (0.5, 3), (-2, 2), (0.5, 1.5), (-1, 1));
            var rows = EngineRows.Fit(model, x, y, new() { AlwaysCareful = true, Start = new Dictionary<string, double> { ["a"] = 1, ["s"] = 1.2, ["c"] = 0 }, ExtraStarts = 8 });
            Assert.All(rows.Status, s => Assert.Equal(FitStatus.Converged, s));
            for (var i = 0; i < truth.Length; i++) Assert.Equal(truth[i], rows.Values[i], Exact);
        }
    }

    [Fact]
    public void A_line_is_solved_without_a_search()
    {
        var x = EngineData.Axis(-5, 5, 50);
        var (truth, y) = EngineData.Draw(EngineModels.Line, x, 100, 0, 1, (-3, 3), (-2, 2));
        var rows = EngineRows.Fit(EngineModels.Line, x, y);
        Assert.All(rows.Iterations, n => Assert.InRange(n, 1, 2));
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.Good, v));
        for (var i = 0; i < truth.Length; i++) Assert.Equal(truth[i], rows.Values[i], Exact);
    }

    [Fact]
    public void Complex_data_are_fitted_in_place()
    {
        var x = EngineData.Axis(-5, 5, 60);
        var (truth, y) = EngineData.Draw(EngineModels.Pole, x, 100, 0, 1, (-3, 3), (-2, 2), (-2, 2), (0.5, 2));
        var rows = new EngineRows(100, 4, 60);
        var complex = System.Runtime.InteropServices.MemoryMarshal.Cast<double, System.Numerics.Complex>(y);
        new ModelBatch(EngineModels.Pole, x, new() { ExtraStarts = 8 }).Fit(complex, rows.Rows);
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.Good, v));
        for (var i = 0; i < truth.Length; i++) Assert.Equal(truth[i], rows.Values[i], Exact);
    }

    [Fact]
    public void Several_variables_are_fitted_together()
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, 80).Select(_ => 4 * random.NextDouble() - 2).ToArray();
        var (truth, y) = EngineData.Draw(EngineModels.Plane, x, 50, 0, 2, (0.5, 3), (0.2, 1.5), (0.2, 1.5));
        var rows = EngineRows.Fit(EngineModels.Plane, x, y);
        Assert.All(rows.Verdict, v => Assert.Equal(FitVerdict.Good, v));
        for (var i = 0; i < truth.Length; i++) Assert.Equal(truth[i], rows.Values[i], Exact);
    }

    [Fact]
    public void A_model_of_which_nothing_is_known_finds_its_own_starts()
    {
        var x = EngineData.Axis(-5, 5, 50);
        var (truth, y) = EngineData.Draw(EngineModels.Peak, x, 200, 0, 7, (0.5, 3), (-4, 4), (0.4, 1.5), (-1, 1));
        var rows = EngineRows.Fit(EngineModels.Peak, x, y);
        for (var i = 0; i < truth.Length; i++) Assert.Equal(truth[i], rows.Values[i], Exact);
    }
}
