using Spm.Core.Experiments;
using Spm.Interactive.Charts;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Session;

/// <summary>The dashboard of an experiment, while it runs and of its journal.</summary>
public sealed class DashboardTests : IDisposable
{
    private static readonly PlanCoordinate[] Place = [new("x", "m"), new("y", "m")];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-dashboard-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_is_shown_once_and_stays_with_its_last_state_however_short_it_was()
    {
        var output = new OutputRecorder();
        var (plan, journal) = Begin();
        using (journal)
        {
            await using (var dashboard = new Dashboard(DashboardOptions.Of(plan), output))
                await MeasurementRun.RunAsync(plan, Measure, journal, dashboard, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Single(output.Displayed);
            var last = output.Displayed.Concat(output.Updated).Last();
            Assert.StartsWith("climb: 8 of 8 points, best response 9.000 mV at x 3.00 µm, y 1.00 µm (point 4), time since the first point 14.0 s.", last.Text);
            Assert.Contains("100 %", last.Text);
            Assert.Contains("▁", last.Text);
            Assert.Equal(SvgRenderer.Render(Plot.Dashboard(journal)), last.Data[MimeTypes.Svg]);
        }
    }

    [Fact]
    public async Task A_run_that_goes_on_changes_what_is_shown_in_place()
    {
        var output = new OutputRecorder();
        await using (var dashboard = new Dashboard(new() { Coordinates = Place, Count = 3 }, output))
        {
            dashboard.Add([1e-6, 2e-6], 5, "V");
            await output.FirstShown.WaitAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith("1 of 3 points, best value 5.000 V", output.Displayed[0].Text);
            dashboard.Add([2e-6, 2e-6], 7, "V");
        }
        Assert.Single(output.Displayed);
        Assert.StartsWith("2 of 3 points, best value 7.000 V at x 2.00 µm, y 2.00 µm (point 2).", output.Updated[^1].Text);
    }

    [Fact]
    public async Task A_value_that_nobody_measures_stops_the_run_at_its_first_point_which_is_kept()
    {
        var (plan, journal) = Begin();
        using (journal)
        {
            await using var dashboard = new Dashboard(DashboardOptions.Of(plan) with { Value = "force" }, new OutputRecorder());
            var error = await Assert.ThrowsAsync<ArgumentException>(() => MeasurementRun.RunAsync(plan, Measure, journal, dashboard, cancellationToken: TestContext.Current.CancellationToken));
            Assert.Contains("No point has a single number named «force». Measured: response (1 numbers)", error.Message);
            Assert.Equal(1, journal.CommittedCount);
            await dashboard.DisposeAsync();
        }
    }

    [Fact]
    public void Best_so_far_never_falls_and_the_improvements_add_up_to_it()
    {
        var random = new Random(3);
        JournalPoint[] points = [.. Enumerable.Range(0, 200).Select(i => Point(i, random.NextDouble()))];
        foreach (var isMinimum in new[] { false, true })
        {
            var series = DashboardSeries.Of(points, new() { Coordinates = Place, IsMinimum = isMinimum });
            Assert.Equal(isMinimum ? series.Values.Min() : series.Values.Max(), series.Values[series.BestIndex]);
            Assert.All(Enumerable.Range(1, 199), i => Assert.True(isMinimum ? series.Best[i] <= series.Best[i - 1] : series.Best[i] >= series.Best[i - 1]));
            Assert.Equal(Math.Abs(series.Best[^1] - series.Best[0]), series.Reward.Sum(), 1e-12);
        }
    }

    [Fact]
    public void Costs_are_added_and_a_measured_reward_is_taken()
    {
        JournalPoint[] points = [.. Enumerable.Range(0, 4).Select(i => new JournalPoint(i, [i], [new("reward", "", i * 0.5), new("height", "m", 1e-9 * i)], 0, []))];
        var series = DashboardSeries.Of(points, new() { Coordinates = [new("x", "m")], CostOf = point => 2 + point.Index, CostQuantity = "Dose", CostUnit = "C" });
        Assert.Equal([2.0, 5, 9, 14], series.Cost);
        Assert.Equal(("height", "Reward"), (series.Value, series.RewardQuantity));
        Assert.Equal([0, 0.5, 1, 1.5], series.Reward);
        // Neither a clock nor a cost: points are counted.
        Assert.Equal([1.0, 2, 3, 4], DashboardSeries.Of(points, new()).Cost);
    }

    [Fact]
    public void What_was_spent_is_what_the_clock_counted_during_the_run_not_what_it_shows()
    {
        // The twin was used for 1000 s before, and connected again after the third point.
        JournalPoint[] points = [.. new[] { 1002.0, 1004, 1007, 3, 5 }.Select((clock, i) => new JournalPoint(i, [i], [new("height", "m", 1e-9 * i)], clock, []))];
        var series = DashboardSeries.Of(points, new() { Coordinates = [new("x", "m")] });
        Assert.Equal([0.0, 2, 5, 5, 7], series.Cost);
        Assert.Equal("Time since the first point", series.CostQuantity);
        // A clock that stands still counts nothing.
        Assert.Equal([1.0, 2], DashboardSeries.Of([.. points[..2].Select(p => new JournalPoint(p.Index, p.Coordinates, p.Values, 1000, []))], new()).Cost);
    }

    [Fact]
    public async Task A_run_that_is_over_knows_what_its_coordinates_are_called()
    {
        var (plan, journal) = Begin();
        using (journal)
        {
            var result = await MeasurementRun.RunAsync(plan, Measure, journal, cancellationToken: TestContext.Current.CancellationToken);
            var figure = Plot.Dashboard(result);
            Assert.Equal(("x", "m", "y", "m"), (figure.Panels[0].X.Quantity, figure.Panels[0].X.Unit, figure.Panels[0].Y.Quantity, figure.Panels[0].Y.Unit));
            Assert.StartsWith("climb: 8 of 8 points", figure.Description);
        }
    }

    [Fact]
    public void Points_of_spectra_show_where_and_what_was_spent_only()
    {
        var figure = Plot.Dashboard([new JournalPoint(0, [1e-6, 2e-6], [new("spectrum", "V", 1.0, 2.0, 3.0)], 1, [])], new() { Coordinates = Place });
        Assert.Equal(2, figure.Panels.Count);
        Assert.Contains("no single number is measured at a point", figure.Description);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Any_number_of_coordinates_and_no_points_are_pictures(int coordinates)
    {
        DashboardOptions options = new() { Coordinates = [.. Enumerable.Range(0, coordinates).Select(i => new PlanCoordinate($"c{i}", "V"))] };
        Assert.Contains("nothing is measured yet", SvgRenderer.Render(Plot.Dashboard([], options)));
        var figure = Plot.Dashboard([new JournalPoint(0, new double[coordinates], [new("a", "V", double.NaN)], 0, [])], options);
        Assert.Contains("no finite a", figure.Description);
        Assert.NotEmpty(SvgRenderer.Render(figure));
    }

    [Fact]
    public void A_hundred_thousand_points_are_thinned_and_an_unknown_value_is_refused_with_those_there_are()
    {
        JournalPoint[] points = [.. Enumerable.Range(0, 100_000).Select(i => Point(i, Math.Sin(i / 1e4)))];
        var figure = Plot.Dashboard(points, new() { Coordinates = Place });
        Assert.InRange(SvgRenderer.Render(figure).Length, 1000, 1_000_000);
        Assert.Contains(figure.Notes, note => note.Contains("of 100,000 points are drawn"));
        Assert.Contains("No point has a single number named «force». Measured: response (1 numbers)", Assert.Throws<ArgumentException>(() => Plot.Dashboard(points, new() { Value = "force" })).Message);
    }

    private (ExperimentPlan Plan, PointJournal Journal) Begin()
    {
        var plan = AdaptivePlan.Of("climb", Place, 8, choice => [1e-6 * (choice.Index % 5), 1e-6 * (choice.Index / 3)]);
        return (plan, PointJournal.Create(Path.Combine(_folder.FullName, "run.spmj"), new() { Plan = plan.Description, Seed = 1 }));
    }

    private static Task<MeasuredPoint> Measure(PlannedPoint point, CancellationToken cancel) =>
        Task.FromResult(new MeasuredPoint([new("response", "V", 1e-3 * (9 - Math.Pow(point.Coordinates[0] / 1e-6 - 3, 2) - Math.Pow(point.Coordinates[1] / 1e-6 - 1, 2)))], 2.0 * (point.Index + 1)));

    private static JournalPoint Point(int index, double value) => new(index, [1e-6 * index, 2e-6 * index], [new("response", "V", value)], index, []);
}
