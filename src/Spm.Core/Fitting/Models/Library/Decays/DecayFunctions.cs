using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>A e^{−t/τ} + c; p = A, τ, c.</summary>
internal readonly struct ExponentialFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(-x / p[1]) + p[2];
}

/// <summary>A1 e^{−t/τ1} + A2 e^{−t/τ2} + c with τ1 ≤ τ2, NaN otherwise; p = A1, τ1, A2, τ2, c.</summary>
internal readonly struct DoubleExponentialFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        T.IfLess(p[3], p[1], double.NaN, p[0] * T.Exp(-x / p[1]) + p[2] * T.Exp(-x / p[3]) + p[4]);
}

/// <summary>A e^{−(t/τ)^β} + c, A + c before t = 0; p = A, τ, β, c.</summary>
internal readonly struct StretchedExponentialFunction : IModelFunction
{
    /// <summary>Stands for t/τ = 0, whose logarithm the derivative by β needs.</summary>
    private const double Tiny = 1e-300;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[0] * T.Exp(-T.Pow(T.Max(x / p[1], Tiny), p[2])) + p[3];
}

/// <summary>A tⁿ + c; p = A, n, c. NaN below t = 0.</summary>
internal readonly struct PowerLawFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Pow(x, p[1]) + p[2];
}
