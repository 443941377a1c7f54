namespace Spm.Core.Fitting.Models;

/// <summary>
/// The one nonlinear number of a conduction law by search. In units in which it is the exponent at the largest bias, the number lies between
/// a fraction of 1 and a few hundred whatever the sample; at each trial currents are solved exactly (see <see cref="Projection{TFunction}"/>),
/// which, unlike a line through ln I, takes noise about zero and either sign of current.
/// </summary>
internal static class ConductionGuess
{
    private const int Rounds = 2, Exponents = 44;

    private const double LeastExponent = 0.2, LargestExponent = 256;

    /// <summary>Guess of (I0, n, T).</summary>
    public static ModelGuess Diode<TFunction>(double temperatureK, bool offset) where TFunction : struct, IModelFunction
    {
        // u = V/(n k T), so that n falls as the exponent rises.
        var grid = Grid<TFunction>((exponent, bias) => bias / (exponent * ConductionModels.VoltsPerKelvin * temperatureK), ConductionModels.LeastIdeality, ConductionModels.LargestIdeality);
        return (x, y, starts) => Search(x, y, [0, 0, temperatureK, 0], starts, offset ? 3 : -1, grid, ConductionModels.LeastIdeality, ConductionModels.LargestIdeality);
    }

    /// <summary>Guess of (prefactor, β) of a law with β√V in the exponent.</summary>
    public static ModelGuess RootOfBias<TFunction>(bool offset) where TFunction : struct, IModelFunction
    {
        var grid = Grid<TFunction>((exponent, bias) => exponent / Math.Sqrt(bias), 0, double.PositiveInfinity);
        return (x, y, starts) => Search(x, y, [0, 0, 0], starts, offset ? 2 : -1, grid, 0, double.PositiveInfinity);
    }

    /// <summary>Guess of (A, B) of a law with B/V in the exponent.</summary>
    public static ModelGuess InverseBias<TFunction>(bool offset) where TFunction : struct, IModelFunction
    {
        var grid = Grid<TFunction>((exponent, bias) => exponent * bias, 0, double.PositiveInfinity);
        return (x, y, starts) => Search(x, y, [0, 0, 0], starts, offset ? 2 : -1, grid, 0, double.PositiveInfinity);
    }

    /// <summary>Guess of two linear parameters, and of an offset.</summary>
    public static ModelGuess Linear<TFunction>(bool offset) where TFunction : struct, IModelFunction => (x, y, starts) =>
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        return double.IsFinite(Projection<TFunction>.Cost(points, starts[..(offset ? 3 : 2)], offset ? [0, 1, 2] : [0, 1])) ? 1 : 0;
    };

    private static int Search<TFunction>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> p, Span<double> starts, int offset,
        ShapeGrid<TFunction> grid, double lower, double upper) where TFunction : struct, IModelFunction
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        // Without an offset the last place of p is not used.
        if (offset < 0) p = p[..^1];
        ReadOnlySpan<int> linear = offset < 0 ? [0] : [0, offset];
        p.CopyTo(starts);
        var start = starts[..p.Length];
        if (!ShapeTable<TFunction>.Of(points, start, linear, offset >= 0, grid).TryBest(points, start)) return 0;
        var cost = Projection<TFunction>.Cost(points, start, linear, offset >= 0);
        if (!double.IsFinite(cost)) return 0;
        Projection<TFunction>.Refine(points, start, linear, [new(1, 0.1, true, lower, upper)], cost, Rounds, offset >= 0);
        return 1;
    }

    private static ShapeGrid<TFunction> Grid<TFunction>(Func<double, double, double> parameter, double lower, double upper) where TFunction : struct, IModelFunction => (points, p, table) =>
    {
        var bias = Math.Max(Math.Abs(points.X[0]), Math.Abs(points.X[^1]));
        for (var k = 0; k < Exponents; k++)
        {
            p[1] = Math.Clamp(parameter(LeastExponent * Math.Pow(LargestExponent / LeastExponent, k / (Exponents - 1.0)), bias), lower, upper);
            table.Add(points, p);
        }
    };
}
