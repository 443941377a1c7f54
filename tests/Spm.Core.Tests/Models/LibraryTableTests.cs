using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Models;

public class LibraryTableTests
{
    /// <summary>The minimum by a table and by solving anew differ by rounding.</summary>
    private const double Rounding = 1e-9;

    private static readonly double[] _times = [.. Enumerable.Range(0, 37).Select(k => 0.02 * Math.Pow(1.2, k))];

    [Theory]
    [InlineData(64)]
    [InlineData(61)]
    [InlineData(9)]
    public void The_best_of_a_table_has_the_least_sum_of_squares_of_all_that_is_in_it(int count)
    {
        var random = new Random(count);
        double[] x = [.. Enumerable.Range(0, count).Select(k => k / (double)count)];
        for (var i = 0; i < 50; i++)
        {
            var tau = 0.03 * Math.Pow(30, random.NextDouble());
            double[] y = [.. x.Select(t => 100 - 3 * Math.Exp(-t / tau) + 0.05 * random.NextDouble())];
            var points = GuessPoints.Of(x, y)!;
            double[] found = new double[3], tried = new double[3];
            Assert.True(ShapeTable<ExponentialFunction>.Of(points, found, [0, 2], true, Fill).TryBest(points, found));
            var least = _times.Min(time =>
            {
                tried[1] = time;
                return Projection<ExponentialFunction>.Cost(points, tried, [0, 2]);
            });
            Assert.Equal(1, Projection<ExponentialFunction>.Cost(points, found, [0, 2]) / least, Rounding);
        }
    }

    [Fact]
    public void Abscissae_that_take_turns_are_each_sorted_as_if_they_were_alone()
    {
        var random = new Random(3);
        double[][] axes = [.. Enumerable.Range(0, 4).Select(i => (double[])[.. Enumerable.Range(0, 20 + i).Select(_ => random.NextDouble())])];
        for (var i = 0; i < 200; i++)
        {
            var x = axes[random.Next(axes.Length)];
            double[] y = [.. x.Select(v => 2 * v)], sorted = new double[x.Length];
            var axis = GuessAxis.Of(x);
            axis.Sort(y, sorted);
            Assert.Equal(x.Order(), axis.Sorted.ToArray());
            Assert.Equal(y.Order(), sorted);
        }
    }

    private static void Fill(GuessPoints points, Span<double> p, ShapeTable<ExponentialFunction> table)
    {
        foreach (var time in _times)
        {
            p[1] = time;
            table.Add(points, p);
        }
    }
}
