namespace Spm.Core.Fitting.Models;

/// <summary>
/// Times and exponents of relaxations from a grid (see <see cref="ShapeTable{TFunction}"/>): times are spread evenly in the logarithm from half
/// the distance of two points to several times the record.
/// </summary>
internal static class DecayGuess
{
    private const int Times = 24, PairTimes = 17, StretchTimes = 16;

    private static readonly double[] _stretches = [0.25, 0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2.1, 3];

    public static int Exponential(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        return Best<ExponentialFunction>(points, starts[..3], [0, 2], static (points, p, table) =>
        {
            for (var k = 0; k < Times; k++)
            {
                p[1] = Time(points, k, Times);
                table.Add(points, p);
            }
        });
    }

    public static int DoubleExponential(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        return Best<DoubleExponentialFunction>(points, starts[..5], [0, 2, 4], static (points, p, table) =>
        {
            for (var slow = 1; slow < PairTimes; slow++)
                for (var fast = 0; fast < slow; fast++)
                {
                    (p[1], p[3]) = (Time(points, fast, PairTimes), Time(points, slow, PairTimes));
                    table.Add(points, p);
                }
        });
    }

    public static int StretchedExponential(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        return Best<StretchedExponentialFunction>(points, starts[..4], [0, 3], static (points, p, table) =>
        {
            foreach (var stretch in _stretches)
                for (var k = 0; k < StretchTimes; k++)
                {
                    (p[1], p[2]) = (Time(points, k, StretchTimes), stretch);
                    table.Add(points, p);
                }
        });
    }

    public static int PowerLaw(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        // A power is not defined below 0, and not finite at 0 for an exponent below 0.
        if (GuessPoints.Of(x, y) is not { } points || points.X[0] < 0) return 0;
        return Best<PowerLawFunction>(points, starts[..3], [0, 2], static (points, p, table) =>
        {
            foreach (var size in (ReadOnlySpan<double>)[0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 4, 5.5])
                foreach (var exponent in (ReadOnlySpan<double>)[-size, size])
                {
                    p[1] = exponent;
                    table.Add(points, p);
                }
        });
    }

    /// <summary>The best of a grid, with its linear parameters; an offset is the last of them.</summary>
    private static int Best<TFunction>(GuessPoints points, Span<double> start, ReadOnlySpan<int> linear, ShapeGrid<TFunction> grid) where TFunction : struct, IModelFunction
    {
        start.Clear();
        if (!ShapeTable<TFunction>.Of(points, start, linear, true, grid).TryBest(points, start)) return 0;
        return double.IsFinite(Projection<TFunction>.Cost(points, start, linear, true)) ? 1 : 0;
    }

    private static double Time(GuessPoints points, int index, int count)
    {
        var (shortest, longest) = (0.5 * points.Spacing, 5 * points.Width);
        return shortest * Math.Pow(longest / shortest, index / (count - 1.0));
    }
}
