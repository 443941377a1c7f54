using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Contact points by search: at each trial modulus, adhesion and baseline are solved exactly (see <see cref="Projection{TFunction}"/>),
/// and the best of evenly spread places is improved. JKR has two nonlinear numbers, the contact point and the length a0²/R.
/// </summary>
internal static class ForceGuess
{
    private const int Places = 48, Lengths = 13, JkrRounds = 20, ContactRounds = 4, MaximumPoints = 256;

    /// <summary>A tip that snaps on or off may jump by the range of all other points.</summary>
    private const double JumpRange = 1;

    /// <summary>Guess of (E*, z0, F0, R).</summary>
    public static ModelGuess Hertz(double radiusM)
    {
        var grid = Contacts<HertzFunction>(1);
        return (x, y, starts) => Contact(x, y, [0, 0, 0, radiusM], starts, 1, [0, 2], grid);
    }

    /// <summary>Guess of (E*, w, z0, F0, R, a0).</summary>
    public static ModelGuess Dmt(double radiusM, double interatomicM)
    {
        var grid = Contacts<DmtFunction>(2);
        return (x, y, starts) => Contact(x, y, [0, 0, 0, 0, radiusM, interatomicM], starts, 2, [0, 1, 3], grid);
    }

    /// <summary>Guess of (E*, w, z0, F0, R): the deepest point lies at δ̄ = −0.132, where F = −F_c.</summary>
    public static ModelGuess Jkr(double radiusM) => (x, y, starts) =>
    {
        if (GuessPoints.Of(x, y, MaximumPoints, JumpRange) is not { } points) return 0;
        const double deepestIndentation = 0.13228342099734997;
        ReadOnlySpan<int> linear = [0, 1];
        Span<double> p = stackalloc double[4];
        Span<double> best = stackalloc double[4];
        var (cost, deepest) = (double.PositiveInfinity, points.X[DeepestOf(points)]);
        for (var k = 0; k < Lengths; k++)
            for (var side = -1; side <= 1; side++)
            {
                var length = 0.01 * points.Width * Math.Pow(1.8, k);
                (p[2], p[3]) = (deepest + side * points.Spacing + deepestIndentation * length, length);
                var tried = Projection<JkrShape>.Cost(points, p, linear, true);
                // A contact that pushes off when it is pulled is none.
                if (!(tried < cost) || p[0] <= 0) continue;
                cost = tried;
                p.CopyTo(best);
            }
        if (!double.IsFinite(cost)) return 0;
        Projection<JkrShape>.Refine(points, best, linear, [new(2, 2 * points.Spacing), new(3, 0.4, true)], cost, JkrRounds, true);
        if (best[0] <= 0) return 0;
        var adhesion = best[0] / (1.5 * Math.PI * radiusM);
        var contactRadiusM = Math.Sqrt(best[3] * radiusM);
        var modulus = 4.5 * Math.PI * adhesion * radiusM * radiusM / (contactRadiusM * contactRadiusM * contactRadiusM);
        (starts[0], starts[1], starts[2], starts[3], starts[4]) = (modulus, adhesion, best[2], best[1], radiusM);
        return 1;
    };

    private static int Contact<TFunction>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> p, Span<double> starts, int contact, ReadOnlySpan<int> linear, ShapeGrid<TFunction> grid)
        where TFunction : struct, IModelFunction
    {
        if (GuessPoints.Of(x, y, MaximumPoints, JumpRange) is not { } points) return 0;
        p.CopyTo(starts);
        var start = starts[..p.Length];
        if (!ShapeTable<TFunction>.Of(points, start, linear, true, grid).TryBest(points, start)) return 0;
        var cost = Projection<TFunction>.Cost(points, start, linear, true);
        if (!double.IsFinite(cost)) return 0;
        Projection<TFunction>.Refine(points, start, linear, [new(contact, 0.5 * points.Width / Places)], cost, ContactRounds, true);
        return 1;
    }

    /// <summary>Contact points evenly along the abscissa.</summary>
    private static ShapeGrid<TFunction> Contacts<TFunction>(int contact) where TFunction : struct, IModelFunction => (points, p, table) =>
    {
        for (var k = 0; k < Places; k++)
        {
            p[contact] = points.X[0] + points.Width * k / Places;
            table.Add(points, p);
        }
    };

    private static int DeepestOf(GuessPoints points)
    {
        var deepest = 0;
        for (var k = 1; k < points.Count; k++)
            if (points.Y[k] < points.Y[deepest]) deepest = k;
        return deepest;
    }
}

/// <summary>F_c F̄((x − z0)/l) + F0, linear in pull-off force and baseline; p = F_c, F0, z0, l.</summary>
internal readonly struct JkrShape : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * JkrFunction.Reduced((x - p[2]) / p[3]) + p[1];
}
