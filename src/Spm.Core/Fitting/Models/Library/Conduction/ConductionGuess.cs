namespace Spm.Core.Fitting.Models;

/// <summary>
/// The one nonlinear number of a conduction law by search. In units in which it is the exponent at the largest bias, the number lies between
/// a fraction of 1 and a few hundred whatever the sample; at each trial currents are solved exactly (see <see cref="Projection{TFunction}"/>),
/// which, unlike a line through ln I, takes noise about zero and either sign of current.
/// </summary>
internal static class ConductionGuess
{
    private const int Rounds = 8;

    private static readonly double[] _exponents = [0.2, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256];

    /// <summary>Guess of (I0, n, T).</summary>
    public static ModelGuess Diode<TFunction>(double temperatureK, bool offset) where TFunction : struct, IModelFunction => (x, y, starts) =>
        // u = V/(n k T), so that n falls as the exponent rises.
        Search<TFunction>(x, y, [0, 0, temperatureK, 0], starts, offset ? 3 : -1,
            (exponent, bias) => bias / (exponent * ConductionModels.VoltsPerKelvin * temperatureK), ConductionModels.LeastIdeality, ConductionModels.LargestIdeality);

    /// <summary>Guess of (prefactor, β) of a law with β√V in the exponent.</summary>
    public static ModelGuess RootOfBias<TFunction>(bool offset) where TFunction : struct, IModelFunction => (x, y, starts) =>
        Search<TFunction>(x, y, [0, 0, 0], starts, offset ? 2 : -1, (exponent, bias) => exponent / Math.Sqrt(bias), 0, double.PositiveInfinity);

    /// <summary>Guess of (A, B) of a law with B/V in the exponent.</summary>
    public static ModelGuess InverseBias<TFunction>(bool offset) where TFunction : struct, IModelFunction => (x, y, starts) =>
        Search<TFunction>(x, y, [0, 0, 0], starts, offset ? 2 : -1, (exponent, bias) => exponent * bias, 0, double.PositiveInfinity);

    /// <summary>Guess of two linear parameters, and of an offset.</summary>
    public static ModelGuess Linear<TFunction>(bool offset) where TFunction : struct, IModelFunction => (x, y, starts) =>
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        return double.IsFinite(Projection<TFunction>.Cost(points, starts[..(offset ? 3 : 2)], offset ? [0, 1, 2] : [0, 1])) ? 1 : 0;
    };

    private static int Search<TFunction>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> p, Span<double> starts, int offset,
        Func<double, double, double> parameter, double lower, double upper) where TFunction : struct, IModelFunction
    {
        if (GuessPoints.Of(x, y) is not { } points) return 0;
        // Without an offset the last place of p is not used.
        if (offset < 0) p = p[..^1];
        ReadOnlySpan<int> linear = offset < 0 ? [0] : [0, offset];
        var bias = Math.Max(Math.Abs(points.X[0]), Math.Abs(points.X[^1]));
        var cost = double.PositiveInfinity;
        foreach (var exponent in _exponents)
        {
            p[1] = Math.Clamp(parameter(exponent, bias), lower, upper);
            var tried = Projection<TFunction>.Cost(points, p, linear);
            if (!(tried < cost)) continue;
            cost = tried;
            p.CopyTo(starts);
        }
        if (!double.IsFinite(cost)) return 0;
        Projection<TFunction>.Refine(points, starts[..p.Length], linear, [new(1, 0.3, true, lower, upper)], cost, Rounds);
        return 1;
    }
}
