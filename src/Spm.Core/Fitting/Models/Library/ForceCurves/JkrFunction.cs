using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Johnson, Kendall and Roberts' force against indentation. With the contact radius a,
/// <code>δ = a²/R − √(2πwa/E*)        F = 4E*a³/(3R) − √(8πwE*a³)</code>
/// and in units of the radius at zero load a0 = (9πwR²/(2E*))^{1/3} and the pull-off force F_c = 3πwR/2, with s = √(a/a0):
/// <code>δR/a0² = s⁴ − 2s/3        F/F_c = 4(s⁶ − s³)</code>
/// The quartic is solved in closed form by its resolvent cubic m³ + δ̄m − 1/18 = 0 (Ferrari, Cardano); the stable branch is the largest
/// root, and it ends where dδ̄/ds = 0, s³ = 1/6. Beyond it the contact is broken and F = F0. p = E*, w, z0, F0, R.
/// Source: Johnson, Kendall, Roberts, Proceedings of the Royal Society A 324, 301 (1971); Maugis, Journal of Colloid and Interface Science 150, 243 (1992).
/// </summary>
internal readonly struct JkrFunction : IModelFunction
{
    /// <summary>δ̄ where the contact breaks under a prescribed indentation: −½ (1/6)^{1/3}.</summary>
    public const double BreakingIndentation = -0.27516060407455225;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var pullOff = 1.5 * Math.PI * p[1] * p[4];
        // a0²/R, so that δ̄ = (x − z0)/length.
        var length = T.Square(T.Cbrt(4.5 * Math.PI * p[1] * T.Square(p[4]) / p[0])) / p[4];
        return p[3] + pullOff * Reduced((x - p[2]) / length);
    }

    /// <summary>F/F_c at δR/a0².</summary>
    public static T Reduced<T>(T indentation) where T : struct, IReal<T>
    {
        // At the break itself the square root has no derivative.
        var held = T.Max(indentation, BreakingIndentation * (1 - 1e-9));
        var s = Root(held);
        // One Newton step takes back what the closed form loses near the break.
        s -= (T.Square(T.Square(s)) - 2.0 / 3 * s - held) / (4 * s * T.Square(s) - 2.0 / 3);
        var cube = s * T.Square(s);
        return T.IfLess(indentation, BreakingIndentation, 0, 4 * cube * (cube - 1));
    }

    /// <summary>Largest s with s⁴ − 2s/3 = δ̄.</summary>
    private static T Root<T>(T indentation) where T : struct, IReal<T>
    {
        var third = indentation / 3;
        var u = T.Cbrt(1.0 / 36 + T.Sqrt(T.Max(third * T.Square(third) + 1.0 / 1296, 1e-18)));
        // u + v with u v = −δ̄/3 as (u³ + v³)/(u² − u v + v²): u and v nearly cancel at large indentation.
        var m = 1.0 / 18 / (T.Square(u) + third + T.Square(third / u));
        var root = T.Sqrt(2 * m);
        return 0.5 * (root + T.Sqrt(T.Max(4.0 / 3 / root - 2 * m, 1e-18)));
    }
}
