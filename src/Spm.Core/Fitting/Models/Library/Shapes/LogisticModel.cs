using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>c + A/(1 + e^{−(x − x0)/w}), written with tanh so that nothing overflows; p = A, x0, w, c.</summary>
internal readonly struct LogisticFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[3] + p[0] * (0.5 + 0.5 * T.Tanh(0.5 * (x - p[1]) / p[2]));
}

/// <summary>The four-parameter logistic step.</summary>
internal static class LogisticModel
{
    public static FitModel Model { get; } = new RealModel<LogisticFunction>("logistic",
    [
        ParameterOf.Response("Step", "A", "Upper plateau less lower one; negative for a step down."),
        ParameterOf.Position("Midpoint", "x0", "Where half of the step is done."),
        ParameterOf.Width("Width", "w", "From 27 % to 73 % of the step is 2 w; from 10 % to 90 % is 4.39 w."),
        ParameterOf.Offset("Plateau far below the midpoint."),
    ])
    {
        Title = "Logistic step",
        Formula = @"f(x) = c + \frac{A}{1+e^{-(x-x_0)/w}}",
        Description = "A smooth step between two plateaus: a switching probability against bias, a wall profile, a growth curve. A step narrower than the distance of two points leaves w undetermined.",
        Source = "Verhulst, Correspondance mathématique et physique 10, 113 (1838), with two plateaus.",
        Guess = Guess,
    };

    private static int Guess(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        ReadOnlySpan<int> linear = [0, 3];
        var start = starts[..4];
        start.Clear();
        if (!ShapeTable<LogisticFunction>.Of(points, start, linear, true, Grid).TryBest(points, start)) return 0;
        return double.IsFinite(Projection<LogisticFunction>.Cost(points, start, linear, true)) ? 1 : 0;
    }

    /// <summary>Widths by factors of 2, places closer the narrower the step.</summary>
    private static void Grid(GuessPoints points, Span<double> p, ShapeTable<LogisticFunction> table)
    {
        foreach (var width in (ReadOnlySpan<double>)[0.01, 0.02, 0.04, 0.08, 0.16, 0.32])
        {
            var places = (int)Math.Min(0.6 / width, 32) + 4;
            for (var k = 0; k < places; k++)
            {
                (p[1], p[2]) = (points.X[0] + points.Width * (k + 0.5) / places, Math.Max(width * points.Width, 0.3 * points.Spacing));
                table.Add(points, p);
            }
        }
    }
}
