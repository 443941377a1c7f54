using System.Globalization;
using Spm.Core.Experiments;
using Spm.Core.Experiments.Framing;

namespace Spm.Core.KillHarness;

/// <summary>
/// A short experiment on a toy instrument. What it says, a line each: <c>found N</c> (points in the journal), <c>torn BYTES</c>, <c>measure K</c> before point K,
/// <c>use K</c> once it is on disk, <c>done DIGEST</c>. Words: <c>adaptive</c> chooses each point from those before, <c>snapshot</c> and
/// <c>replay</c> are how the instrument is restored, <c>together</c> commits five points at a time, <c>pieces</c> writes slowly and in pieces, so that kills tear records.
/// </summary>
internal static class JournalledRun
{
    public static async Task<int> GoAsync(string path, int seed, int points, string[] words)
    {
        var output = Console.Out;
        var instrument = new ToyInstrument();
        ExperimentPlan plan = words.Contains("adaptive") ? Adaptive(points) : Listed(points);
        using var journal = OpenOrCreate(path, new JournalHeader { Plan = plan.Description, Seed = seed, Instrument = "toy" }, words);
        output.WriteLine($"found {journal.Count}");
        if (journal.Cut is { } cut) output.WriteLine($"torn {cut.Bytes}");
        var options = new RunOptions
        {
            Instrument = words.Contains("snapshot") ? instrument.Snapshots() : words.Contains("replay") ? new SimulatorReplay(path, seed, instrument.MeasureAsync) : null,
            CommitTogether = words.Contains("together") ? 5 : 1,
        };
        if (options.Instrument is null) instrument.Forget();
        var progress = new Immediate(p => output.WriteLine($"use {p.Last.Index}"));
        var result = await MeasurementRun.ResumeAsync(journal, MeasureAsync, plan, progress, options);
        output.WriteLine($"done {result.Digest}");
        return 0;

        Task<MeasuredPoint> MeasureAsync(PlannedPoint point, CancellationToken cancellationToken)
        {
            output.WriteLine($"measure {point.Index}");
            return instrument.MeasureAsync(point, cancellationToken);
        }
    }

    /// <summary>Holds a journal until the process is killed.</summary>
    public static int Hold(string path)
    {
        using var journal = OpenOrCreate(path, new JournalHeader { Plan = Listed(1).Description, Seed = 1 }, []);
        Console.Out.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    private static PointJournal OpenOrCreate(string path, JournalHeader header, string[] words)
    {
        IJournalMedium Medium(string file, bool create) =>
            words.Contains("pieces") ? new PieceMedium(FileMedium.OpenForWriting(file, create)) : FileMedium.OpenForWriting(file, create);
        try
        {
            return File.Exists(path) ? PointJournal.Open(path, Medium) : PointJournal.Create(path, header, Medium);
        }
        catch (JournalException e) when (e.Fault == JournalFault.NotBegun)
        {
            return PointJournal.Create(path, header, Medium);
        }
    }

    private static PointPlan Listed(int points) =>
        new([new("bias", "V")], [.. Enumerable.Range(0, points).Select(k => new[] { 8 * Math.Sin(0.7 * k) })]);

    /// <summary>Goes where the response was strongest, plus chance: wrong as soon as one earlier point is.</summary>
    private static AdaptivePlan Adaptive(int points) => AdaptivePlan.Of("strongest", [new("bias", "V")], points, choice =>
    {
        var best = choice.Before.MaxBy(p => p["amplitude"].Real[0]);
        return [(best?.Coordinates[0] ?? 0) + choice.OpenRandom().NextGaussian()];
    }, new Dictionary<string, string> { ["step"] = 1.ToString(CultureInfo.InvariantCulture) });

    private sealed class Immediate(Action<RunProgress> tell) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => tell(value);
    }
}
