using System.Numerics;
using CsCheck;
using Spm.Core.Data;
using Spm.Interactive.Views.Live;

namespace Spm.Interactive.Tests.Views.Live;

public sealed class SweepIndexTests
{
    /// <summary>The means are kept as floats: 2⁻²⁴ of the largest number that was averaged, and the rounding of the sums.</summary>
    private const double _rounding = 1e-12 * 1.2e-7;

    [Fact]
    public void Every_block_is_the_mean_of_its_finite_samples_whatever_the_order_of_the_dimensions() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 90], Gen.Int[1, 40], Gen.Int[0, 3], Gen.Bool).Sample((rows, columns, points, kept, order, isComplex) =>
        {
            Dimension y = Cubes.Y(rows), x = Cubes.X(columns), bias = Cubes.Bias(points), cycle = new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1]);
            Dimension[] dimensions = order switch { 0 => [y, x, bias], 1 => [x, y, bias], 2 => [y, x, cycle, bias], _ => [y, x, bias, cycle] };
            var data = Cubes.Random(rows + 10 * columns + points, isComplex, 0.2, dimensions);
            var curves = new MapCurves(Cubes.Slow(data), x, y, bias);
            var index = Made(curves, LiveLimits.Default with { IndexPoints = kept });
            Assert.True(index.IsFinished && index.Words.Length == 0);
            Assert.InRange(index.Points, 1, kept);
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                {
                    Assert.True(index.TryGet(row, column, out var means));
                    for (var b = 0; b < index.Points; b++)
                    {
                        var block = Enumerable.Range(b * index.PointStep, Math.Min(index.PointStep, points - b * index.PointStep))
                            .Select(i => data.At([.. dimensions.Select(d => d == y ? row : d == x ? column : d == bias ? i : 1)])).Where(z => double.IsFinite(z.Real) && double.IsFinite(z.Imaginary)).ToArray();
                        var mean = block.Length == 0 ? new(double.NaN, double.NaN) : block.Aggregate(Complex.Zero, (sum, z) => sum + z) / block.Length;
                        Assert.Equal(mean.Real, means[b * curves.Parts], _rounding);
                        if (isComplex) Assert.Equal(mean.Imaginary, means[2 * b + 1], _rounding);
                    }
                }
        }, iter: 100);

    [Fact]
    public void The_values_of_the_sweep_are_averaged_as_the_samples_are()
    {
        var index = Made(new MapCurves(Cubes.Slow(Cubes.Random(1, false, 0, Cubes.Y(2), Cubes.X(2), Cubes.Bias(7))), Cubes.X(2), Cubes.Y(2), Cubes.Bias(7)), LiveLimits.Default with { IndexPoints = 3 });
        var bias = Cubes.Bias(7).Values;
        Assert.Equal([(bias[0] + bias[1] + bias[2]) / 3, (bias[3] + bias[4] + bias[5]) / 3, bias[6]], index.X);
    }

    [Fact]
    public void Memory_stays_within_the_budget_and_a_map_that_is_too_large_is_thinned()
    {
        Dimension y = Cubes.Y(1100), x = Cubes.X(700), bias = Cubes.Bias(3);
        var data = Cubes.Random(2, false, 0, y, x, bias);
        var index = Made(new MapCurves(Cubes.Slow(data), x, y, bias), LiveLimits.Default);
        Assert.Equal((3, 367, 234), (index.PixelStep, index.Rows, index.Columns));
        Assert.True(index.TryGet(10, 20, out var means));
        Assert.Equal((float)data.At(30, 60, 1).Real, means[1]);
        Assert.Equal(2, Made(new MapCurves(Cubes.Slow(data), x, y, bias), LiveLimits.Default with { IndexBytes = 4 * 367 * 234 * 2 }).PointStep);
        Assert.All(new[] { (100, 10_000), (512, 10_000), (512, 100) }, size =>
        {
            var (side, points) = size;
            Dimension rows = Cubes.Y(side), columns = Cubes.X(side), sweep = Cubes.Bias(points);
            var endless = new Dataset("big", "Response", "m", [rows, columns, sweep], new EndlessStore((long)side * side * points));
            Assert.InRange(new SweepIndex(new MapCurves(endless, columns, rows, sweep), LiveLimits.Default).Bytes, 1, LiveLimits.Default.IndexBytes);
        });
    }

    [Fact]
    public async Task Figures_of_the_same_curves_share_an_index_and_the_last_to_leave_ends_its_pass()
    {
        using var gate = new ManualResetEventSlim();
        var data = Cubes.Slow(Cubes.Random(3, false, 0, Cubes.Y(4), Cubes.X(4), Cubes.Bias(2000)));
        ((SlowStore)data.Samples).Before = _ => gate.Wait(TestContext.Current.CancellationToken);
        var (indices, curves) = (new SweepIndices(), new MapCurves(data, Cubes.X(4), Cubes.Y(4), Cubes.Bias(2000)));
        var (first, second) = (new object(), new object());
        var index = indices.Of(curves, LiveLimits.Default, first);
        Assert.Same(index, indices.Of(new MapCurves(data, Cubes.X(4), Cubes.Y(4), Cubes.Bias(2000)), LiveLimits.Default, second));
        indices.Leave(first);
        Assert.False(index.Ended.IsCompleted);
        indices.Leave(second);
        gate.Set();
        await index.Ended.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotSame(index, indices.Of(curves, LiveLimits.Default, first));
    }

    [Fact]
    public void The_index_asked_longest_ago_makes_room()
    {
        var indices = new SweepIndices();
        var all = Enumerable.Range(0, SweepIndices.MostIndices + 1).Select(k => new MapCurves(Cubes.Slow(Cubes.Random(k, false, 0, Cubes.Y(2), Cubes.X(2), Cubes.Bias(5))), Cubes.X(2), Cubes.Y(2), Cubes.Bias(5))).ToArray();
        var made = all[..^1].Select(curves => indices.Of(curves, LiveLimits.Default, this)).ToArray();
        Assert.Same(made[0], indices.Of(all[0], LiveLimits.Default, this));
        indices.Of(all[^1], LiveLimits.Default, this);
        Assert.Same(made[0], indices.Of(all[0], LiveLimits.Default, this));
        Assert.NotSame(made[1], indices.Of(all[1], LiveLimits.Default, this));
    }

    private static SweepIndex Made(MapCurves curves, LiveLimits limits)
    {
        var index = new SweepIndex(curves, limits);
        index.Start();
        Assert.True(index.Ended.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        return index;
    }

    /// <summary>As many zeros as wanted.</summary>
    private sealed class EndlessStore(long length) : SampleStore
    {
        public override long Length => length;

        public override bool IsComplex => false;

        public override void Read(long first, Span<double> destination) => destination.Clear();

        public override void Read(long first, Span<Complex> destination) => destination.Clear();
    }
}
