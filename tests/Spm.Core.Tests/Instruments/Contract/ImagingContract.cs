using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments.Contract;

/// <summary>What every <see cref="IImaging"/> keeps.</summary>
public abstract class ImagingContract
{
    // Columns in packages of 16: a real controller knows no others.
    private static readonly ImageRequest Small = new() { Rows = 4, Columns = 16, SizeM = 1e-6, Channels = ["height", "amplitude"] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<Driver> Open();

    [Fact]
    public async Task A_scan_has_a_dataset_per_channel_in_order_on_the_grid_asked_for()
    {
        await using var driver = await Open();
        var imaging = driver.As<IImaging>();
        var images = await imaging.ScanAsync(Small, cancellationToken: Token);
        Assert.Equal(["height", "amplitude"], images.Select(i => i.Name));
        Assert.Equal(["m", "V"], images.Select(i => i.Unit));
        Assert.All(images, i =>
        {
            Assert.Equal(Small.RowPositionsM(imaging.Limits), i.Dimensions[0].Values);
            Assert.Equal(Small.ColumnPositionsM(imaging.Limits), i.Dimensions[1].Values);
            var values = new double[i.Samples.Length];
            i.Samples.Read(0, values);
            Assert.All(values, v => Assert.True(double.IsFinite(v)));
        });
    }

    [Fact]
    public async Task Every_line_is_told_once_and_progress_ends_at_the_number_of_pixels()
    {
        await using var driver = await Open();
        var imaging = driver.As<IImaging>();
        var (rows, reports) = (new List<int>(), new List<long>());
        IReadOnlyList<string> units = [];
        imaging.LineScanned += (_, line) =>
        {
            rows.Add(line.Row);
            Assert.All(line.Channels, c => Assert.Equal(Small.Columns, c.Length));
            units = line.Units;
        };
        var images = await imaging.ScanAsync(Small, new Immediate(reports.Add), Token);
        Assert.Equal(images.Select(image => image.Unit), units);
        Assert.Equal(Enumerable.Range(0, Small.Rows), rows.Order());
        Assert.Equal(Small.PixelCount, reports[^1]);
        Assert.Equal(reports.Order(), reports);
    }

    [Fact]
    public async Task A_scan_under_bias_ends_with_bias_zero()
    {
        await using var driver = await Open();
        await driver.As<IImaging>().ScanAsync(Small with { BiasV = 1 }, cancellationToken: Token);
        Assert.Equal(0, driver.Instrument.Status.BiasV);
        Assert.False(driver.Instrument.Status.IsMeasuring);
    }

    [Fact]
    public async Task What_is_beyond_a_limit_is_refused_with_its_name_and_changes_nothing()
    {
        await using var driver = await Open();
        var imaging = driver.As<IImaging>();
        var before = driver.Instrument.Status with { Clock = default };
        Assert.Equal("bias", (await Assert.ThrowsAsync<LimitExceededException>(() => imaging.ScanAsync(Small with { BiasV = 11 }, cancellationToken: Token))).Limit);
        Assert.Equal("bias", (await Assert.ThrowsAsync<LimitExceededException>(() => imaging.ScanAsync(Small with { BiasV = double.NaN }, cancellationToken: Token))).Limit);
        Assert.Equal("x range", (await Assert.ThrowsAsync<LimitExceededException>(() => imaging.ScanAsync(Small with { CenterXM = 0 }, cancellationToken: Token))).Limit);
        Assert.Equal("y range", (await Assert.ThrowsAsync<LimitExceededException>(() => imaging.ScanAsync(Small with { CenterYM = double.NaN }, cancellationToken: Token))).Limit);
        Assert.Equal("excitation amplitude", (await Assert.ThrowsAsync<LimitExceededException>(() => imaging.ScanAsync(Small with { AcAmplitudeV = 1e3 }, cancellationToken: Token))).Limit);
        Assert.Contains("no channel 'heigth'", (await Assert.ThrowsAsync<ArgumentException>(() => imaging.ScanAsync(Small with { Channels = ["heigth"] }, cancellationToken: Token))).Message, StringComparison.Ordinal);
        Assert.Equal(before, driver.Instrument.Status with { Clock = default });
    }

    [Fact]
    public async Task A_cancelled_scan_leaves_it_safe_and_ready()
    {
        await using var driver = await Open();
        var imaging = driver.As<IImaging>();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        // Before the first line where that can be had, at the first progress at the latest: on a busy machine the scan may have ended before this thread looks.
        var scan = imaging.ScanAsync(Small with { Rows = 512, Columns = 512, BiasV = 1 }, new Immediate(_ => cancel.Cancel()), cancel.Token);
        while (!driver.Instrument.Status.IsMeasuring && !scan.IsCompleted) await Task.Yield();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan);
        Assert.Equal((0.0, false), (driver.Instrument.Status.BiasV, driver.Instrument.Status.IsMeasuring));
        Assert.Equal(2, (await imaging.ScanAsync(Small, cancellationToken: Token)).Count);
    }

    [Fact]
    public async Task A_second_measurement_is_refused_while_one_runs_and_status_is_readable()
    {
        await using var driver = await Open();
        var imaging = driver.As<IImaging>();
        (Task? second, var measuring) = (null, false);
        var progress = new Immediate(_ =>
        {
            measuring = driver.Instrument.Status.IsMeasuring;
            second ??= imaging.ScanAsync(Small, cancellationToken: Token);
        });
        var images = await imaging.ScanAsync(Small, progress, Token);
        Assert.True(measuring);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => second!);
        Assert.Contains("measuring already", error.Message, StringComparison.Ordinal);
        // The first goes on undisturbed.
        Assert.Equal(2, images.Count);
    }

    [Fact]
    public async Task Disposing_twice_is_harmless_and_leaves_bias_zero()
    {
        await using var driver = await Open();
        await driver.As<IImaging>().ScanAsync(Small, cancellationToken: Token);
        await driver.Instrument.DisposeAsync();
        await driver.Instrument.DisposeAsync();
        Assert.Equal(0, driver.Instrument.Status.BiasV);
    }

    private sealed class Immediate(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
