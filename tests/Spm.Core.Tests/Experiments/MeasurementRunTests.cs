using Spm.Core.Experiments;
using Spm.Core.Experiments.Framing;
using Spm.Core.Tests.Instruments;

namespace Spm.Core.Tests.Experiments;

public sealed class MeasurementRunTests : IDisposable
{
    private const int Seed = 11, Length = 12;
    private static readonly PlanCoordinate[] Bias = [new("bias", "V")];
    private static readonly PointPlan Listed = new(Bias, [.. Enumerable.Range(0, Length).Select(k => new[] { Math.Sin(k) })]);
    private readonly TestJournals _bench = new();
    private int _journals;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false, "snapshot")]
    [InlineData(true, "snapshot")]
    [InlineData(false, "replay")]
    [InlineData(true, "replay")]
    public async Task A_run_cut_short_at_any_point_and_resumed_ends_as_an_uninterrupted_one(bool adaptive, string how)
    {
        var plan = adaptive ? Adaptive() : (ExperimentPlan)Listed;
        var expected = await RunAsync(plan, new Creeping(), how, NewJournal(plan));
        Assert.Equal(Length, expected.Points.Count);
        for (var end = 0; end < Length; end++)
        {
            var path = _bench[$"cut-{end}.spmj"];
            var measured = new List<long>();
            using (var journal = PointJournal.Create(path, HeaderOf(plan)))
            {
                var first = new Creeping { FailsAt = end, Measured = measured };
                await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(plan, first, how, journal));
            }

            using var again = PointJournal.Open(path);
            var second = new Creeping { Measured = measured };
            var result = await MeasurementRun.ResumeAsync(again, second.MeasureAsync, plan, options: Options(second, how), cancellationToken: Token);
            Assert.Equal((expected.Digest, (long)end), (result.Digest, result.FoundInJournal));
            // Only the point in flight is measured twice.
            Assert.Equal([.. Enumerable.Range(0, end + 1), .. Enumerable.Range(end, Length - end)], measured.Select(k => (int)k));
        }
    }

    [Fact]
    public async Task An_instrument_that_remembers_and_is_not_restored_ends_otherwise()
    {
        var expected = await RunAsync(Listed, new Creeping(), "replay", NewJournal(Listed));
        using var journal = NewJournal(Listed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Listed, new Creeping { FailsAt = 6 }, "replay", journal));
        Assert.NotEqual(expected.Digest, (await MeasurementRun.ResumeAsync(journal, new Creeping().MeasureAsync, cancellationToken: Token)).Digest);
    }

    [Fact]
    public async Task A_measuring_function_may_fill_the_same_array_for_every_point()
    {
        double[] buffer = [0];
        using var journal = NewJournal(Listed);
        var result = await MeasurementRun.RunAsync(Listed, (point, _) =>
        {
            buffer[0] = point.Index;
            return Task.FromResult(new MeasuredPoint([new JournalValue("response", "V", buffer)]));
        }, journal, cancellationToken: Token);
        Assert.Equal(Enumerable.Range(0, Length).Select(k => (double)k), result.Points.Select(p => p["response"].Real[0]));
    }

    [Fact]
    public async Task A_point_is_on_disk_before_anybody_is_told_or_the_next_is_chosen()
    {
        var disk = new MemoryMedium();
        int OnDisk() => JournalScan.Of(new MemoryMedium(disk.OnDisk), "disk").Points.Count;
        var plan = AdaptivePlan.Of("watcher", Bias, Length, choice =>
        {
            Assert.Equal(choice.Index, choice.Before.Count);
            Assert.Equal(choice.Index, OnDisk());
            return [choice.Index];
        });
        using var journal = PointJournal.Create("disk", HeaderOf(plan), (_, _) => disk);
        var told = new List<long>();
        await MeasurementRun.RunAsync(plan, new Creeping().MeasureAsync, journal, new Immediate<RunProgress>(p =>
        {
            Assert.Equal(p.Done, OnDisk());
            told.Add(p.Last.Index);
        }), new RunOptions { CommitTogether = 5 }, Token);
        Assert.Equal(Enumerable.Range(0, Length).Select(k => (long)k), told);
    }

    [Fact]
    public async Task Points_that_are_committed_together_share_a_flush_and_are_told_after_it()
    {
        var disk = new MemoryMedium();
        using var journal = PointJournal.Create("disk", HeaderOf(Listed), (_, _) => disk);
        var before = disk.Flushes;
        var told = new List<long>();
        await MeasurementRun.RunAsync(Listed, new Creeping().MeasureAsync, journal, new Immediate<RunProgress>(p =>
        {
            Assert.True(JournalScan.Of(new MemoryMedium(disk.OnDisk), "disk").Points.Count >= p.Done);
            told.Add(p.Done);
        }), new RunOptions { CommitTogether = 5 }, Token);
        // Twelve points: after 5, after 10, and with the end.
        Assert.Equal(3, disk.Flushes - before);
        Assert.Equal(Enumerable.Range(1, Length).Select(k => (long)k), told);
    }

    [Fact]
    public async Task An_exception_in_a_group_leaves_the_points_before_it_on_disk()
    {
        var disk = new MemoryMedium();
        using var journal = PointJournal.Create("disk", HeaderOf(Listed), (_, _) => disk);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            MeasurementRun.RunAsync(Listed, new Creeping { FailsAt = 8 }.MeasureAsync, journal, options: new RunOptions { CommitTogether = 5 }, cancellationToken: Token));
        Assert.Equal(8, JournalScan.Of(new MemoryMedium(disk.OnDisk), "disk").Points.Count);
    }

    [Fact]
    public async Task Cancelling_stops_before_the_next_point_and_the_run_can_be_resumed()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var journal = NewJournal(Listed);
        var stop = new Immediate<RunProgress>(p =>
        {
            if (p.Done == 4) cancel.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasurementRun.RunAsync(Listed, Stateless, journal, stop, cancellationToken: cancel.Token));
        Assert.Equal((4L, false), (journal.CommittedCount, journal.IsComplete));
        var result = await MeasurementRun.ResumeAsync(journal, Stateless, cancellationToken: Token);
        Assert.Equal((Length, 4L), (result.Points.Count, result.FoundInJournal));
        Assert.True(journal.IsComplete);
    }

    [Fact]
    public async Task A_list_of_points_is_continued_from_the_journal_alone_and_a_complete_run_is_only_read()
    {
        using var journal = NewJournal(Listed);
        var whole = await MeasurementRun.RunAsync(Listed, Stateless, journal, cancellationToken: Token);
        var again = await MeasurementRun.ResumeAsync(journal, (_, _) => throw new InvalidOperationException("Nothing is left to measure."), cancellationToken: Token);
        Assert.Equal((whole.Digest, (long)Length), (again.Digest, again.FoundInJournal));
    }

    [Fact]
    public async Task Another_plan_than_the_one_begun_is_refused_with_what_differs()
    {
        using var journal = NewJournal(Listed);
        var longer = new PointPlan(Bias, [.. Enumerable.Range(0, Length + 1).Select(k => new[] { Math.Sin(k) })]);
        var error = await Assert.ThrowsAsync<JournalException>(() => MeasurementRun.ResumeAsync(journal, Stateless, longer, cancellationToken: Token));
        Assert.Equal(JournalFault.OtherRun, error.Fault);
        Assert.Contains("the number of points was 12, now 13", error.Message, StringComparison.Ordinal);
        var other = new PointPlan(Bias, [.. Enumerable.Range(0, Length).Select(k => new[] { k == 3 ? 0.5 : Math.Sin(k) })]);
        error = await Assert.ThrowsAsync<JournalException>(() => MeasurementRun.ResumeAsync(journal, Stateless, other, cancellationToken: Token));
        Assert.Contains("point 3 was [0.141", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chooser_is_needed_again_and_must_be_the_same()
    {
        var plan = Adaptive();
        using var journal = NewJournal(plan);
        await Assert.ThrowsAsync<InvalidOperationException>(() => MeasurementRun.RunAsync(plan, new Creeping { FailsAt = 5 }.MeasureAsync, journal, cancellationToken: Token));
        var missing = await Assert.ThrowsAsync<ArgumentException>(() => MeasurementRun.ResumeAsync(journal, Stateless, cancellationToken: Token));
        Assert.Contains("chosen one after the other by 'climb'", missing.Message, StringComparison.Ordinal);
        var otherStep = await Assert.ThrowsAsync<JournalException>(() => MeasurementRun.ResumeAsync(journal, Stateless, Adaptive(step: 2), cancellationToken: Token));
        Assert.Contains("step was 1, now 2", otherStep.Message, StringComparison.Ordinal);
        var calls = 0;
        var impure = AdaptivePlan.Of("climb", Bias, Length, _ => [++calls], plan.Description.Parameters);
        var error = await Assert.ThrowsAsync<JournalException>(() => MeasurementRun.ResumeAsync(journal, Stateless, impure, cancellationToken: Token));
        Assert.Equal(JournalFault.NotReproducible, error.Fault);
        Assert.Equal(5, journal.Count);
    }

    [Fact]
    public async Task A_simulator_that_answers_otherwise_than_it_did_is_found_out_before_the_run_goes_on()
    {
        using var journal = NewJournal(Listed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => MeasurementRun.RunAsync(Listed, new Creeping { FailsAt = 5 }.MeasureAsync, journal, cancellationToken: Token));
        var other = new Creeping { Rate = 0.31 };
        var options = new RunOptions { Instrument = new SimulatorReplay(journal.Path, Seed, other.MeasureAsync) };
        var error = await Assert.ThrowsAsync<JournalException>(() => MeasurementRun.ResumeAsync(journal, other.MeasureAsync, options: options, cancellationToken: Token));
        Assert.Equal(JournalFault.NotReproducible, error.Fault);
        Assert.Contains("at point 2 response[0] was", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, journal.Count);
    }

    [Fact]
    public async Task A_run_is_begun_only_in_a_journal_without_points()
    {
        using var journal = NewJournal(Listed);
        await MeasurementRun.RunAsync(Listed, Stateless, journal, cancellationToken: Token);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => MeasurementRun.RunAsync(Listed, Stateless, journal, cancellationToken: Token));
        Assert.Contains("has 12 points already. To go on with them: MeasurementRun.ResumeAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Impossible_points_are_refused_with_their_coordinate()
    {
        Assert.Contains("The bias of point 1 is NaN; it must be a finite number in V", Assert.Throws<ArgumentException>(() => new PointPlan(Bias, [[1], [double.NaN]])).Message, StringComparison.Ordinal);
        Assert.Contains("Point 0 has 2 numbers", Assert.Throws<ArgumentException>(() => new PointPlan(Bias, [[1, 2]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PointPlan([], []));
        var plan = AdaptivePlan.Of("astray", Bias, 3, choice => [choice.Index == 1 ? double.PositiveInfinity : 0]);
        using var journal = NewJournal(plan);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => MeasurementRun.RunAsync(plan, Stateless, journal, cancellationToken: Token));
        Assert.Contains("The bias of point 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, journal.CommittedCount);
    }

    [Fact]
    public async Task A_run_continued_by_another_version_says_so()
    {
        using var journal = PointJournal.Create(_bench["old.spmj"], HeaderOf(Listed) with { Software = "Spm.Core 0.0.9" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => MeasurementRun.RunAsync(Listed, new Creeping { FailsAt = 2 }.MeasureAsync, journal, cancellationToken: Token));
        var result = await MeasurementRun.ResumeAsync(journal, Stateless, cancellationToken: Token);
        Assert.Contains("begun with Spm.Core 0.0.9", Assert.Single(result.Remarks), StringComparison.Ordinal);
    }

    private static Task<MeasuredPoint> Stateless(PlannedPoint point, CancellationToken cancellationToken) =>
        Task.FromResult(new MeasuredPoint([new JournalValue("response", "V", point.Coordinates[0] + point.OpenRandom().NextGaussian())], point.Index));

    private static AdaptivePlan Adaptive(double step = 1) => AdaptivePlan.Of("climb", Bias, Length, choice =>
        [(choice.Before.MaxBy(p => p["response"].Real[0])?.Coordinates[0] ?? 0) + step * choice.OpenRandom().NextGaussian()],
        new Dictionary<string, string> { ["step"] = $"{step}" });

    private static JournalHeader HeaderOf(ExperimentPlan plan) => new() { Plan = plan.Description, Seed = Seed };

    private PointJournal NewJournal(ExperimentPlan plan) => PointJournal.Create(_bench[$"new-{_journals++}.spmj"], HeaderOf(plan));

    private static Task<RunResult> RunAsync(ExperimentPlan plan, Creeping instrument, string how, PointJournal journal) =>
        MeasurementRun.RunAsync(plan, instrument.MeasureAsync, journal, options: Options(instrument, how), cancellationToken: Token);

    private static RunOptions Options(Creeping instrument, string how) => new()
    {
        Instrument = how == "snapshot"
            ? new StateSnapshots(() => BitConverter.GetBytes(instrument.Polarization), bytes => instrument.Polarization = BitConverter.ToDouble(bytes))
            : new SimulatorReplay("test", Seed, instrument.ReplayAsync),
    };

    /// <summary>A sample that remembers.</summary>
    private sealed class Creeping
    {
        public double Rate { get; init; } = 0.3;

        public long FailsAt { get; init; } = long.MaxValue;

        public List<long>? Measured { get; init; }

        public double Polarization { get; set; }

        public Task<MeasuredPoint> MeasureAsync(PlannedPoint point, CancellationToken cancellationToken)
        {
            Measured?.Add(point.Index);
            if (point.Index == FailsAt) throw new InvalidOperationException("The cable is loose.");
            return ReplayAsync(point, cancellationToken);
        }

        public Task<MeasuredPoint> ReplayAsync(PlannedPoint point, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = Polarization;
            Polarization += Rate * (Math.Tanh(point.Coordinates[0]) - Polarization);
            return Task.FromResult(new MeasuredPoint([new JournalValue("response", "V", before + 0.1 * point.OpenRandom().NextGaussian())], point.Index + 1));
        }
    }
}
