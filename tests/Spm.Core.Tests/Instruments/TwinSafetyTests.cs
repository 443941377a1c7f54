using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;

namespace Spm.Core.Tests.Instruments;

public class TwinSafetyTests
{
    private static readonly LoopRequest Loops = new() { Rows = 8, Columns = 8, StepsPerCycle = 16, Bins = 8 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_leaves_bias_zero_and_the_twin_ready()
    {
        await using var twin = TwinInstrument.Create();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reports = new List<long>();
        var measuring = false;
        var progress = new Immediate(done =>
        {
            reports.Add(done);
            measuring = twin.Status.IsMeasuring;
            cancel.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twin.MeasureLoopsAsync(Loops, progress, cancel.Token));
        Assert.Equal(16, Assert.Single(reports));
        Assert.True(measuring);
        Assert.Equal((0.0, false), (twin.Status.BiasV, twin.Status.IsMeasuring));
        Assert.Null(twin.LastTruth);
        Assert.Equal(64, (await twin.MeasureLoopsAsync(Loops, cancellationToken: Token)).PixelCount);
    }

    [Fact]
    public async Task A_scan_under_bias_ends_with_bias_zero_also_when_it_is_cancelled()
    {
        await using var twin = TwinInstrument.Create();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var biases = new List<double>();
        var request = new ImageRequest { Rows = 8, Columns = 8, BiasV = 5 };
        var progress = new Immediate(_ =>
        {
            biases.Add(twin.Status.BiasV);
            cancel.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twin.ScanAsync(request, progress, cancel.Token));
        Assert.Equal([5.0], biases);
        Assert.Equal(0, twin.Status.BiasV);
        await twin.ScanAsync(request, cancellationToken: Token);
        Assert.Equal(0, twin.Status.BiasV);
    }

    [Fact]
    public async Task Making_safe_stops_a_running_measurement()
    {
        await using var twin = TwinInstrument.Create();
        Task? stopping = null;
        var progress = new Immediate(_ => stopping ??= twin.MakeSafeAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twin.MeasureLoopsAsync(Loops, progress, Token));
        await stopping!;
        Assert.Equal((0.0, false), (twin.Status.BiasV, twin.Status.IsMeasuring));
    }

    [Fact]
    public async Task A_second_measurement_is_refused_while_one_runs()
    {
        await using var twin = TwinInstrument.Create();
        Task? second = null;
        var progress = new Immediate(_ => second ??= twin.ScanAsync(new ImageRequest(), cancellationToken: Token));
        await twin.MeasureLoopsAsync(Loops, progress, Token);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => second!);
        Assert.Contains("measuring already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_request_changes_nothing()
    {
        await using var twin = TwinInstrument.Create();
        var before = twin.Status;
        await Assert.ThrowsAsync<LimitExceededException>(() => twin.MeasureLoopsAsync(Loops with { MaxBiasV = 11 }, cancellationToken: Token));
        await Assert.ThrowsAsync<LimitExceededException>(() => twin.ScanAsync(new ImageRequest { SizeM = 6e-6 }, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => twin.AcquireGridAsync(new BandExcitationRequest { Rows = -3 }, cancellationToken: Token));
        Assert.Equal(before, twin.Status);
        Assert.Null(twin.LastTruth);
    }

    [Fact]
    public async Task Wider_limits_are_an_explicit_act()
    {
        var options = new TwinOptions { Limits = new InstrumentLimits { MinBiasV = -12, MaxBiasV = 12 } };
        await using var twin = TwinInstrument.Create(options: options);
        var loops = await twin.MeasureLoopsAsync(Loops with { Rows = 1, Columns = 1, MaxBiasV = 12 }, cancellationToken: Token);
        Assert.All(twin.LastTruth!.Polarization, p => Assert.InRange(p, -1.5, 1.5));
        Assert.Equal(1, loops.PixelCount);
    }

    [Fact]
    public async Task Progress_ends_at_the_number_of_pixels_without_going_back()
    {
        await using var twin = TwinInstrument.Create();
        var reports = new List<long>();
        await twin.AcquireGridAsync(new BandExcitationRequest { Rows = 7, Columns = 9 }, new Immediate(reports.Add), Token);
        Assert.Equal(reports.Order(), reports);
        Assert.Equal(63, reports[^1]);
    }

    [Fact]
    public async Task A_token_cancelled_before_the_start_starts_nothing()
    {
        await using var twin = TwinInstrument.Create();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twin.MeasureLoopsAsync(Loops, cancellationToken: new CancellationToken(true)));
        Assert.Equal(TimeSpan.Zero, twin.Status.Clock);
    }

    /// <summary>Tells at once, on the measuring thread.</summary>
    private sealed class Immediate(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
