using System.Numerics;
using Spm.Core.Experiments;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;

namespace Spm.Core.Tests.Experiments;

/// <summary>The twin's sample remembers every pulse: a run on it is resumed by replaying the recorded points.</summary>
public sealed class TwinResumeTests : IDisposable
{
    private const int TwinSeed = 5, RunSeed = 9;

    // Two hundred nanometres apart: each loop feels what the one before did to the sample.
    private static readonly PointPlan Plan = new(TestJournals.Position, [[2.0e-6, 2e-6], [2.2e-6, 2e-6], [2.1e-6, 2e-6], [2.0e-6, 2e-6]]);

    private readonly TestJournals _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Loops_on_the_twin_cut_short_and_resumed_are_those_of_an_uninterrupted_run()
    {
        string expected;
        await using (var twin = TwinInstrument.Create(seed: TwinSeed))
        using (var journal = Journal("whole"))
            expected = (await MeasurementRun.RunAsync(Plan, LoopsOn(twin), journal, cancellationToken: Token)).Digest;

        using (var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token))
        await using (var twin = TwinInstrument.Create(seed: TwinSeed))
        using (var journal = Journal("cut"))
        {
            var measure = LoopsOn(twin);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasurementRun.RunAsync(Plan, async (point, token) =>
            {
                if (point.Index == 2) await cancel.CancelAsync();
                return await measure(point, token);
            }, journal, cancellationToken: cancel.Token));
        }

        await using (var twin = TwinInstrument.Create(seed: TwinSeed))
        using (var journal = PointJournal.Open(_bench["cut.spmj"]))
        {
            Assert.Equal(2, journal.Count);
            var options = new RunOptions { Instrument = new SimulatorReplay(journal.Path, RunSeed, LoopsOn(twin)) };
            Assert.Equal(expected, (await MeasurementRun.ResumeAsync(journal, LoopsOn(twin), options: options, cancellationToken: Token)).Digest);
        }
    }

    [Fact]
    public async Task A_twin_of_another_seed_is_refused()
    {
        await using var twin = TwinInstrument.Create(seed: TwinSeed);
        await using var other = TwinInstrument.Create(seed: TwinSeed + 1);
        using var journal = Journal("other");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var stop = new Instruments.Immediate<RunProgress>(_ => cancel.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasurementRun.RunAsync(Plan, LoopsOn(twin), journal, stop, cancellationToken: cancel.Token));
        var options = new RunOptions { Instrument = new SimulatorReplay(journal.Path, RunSeed, LoopsOn(other)) };
        var error = await Assert.ThrowsAsync<JournalException>(() => MeasurementRun.ResumeAsync(journal, LoopsOn(other), options: options, cancellationToken: Token));
        Assert.Equal(JournalFault.NotReproducible, error.Fault);
    }

    [Fact]
    public async Task The_header_says_which_instrument_which_limits_and_which_program()
    {
        var limits = new InstrumentLimits { MaxBiasV = 9.5, MaxScanSpeedMPerS = 1.25e-5 };
        await using var twin = TwinInstrument.Create(options: new TwinOptions { Limits = limits });
        PointJournal.Create(_bench["header.spmj"], JournalHeader.Of(Plan, RunSeed, twin)).Dispose();
        var header = JournalReader.Read(_bench["header.spmj"]).Header;
        Assert.Equal((RunSeed, "Digital twin, sample pto"), (header.Seed, header.Instrument));
        Assert.StartsWith("Spm.Core 0.", header.Software, StringComparison.Ordinal);
        Assert.NotNull(header.Begun);
        Assert.Equal(limits with { Source = "header" }, LimitsFile.Parse(header.Limits, "header", new InstrumentLimits()) with { Widenings = limits.Widenings });
    }

    private PointJournal Journal(string name) => PointJournal.Create(_bench[name + ".spmj"], new JournalHeader { Plan = Plan.Description, Seed = RunSeed });

    private static MeasurePoint LoopsOn(TwinInstrument twin) => async (point, token) =>
    {
        var request = new LoopRequest { Rows = 1, Columns = 1, SizeM = 50e-9, CenterXM = point.Coordinates[0], CenterYM = point.Coordinates[1], StepsPerCycle = 16, Bins = 8 };
        var loop = await twin.MeasureLoopsAsync(request, cancellationToken: token);
        var response = new Complex[loop.Samples.Length];
        loop.ReadPixels(0, response.AsSpan());
        return new MeasuredPoint([new JournalValue("response", "V", response)], twin.Status.Clock.TotalSeconds);
    };
}
