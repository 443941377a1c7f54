namespace Spm.Core.Fitting.Models;

/// <summary>
/// Times and exponents of relaxations by search: everything linear is solved at each trial (see <see cref="Projection{TFunction}"/>), the
/// trials are spread evenly in the logarithm from half the distance of two points to several times the record, and the best is improved.
/// </summary>
internal static class DecayGuess
{
    private const int Times = 9;

    public static int Exponential(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        ReadOnlySpan<int> linear = [0, 2];
        Span<double> p = stackalloc double[3];
        var cost = BestTime<ExponentialFunction>(points, p, starts, 1, linear);
        cost = Projection<ExponentialFunction>.Refine(points, starts[..3], linear, [new(1, 0.3, true)], cost, 3);
        return double.IsFinite(cost) ? 1 : 0;
    }

    public static int DoubleExponential(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        ReadOnlySpan<int> linear = [0, 2, 4];
        Span<double> p = stackalloc double[5];
        var cost = double.PositiveInfinity;
        for (var slow = 1; slow < Times; slow++)
            for (var fast = 0; fast < slow; fast++)
            {
                (p[1], p[3]) = (Time(points, fast), Time(points, slow));
                Keep(Projection<DoubleExponentialFunction>.Cost(points, p, linear), ref cost, p, starts);
            }
        if (!double.IsFinite(cost)) return 0;
        Projection<DoubleExponentialFunction>.Refine(points, starts[..5], linear, [new(1, 0.3, true), new(3, 0.3, true)], cost, 10);
        return 1;
    }

    public static int StretchedExponential(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        ReadOnlySpan<int> linear = [0, 3];
        Span<double> p = stackalloc double[4];
        var cost = double.PositiveInfinity;
        foreach (var beta in (ReadOnlySpan<double>)[0.4, 0.8, 1.5])
            for (var k = 0; k < Times; k += 2)
            {
                (p[1], p[2]) = (Time(points, k), beta);
                Keep(Projection<StretchedExponentialFunction>.Cost(points, p, linear), ref cost, p, starts);
            }
        if (!double.IsFinite(cost)) return 0;
        Projection<StretchedExponentialFunction>.Refine(points, starts[..4], linear,
            [new(1, 0.4, true), new(2, 0.2, true, DecayModels.LeastStretch, DecayModels.LargestStretch)], cost, 8);
        return 1;
    }

    public static int PowerLaw(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        // A power is not defined below 0, and not finite at 0 for an exponent below 0.
        if (GuessPoints.Of(x, y) is not { } points || points.X[0] < 0) return 0;
        ReadOnlySpan<int> linear = [0, 2];
        Span<double> p = stackalloc double[3];
        var cost = double.PositiveInfinity;
        foreach (var exponent in (ReadOnlySpan<double>)[-4, -2.5, -1.5, -1, -0.6, -0.3, -0.1, 0.1, 0.3, 0.6, 1, 1.5, 2.5, 4])
        {
            p[1] = exponent;
            Keep(Projection<PowerLawFunction>.Cost(points, p, linear), ref cost, p, starts);
        }
        if (!double.IsFinite(cost)) return 0;
        Projection<PowerLawFunction>.Refine(points, starts[..3], linear, [new(1, 0.2, false, -DecayModels.LargestExponent, DecayModels.LargestExponent)], cost, 6);
        return 1;
    }

    private static double BestTime<TFunction>(GuessPoints points, Span<double> p, Span<double> best, int time, ReadOnlySpan<int> linear) where TFunction : struct, IModelFunction
    {
        var cost = double.PositiveInfinity;
        for (var k = 0; k < Times; k++)
        {
            p[time] = Time(points, k);
            Keep(Projection<TFunction>.Cost(points, p, linear), ref cost, p, best);
        }
        return cost;
    }

    private static double Time(GuessPoints points, int index)
    {
        var (shortest, longest) = (0.5 * points.Spacing, 5 * points.Width);
        return shortest * Math.Pow(longest / shortest, index / (Times - 1.0));
    }

    private static void Keep(double tried, ref double cost, ReadOnlySpan<double> p, Span<double> best)
    {
        if (!(tried < cost)) return;
        cost = tried;
        p.CopyTo(best);
    }
}
