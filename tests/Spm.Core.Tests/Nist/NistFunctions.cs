using Spm.Core.Fitting;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Nist;

// The right-hand sides of NIST's 27 problems, each with the formula as NIST writes it; b1 is p[0]. Problems with the same formula share one.

/// <summary>b1·(1 − exp(−b2·x)): Misra1a, BoxBOD.</summary>
internal readonly struct Misra1a : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * (1 - T.Exp(-p[1] * x));
}

/// <summary>b1·(1 − (1 + b2·x/2)⁻²).</summary>
internal readonly struct Misra1b : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * (1 - 1 / T.Square(1 + p[1] * x / 2));
}

/// <summary>b1·(1 − (1 + 2·b2·x)^(−1/2)).</summary>
internal readonly struct Misra1c : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * (1 - 1 / T.Sqrt(1 + 2 * p[1] * x));
}

/// <summary>b1·b2·x/(1 + b2·x).</summary>
internal readonly struct Misra1d : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * p[1] * x / (1 + p[1] * x);
}

/// <summary>exp(−b1·x)/(b2 + b3·x): Chwirut1, Chwirut2.</summary>
internal readonly struct Chwirut : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Exp(-p[0] * x) / (p[1] + p[2] * x);
}

/// <summary>b1·exp(−b2·x) + b3·exp(−b4·x) + b5·exp(−b6·x): Lanczos1, Lanczos2, Lanczos3.</summary>
internal readonly struct Lanczos : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[0] * T.Exp(-p[1] * x) + p[2] * T.Exp(-p[3] * x) + p[4] * T.Exp(-p[5] * x);
}

/// <summary>b1·exp(−b2·x) + b3·exp(−(x − b4)²/b5²) + b6·exp(−(x − b7)²/b8²): Gauss1, Gauss2, Gauss3.</summary>
internal readonly struct TwoGaussians : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[0] * T.Exp(-p[1] * x) + p[2] * T.Exp(-T.Square((x - p[3]) / p[4])) + p[5] * T.Exp(-T.Square((x - p[6]) / p[7]));
}

/// <summary>b1·x^b2.</summary>
internal readonly struct DanWood : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Pow(x, p[1]);
}

/// <summary>(b1 + b2·x + b3·x²)/(1 + b4·x + b5·x²).</summary>
internal readonly struct Kirby2 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        (p[0] + x * (p[1] + x * p[2])) / (1 + x * (p[3] + x * p[4]));
}

/// <summary>(b1 + b2·x + b3·x² + b4·x³)/(1 + b5·x + b6·x² + b7·x³): Hahn1, Thurber.</summary>
internal readonly struct CubicOverCubic : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        (p[0] + x * (p[1] + x * (p[2] + x * p[3]))) / (1 + x * (p[4] + x * (p[5] + x * p[6])));
}

/// <summary>b1 + b2·exp(−b4·x) + b3·exp(−b5·x).</summary>
internal readonly struct Mgh17 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] + p[1] * T.Exp(-x * p[3]) + p[2] * T.Exp(-x * p[4]);
}

/// <summary>b1 − b2·x − arctan(b3/(x − b4))/π.</summary>
internal readonly struct Roszman1 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] - p[1] * x - T.Atan(p[2] / (x - p[3])) / Math.PI;
}

/// <summary>b1 + b2·cos(2πx/12) + b3·sin(2πx/12) + b5·cos(2πx/b4) + b6·sin(2πx/b4) + b8·cos(2πx/b7) + b9·sin(2πx/b7).</summary>
internal readonly struct Enso : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var angle = 2 * Math.PI * x;
        var (year, second, third) = (angle / 12, angle / p[3], angle / p[6]);
        return p[0] + p[1] * T.Cos(year) + p[2] * T.Sin(year) + p[4] * T.Cos(second) + p[5] * T.Sin(second) + p[7] * T.Cos(third) + p[8] * T.Sin(third);
    }
}

/// <summary>b1·(x² + x·b2)/(x² + x·b3 + b4).</summary>
internal readonly struct Mgh09 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * (x * (x + p[1])) / (x * (x + p[2]) + p[3]);
}

/// <summary>b1·exp(b2/(x + b3)).</summary>
internal readonly struct Mgh10 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(p[1] / (x + p[2]));
}

/// <summary>(b1/b2)·exp(−½((x − b3)/b2)²).</summary>
internal readonly struct Eckerle4 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] / p[1] * T.Exp(-0.5 * T.Square((x - p[2]) / p[1]));
}

/// <summary>b1/(1 + exp(b2 − b3·x)).</summary>
internal readonly struct Rat42 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] / (1 + T.Exp(p[1] - p[2] * x));
}

/// <summary>b1/(1 + exp(b2 − b3·x))^(1/b4).</summary>
internal readonly struct Rat43 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] / T.Pow(1 + T.Exp(p[1] - p[2] * x), 1 / p[3]);
}

/// <summary>b1·(b2 + x)^(−1/b3).</summary>
internal readonly struct Bennett5 : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Pow(p[1] + x, -1 / p[2]);
}

/// <summary>log y = b1 − b2·x1·exp(−b3·x2); the response is log y.</summary>
internal readonly struct Nelson : IMultivariateModelFunction
{
    public static int Variables => 2;

    public static T Value<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] - p[1] * x[0] * T.Exp(-p[2] * x[1]);
}
