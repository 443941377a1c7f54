using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

public class LibraryGuessTests
{
    public static TheoryData<string> Names => [.. ModelCatalogue.All.Select(m => m.Name)];

    /// <summary>Part of spectra with three spikes, each three times the range, whose guess may mislead the search: two next to each other are no single spikes.</summary>
    private const double SpikedMisses = 0.05;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_data_in_other_units_give_the_same_guess(string name)
    {
        var (model, random) = (ModelCatalogue.Find(name), new Random(3));
        var truth = LibraryTruth.Draw(name, random);
        var y = LibraryTruth.Measure(model, truth, random);
        const double perX = 1024, perY = 1.0 / 1048576;
        // Units of their own, and t/t0, stay as they are.
        var ownUnit = model.Parameters.Any(p => p.FixedUnit is not (null or "rad")) || name == "power-law";
        double[] otherX = [.. truth.X.Select(v => v * (ownUnit ? 1 : perX))], otherY = [.. y.Select(v => v * perY)];
        var (first, second) = (new double[model.MaximumStarts * truth.P.Length], new double[model.MaximumStarts * truth.P.Length]);
        var count = model.Guess!(truth.X, y, first);
        Assert.Equal(count, model.Guess(otherX, otherY, second));
        Assert.InRange(count, 1, model.MaximumStarts);
        if (name is "dmt" or "jkr" or "hertz") return;
        for (var i = 0; i < count * truth.P.Length; i++)
        {
            var p = model.Parameters[i % truth.P.Length];
            var unit = Math.Pow(perY, p.ResponsePower) * (ownUnit ? 1 : Math.Pow(perX, p.AbscissaPower));
            // Powers of two: nothing is rounded but where a logarithm or a root is taken.
            Assert.Equal(first[i], second[i] / unit, 1e-6 * Math.Max(Math.Abs(first[i]), 1e-9));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_the_points_does_not_matter(string name)
    {
        var (model, random) = (ModelCatalogue.Find(name), new Random(4));
        var truth = LibraryTruth.Draw(name, random);
        var y = LibraryTruth.Measure(model, truth, random);
        var channels = model.IsComplex ? 2 : 1;
        int[] order = [.. Enumerable.Range(0, truth.X.Length)];
        random.Shuffle(order);
        double[] x2 = [.. order.Select(k => truth.X[k])], y2 = [.. order.SelectMany(k => y.Skip(k * channels).Take(channels))];
        var (first, second) = (new double[model.MaximumStarts * truth.P.Length], new double[model.MaximumStarts * truth.P.Length]);
        Assert.Equal(model.Guess!(truth.X, y, first), model.Guess(x2, y2, second));
        for (var i = 0; i < first.Length; i++) Assert.Equal(first[i], second[i], 1e-9 * Math.Abs(first[i]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_few_spikes_do_not_take_the_guess_out_of_the_basin_of_the_best_minimum(string name)
    {
        var (model, random, cases, missed) = (ModelCatalogue.Find(name), new Random(8), 60, new List<int>());
        for (var i = 0; i < cases; i++)
        {
            var truth = LibraryTruth.Draw(name, random);
            var y = LibraryTruth.Measure(model, truth, random);
            var (range, spiked, size) = (y.Max() - y.Min(), (double[])y.Clone(), truth.P.Length);
            foreach (var k in Enumerable.Range(0, 3).Select(_ => random.Next(y.Length))) spiked[k] += 3 * range * (random.Next(2) == 0 ? 1 : -1);
            var starts = new double[model.MaximumStarts * size];
            var count = model.Guess!(truth.X, spiked, starts);
            var best = Enumerable.Range(0, count).Select(s => CostFrom(model, starts.AsSpan(s * size, size), truth.X, y)).DefaultIfEmpty(double.PositiveInfinity).Min();
            if (!(best <= LibraryFit.SumOfSquares(model, truth.P, truth.X, y) * (1 + 1e-6))) missed.Add(i);
        }
        Assert.True(missed.Count <= SpikedMisses * cases, $"{name}: {missed.Count} of {cases} miss: {string.Join(' ', missed)}");
    }

    /// <summary>Where the search ends on the data without spikes.</summary>
    private static double CostFrom(FitModel model, ReadOnlySpan<double> start, double[] x, double[] y)
    {
        Dictionary<string, double> at = [];
        for (var j = 0; j < start.Length; j++)
            if (!model.Parameters[j].IsFixed) at[model.Parameters[j].Symbol] = Math.Clamp(start[j], model.Parameters[j].Lower, model.Parameters[j].Upper);
        return LibraryFit.Of(model, x, y, new() { Start = at }).Cost;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_data_hold_never_throws(string name)
    {
        var (model, random) = (ModelCatalogue.Find(name), new Random(9));
        var (n, channels) = (Math.Max(24, model.Parameters.Count), model.IsComplex ? 2 : 1);
        double[] sizes = [0, 1e-320, 1e-160, 1e-9, 1, 1e9, 1e160, 1e300];
        foreach (var sizeX in sizes)
            foreach (var sizeY in sizes)
                for (var shape = 0; shape < 3; shape++)
                {
                    double[] x = [.. Enumerable.Range(0, n).Select(k => sizeX * (shape == 2 ? random.NextDouble() - 0.5 : 1 + k))];
                    double[] y = [.. Enumerable.Range(0, n * channels).Select(k => sizeY * (shape == 0 ? 1 : random.NextDouble() - 0.3))];
                    var starts = new double[model.MaximumStarts * model.Parameters.Count];
                    var count = model.Guess!(x, y, starts);
                    Assert.InRange(count, 0, model.MaximumStarts);
                }
    }

    [Fact]
    public void A_guess_allocates_nothing_once_it_is_warm()
    {
        foreach (var model in ModelCatalogue.All)
        {
            var truth = LibraryTruth.Draw(model.Name, new Random(2));
            var (y, starts) = (LibraryTruth.Measure(model, truth, new Random(2)), new double[model.MaximumStarts * truth.P.Length]);
            for (var i = 0; i < 3; i++) model.Guess!(truth.X, y, starts);
            var allocated = Allocations.Of(() =>
            {
                for (var i = 0; i < 10; i++) model.Guess!(truth.X, y, starts);
            });
            Assert.True(allocated == 0, $"{model.Name} allocates {allocated / 10} bytes per guess.");
        }
    }
}
