using Spm.Core.Numerics;

namespace Spm.Core.Fitting;

/// <summary>What the solver sees of a model, whatever its shape: variables in, one number per channel out.</summary>
internal interface IModelKernel
{
    /// <summary>Numbers per point: 1 for a real model, 2 (real and imaginary part) for a complex one.</summary>
    static abstract int Channels { get; }

    /// <summary>Variables per point.</summary>
    static abstract int Variables { get; }

    /// <summary>f(x; p) into <paramref name="values"/>, [channel].</summary>
    static abstract void Evaluate<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values) where T : struct, IReal<T>;
}

/// <summary>A real function of one variable.</summary>
internal readonly struct RealKernel<TFunction> : IModelKernel where TFunction : struct, IModelFunction
{
    public static int Channels => 1;

    public static int Variables => 1;

    public static void Evaluate<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values) where T : struct, IReal<T> =>
        values[0] = TFunction.Value(x[0], p);
}

/// <summary>A complex function of one variable.</summary>
internal readonly struct ComplexKernel<TFunction> : IModelKernel where TFunction : struct, IComplexModelFunction
{
    public static int Channels => 2;

    public static int Variables => 1;

    public static void Evaluate<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values) where T : struct, IReal<T>
    {
        TFunction.Value(x[0], p, out var real, out var imaginary);
        (values[0], values[1]) = (real, imaginary);
    }
}

/// <summary>A real function of several variables.</summary>
internal readonly struct MultivariateKernel<TFunction> : IModelKernel where TFunction : struct, IMultivariateModelFunction
{
    public static int Channels => 1;

    public static int Variables => TFunction.Variables;

    public static void Evaluate<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values) where T : struct, IReal<T> =>
        values[0] = TFunction.Value(x, p);
}
