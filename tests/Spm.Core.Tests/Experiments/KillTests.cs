using System.Globalization;
using Spm.Core.Experiments;
using Spm.Core.Physics;

namespace Spm.Core.Tests.Experiments;

/// <summary>
/// <c>kill -9</c> at random moments of short runs, each resumed (and killed again) until it is complete. Every tenth of a second costs; 40 kills are done each time,
/// and <c>SPM_KILLS=1000 dotnet test --filter KillTests</c> does a thousand (<c>SPM_KILLS_FROM</c> is the number of the first run, for other ones).
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Points = 24, MostKillsOfOneRun = 12, MostLinesBeforeKill = 12, DefaultKills = 40;

    private static readonly string[] Kinds =
    [
        "stateless", "snapshot,pieces", "replay", "adaptive,snapshot", "adaptive,replay,pieces", "snapshot,together", "replay,together,pieces", "adaptive,stateless,pieces",
    ];

    private readonly TestJournals _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_run_killed_at_random_moments_ends_as_an_uninterrupted_one_and_loses_at_most_the_point_in_flight()
    {
        var (wanted, from) = (Setting("SPM_KILLS", DefaultKills), Setting("SPM_KILLS_FROM", 0));
        // Few kills are spread over all kinds of runs.
        var most = Math.Clamp(wanted / Kinds.Length, 1, MostKillsOfOneRun);
        var (kills, torn, runs, inFlight) = (0, 0, 0, 0);
        for (; kills < wanted; runs++)
        {
            var outcome = KillAndResume(from + runs, Kinds[(from + runs) % Kinds.Length], Math.Min(most, wanted - kills));
            (kills, torn, inFlight) = (kills + outcome.Kills, torn + outcome.Torn, inFlight + outcome.InFlight);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills of {runs} runs; {torn} left a torn record, {inFlight} a point in flight that was measured again; nothing else was lost.");
    }

    [Fact]
    public void A_journal_that_another_process_writes_is_refused_and_is_free_at_once_when_that_is_killed()
    {
        var path = _bench["held.spmj"];
        using var holder = KilledProcess.Start("lock", path);
        Assert.Equal("ready", holder.StandardOutput.ReadLine());
        var error = Assert.Throws<JournalException>(() => PointJournal.Open(path));
        Assert.Equal(JournalFault.InUse, error.Fault);
        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
        holder.Kill();
        holder.WaitForExit();
        using var journal = PointJournal.Open(path);
        Assert.Equal(0, journal.Count);
    }

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private (int Kills, int Torn, int InFlight) KillAndResume(int run, string words, int mostKills)
    {
        string[] Arguments(string name) => ["run", _bench[$"{name}-{run}.spmj"], $"{run}", $"{Points}", words];
        var whole = KilledProcess.Run(null, Arguments("whole"));
        Assert.Equal(0, whole.ExitCode);
        Assert.Equal(Enumerable.Range(0, Points).Select(k => (long)k), whole.After("measure"));

        var random = new RandomSequence(run, RandomPurpose.PointChoice);
        var (kills, torn, inFlight, lastBegun, used) = (0, 0, 0, -1L, -1L);
        while (true)
        {
            // A line for what was found, two for each point; after no line at all it is the runtime's start that is killed.
            int? killAfter = kills < mostKills ? (int)(random.NextUniform() * MostLinesBeforeKill) : null;
            var process = KilledProcess.Run(killAfter, Arguments("killed"));
            var (found, begun) = (process.After("found"), process.After("measure"));
            torn += process.After("torn").Count;
            if (found is [var points])
            {
                // Every point before the one in flight is there, and so is every one that was used.
                Assert.InRange(points, Math.Max(lastBegun, used + 1), lastBegun + 1);
                if (begun.Count > 0 && points == lastBegun) inFlight++;
                // Nothing is measured again, and nothing is left out.
                Assert.Equal(Enumerable.Range(0, begun.Count).Select(k => points + k), begun);
            }

            if (begun.Count > 0) lastBegun = begun[^1];
            used = process.After("use").Append(used).Max();
            if (!process.WasKilled)
            {
                Assert.Equal(0, process.ExitCode);
                Assert.Equal(whole.Digest, process.Digest);
                break;
            }

            kills++;
        }

        // Where every point is committed by itself, not one byte of the file differs.
        if (!words.Contains("together", StringComparison.Ordinal))
            Assert.Equal(File.ReadAllBytes(_bench[$"whole-{run}.spmj"]), File.ReadAllBytes(_bench[$"killed-{run}.spmj"]));
        return (kills, torn, inFlight);
    }
}
