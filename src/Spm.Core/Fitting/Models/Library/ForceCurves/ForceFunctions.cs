using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>F0 + 4/3 E* √R δ^{3/2} in contact, F0 outside; p = E*, z0, F0, R.</summary>
internal readonly struct HertzFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[2] + p[0] * Indentation.Hertz(x - p[1], p[3]);
}

/// <summary>F0 + 4/3 E* √R δ^{3/2} − 2πRw in contact, F0 − 2πRw a0²/(a0 − δ)² outside; p = E*, w, z0, F0, R, a0.</summary>
internal readonly struct DmtFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var indentation = x - p[2];
        var closeness = p[5] / (p[5] - T.Min(indentation, 0));
        return p[3] + p[0] * Indentation.Hertz(indentation, p[4]) - 2 * Math.PI * p[4] * p[1] * T.Square(closeness);
    }
}

/// <summary>Parts of contact mechanics that several models share.</summary>
internal static class Indentation
{
    /// <summary>4/3 √R δ^{3/2}, 0 for δ ≤ 0.</summary>
    public static T Hertz<T>(T indentation, T radius) where T : struct, IReal<T>
    {
        // √δ has no derivative at 0; at this depth, far below a nucleus, the force is 0 all the same.
        const double nothing = 1e-30;
        var depth = T.Max(indentation, nothing);
        return 4.0 / 3 * depth * T.Sqrt(radius * depth);
    }
}
