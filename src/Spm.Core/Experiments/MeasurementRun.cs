using Spm.Core.Experiments.Framing;

namespace Spm.Core.Experiments;

/// <summary>
/// Carries out a plan point by point: choose, measure, write to the journal, wait for the disk, tell. A run that ended before its time (killed, cancelled, an
/// exception, a full disk) is resumed at the next point, and then ends with exactly the points an uninterrupted run has; no point is measured
/// twice but the one that was in flight.
/// </summary>
public static class MeasurementRun
{
    /// <summary>Begins a run.</summary>
    /// <param name="plan">Where to measure; the journal was created for it.</param>
    /// <param name="measure">Measures a point.</param>
    /// <param name="journal">A journal without points.</param>
    /// <param name="progress">Told of each point once it is on disk.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Stops before the next point; the run can be resumed.</param>
    /// <exception cref="ArgumentException">The journal has points already, or the plan gives an impossible one.</exception>
    /// <exception cref="JournalException">The journal belongs to another plan, or the disk is full; no point is lost.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the run can be resumed.</exception>
    public static Task<RunResult> RunAsync(
        ExperimentPlan plan, MeasurePoint measure, PointJournal journal, IProgress<RunProgress>? progress = null, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(journal);
        RequireSame(journal, plan);
        if (journal.Count > 0 || journal.IsComplete)
            throw new ArgumentException($"{journal.Path} has {journal.Count} points already. To go on with them: MeasurementRun.ResumeAsync(journal, measure)");
        return Task.Run(() => GoAsync(plan, measure, journal, progress, Checked(options), cancellationToken), cancellationToken);
    }

    /// <summary>Continues a run at its next point; one that is complete is only read.</summary>
    /// <param name="journal">Its journal.</param>
    /// <param name="measure">The measuring function it was begun with.</param>
    /// <param name="plan">The plan it was begun with; may be null when that was a list of points, which the journal holds.</param>
    /// <param name="progress">Told of each new point once it is on disk.</param>
    /// <param name="options">How; null for the defaults. An instrument that remembers is restored first.</param>
    /// <param name="cancellationToken">Stops before the next point.</param>
    /// <exception cref="ArgumentException">The points were chosen one after the other, and the chooser is not given.</exception>
    /// <exception cref="JournalException">Another plan, an instrument that cannot be restored, or a full disk; no point is lost.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the run can be resumed.</exception>
    public static Task<RunResult> ResumeAsync(
        PointJournal journal, MeasurePoint measure, ExperimentPlan? plan = null, IProgress<RunProgress>? progress = null, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(measure);
        plan ??= ExperimentPlan.From(journal.Header.Plan) ?? throw new ArgumentException(
            $"The points of this run were chosen one after the other by '{journal.Header.Plan.Name}', which no file can hold. Give the same plan again: MeasurementRun.ResumeAsync(journal, measure, plan)");
        RequireSame(journal, plan);
        return Task.Run(() => RestoreAndGoAsync(plan, measure, journal, progress, Checked(options), cancellationToken), cancellationToken);
    }

    private static async Task<RunResult> RestoreAndGoAsync(
        ExperimentPlan plan, MeasurePoint measure, PointJournal journal, IProgress<RunProgress>? progress, RunOptions options, CancellationToken cancellationToken)
    {
        // Points that a full disk did not take before.
        journal.Commit();
        if (!journal.IsComplete)
        {
            var points = journal.Points;
            if (plan.LooksAtPoints && points.Count > 0) await RequireSameChoiceAsync(plan, journal, points, cancellationToken).ConfigureAwait(false);
            if (options.Instrument is { } instrument) await instrument.RestoreAsync(points, cancellationToken).ConfigureAwait(false);
        }

        return await GoAsync(plan, measure, journal, progress, options, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<RunResult> GoAsync(
        ExperimentPlan plan, MeasurePoint measure, PointJournal journal, IProgress<RunProgress>? progress, RunOptions options, CancellationToken cancellationToken)
    {
        var found = journal.Count;
        var told = found;
        var seed = journal.Header.Seed;
        var together = plan.LooksAtPoints ? 1 : options.CommitTogether;
        try
        {
            while (!journal.IsComplete)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var index = journal.Count;
                var where = await plan.NextAsync(new PointChoice(index, plan.LooksAtPoints ? journal.Points : [], seed), cancellationToken).ConfigureAwait(false);
                if (where is null)
                {
                    journal.Complete();
                    break;
                }

                CoordinateRule.Check(index, where, plan.Description.Coordinates);
                var measured = await measure(new PlannedPoint(index, [.. where], seed), cancellationToken).ConfigureAwait(false);
                journal.Write(new JournalPoint(index, [.. where], measured.Values, measured.ClockS, options.Instrument?.SaveState() ?? []));
                if (index + 1 - journal.CommittedCount < together) continue;
                journal.Commit();
                told = Tell(told);
            }
        }
        catch (Exception e) when (e is not JournalException)
        {
            journal.Commit();
            Tell(told);
            throw;
        }

        Tell(told);
        return new RunResult(journal.Points, found, journal.Digest(), Remarks(journal, found)) { Plan = plan.Description };

        long Tell(long from)
        {
            var committed = journal.CommittedCount;
            for (var k = from; k < committed; k++) progress?.Report(new RunProgress(k + 1, plan.Count, journal.At(k)));
            return committed;
        }
    }

    /// <summary>Chooses the last recorded point again: a chooser that is not the one it was, or uses something of its own, is found out before it spoils the run.</summary>
    private static async Task RequireSameChoiceAsync(ExperimentPlan plan, PointJournal journal, IReadOnlyList<JournalPoint> points, CancellationToken cancellationToken)
    {
        var last = points[^1];
        var again = await plan.NextAsync(new PointChoice(last.Index, [.. points.SkipLast(1)], journal.Header.Seed), cancellationToken).ConfigureAwait(false);
        if (again is not null && again.AsSpan().SequenceEqual(last.Coordinates)) return;
        throw new JournalException(JournalFault.NotReproducible, journal.Path,
            $"'{plan.Description.Name}' does not choose point {last.Index} as it did: it was ({string.Join(", ", last.Coordinates)}), now {(again is null ? "the run would end" : $"({string.Join(", ", again)})")}. " +
            "A chooser may use only the points before and the random numbers of its choice. The journal was not changed.");
    }

    private static void RequireSame(PointJournal journal, ExperimentPlan plan)
    {
        if (journal.Header.Plan.Differences(plan.Description) is { Count: > 0 } differences) throw JournalErrors.OtherRun(journal.Path, differences);
    }

    private static RunOptions Checked(RunOptions? options)
    {
        options ??= new RunOptions();
        if (options.CommitTogether < 1) throw new ArgumentException($"At least 1 point is committed at a time, got {options.CommitTogether}. Try: CommitTogether = 16");
        return options;
    }

    private static IReadOnlyList<string> Remarks(PointJournal journal, long found) =>
    [
        .. found > 0 && journal.Header.Software != JournalHeader.OurSoftware
            ? new[] { $"The run was begun with {journal.Header.Software} and continued with {JournalHeader.OurSoftware}; what a simulator or a chooser computes may differ between versions." }
            : [],
        .. journal.Cut is { } cut ? new[] { $"When the journal was opened, {cut}." } : [],
    ];
}
