using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>I = I0 (e^{qV/(n k T)} − 1); p = I0, n, T.</summary>
internal readonly struct DiodeFunction : IModelFunction
{
    /// <summary>Largest exponent: beyond it the current of any real diode is limited by its series resistance.</summary>
    private const double Largest = 300;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[0] * (T.Exp(T.Min(x / (p[1] * ConductionModels.VoltsPerKelvin * p[2]), Largest)) - 1);
}

/// <summary>sgn(V) I0 e^{β√|V|}; p = I0, β.</summary>
internal readonly struct SchottkyFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var current = p[0] * T.Exp(p[1] * T.Sqrt(T.Abs(x)));
        return T.IfLess(x, 0, -current, T.IfLess(0, x, current, 0));
    }
}

/// <summary>G V e^{β√|V|}; p = G, β.</summary>
internal readonly struct PooleFrenkelFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * x * T.Exp(p[1] * T.Sqrt(T.Abs(x)));
}

/// <summary>A V|V| e^{−B/|V|}; p = A, B.</summary>
internal readonly struct FowlerNordheimFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        // Stands for 0 V, where B/V has no value but the current is 0.
        const double nothing = 1e-100;
        var size = T.Max(T.Abs(x), nothing);
        return p[0] * x * size * T.Exp(-p[1] / size);
    }
}

/// <summary>G V + k V|V|; p = G, k.</summary>
internal readonly struct SpaceChargeFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => x * (p[0] + p[1] * T.Abs(x));
}

/// <summary>Another function with a constant c added as the last parameter.</summary>
internal readonly struct PlusConstant<TFunction> : IModelFunction where TFunction : struct, IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => TFunction.Value(x, p[..^1]) + p[^1];
}
