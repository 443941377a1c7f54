using Spm.Core.Numerics;

namespace Spm.Core.Fitting;

/// <summary>
/// A real model of one variable, f(x; p). Written once in a generic number, it is evaluated on plain doubles, in vector lanes and with
/// exact derivatives by the parameters:
/// <code>
/// readonly struct Decay : IModelFunction
/// {
///     public static T Value&lt;T&gt;(T x, ReadOnlySpan&lt;T&gt; p) where T : struct, IReal&lt;T&gt; =&gt; p[0] * T.Exp(-x / p[1]) + p[2];
/// }
/// </code>
/// The function must not branch on its numbers (use <c>T.IfLess</c>, <c>T.Max</c>…) and must not keep state.
/// </summary>
public interface IModelFunction
{
    /// <summary>f(x; p).</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">Abscissa.</param>
    /// <param name="p">Parameters in the model's order.</param>
    static abstract T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>;
}

/// <summary>A complex model of one variable, f(x; p) = u + i v; real and imaginary residuals are fitted together.</summary>
public interface IComplexModelFunction
{
    /// <summary>f(x; p).</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">Abscissa.</param>
    /// <param name="p">Parameters in the model's order.</param>
    /// <param name="real">u.</param>
    /// <param name="imaginary">v.</param>
    static abstract void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>;
}

/// <summary>A real model of several variables, such as bias and its rate, f(x₁, x₂, …; p).</summary>
public interface IMultivariateModelFunction
{
    /// <summary>Number of variables.</summary>
    static abstract int Variables { get; }

    /// <summary>f(x; p).</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The variables of one point.</param>
    /// <param name="p">Parameters in the model's order.</param>
    static abstract T Value<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p) where T : struct, IReal<T>;
}
