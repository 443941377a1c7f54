using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Gradients;

/// <summary>
/// A number with its derivatives by four directions: f, ∂f/∂p₀ … ∂f/∂p₃ (forward-mode differentiation). A slope that is infinite is
/// taken as the largest finite number, so that a direction in which nothing moves keeps the derivative 0.
/// </summary>
/// <typeparam name="T">Lanes.</typeparam>
internal readonly struct Dual<T>(T value, T d0, T d1, T d2, T d3) : IReal<Dual<T>> where T : unmanaged, IRealLanes<T>
{
    /// <summary>Derivatives per number.</summary>
    public const int Directions = 4;

    private const double TwoOverSqrtPi = 1.1283791670955126;

    public readonly T Value = value, D0 = d0, D1 = d1, D2 = d2, D3 = d3;

    /// <summary>A parameter: its derivative is 1 in its own direction; none when <paramref name="direction"/> is not 0 to 3.</summary>
    public static Dual<T> Seed(T value, int direction) => new(value, direction == 0 ? 1 : 0, direction == 1 ? 1 : 0, direction == 2 ? 1 : 0, direction == 3 ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Dual<T>(double value) => new(value, 0, 0, 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator +(Dual<T> a, Dual<T> b) => new(a.Value + b.Value, a.D0 + b.D0, a.D1 + b.D1, a.D2 + b.D2, a.D3 + b.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator +(Dual<T> a, double b) => new(a.Value + b, a.D0, a.D1, a.D2, a.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator +(double a, Dual<T> b) => new(a + b.Value, b.D0, b.D1, b.D2, b.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> a, Dual<T> b) => new(a.Value - b.Value, a.D0 - b.D0, a.D1 - b.D1, a.D2 - b.D2, a.D3 - b.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> a, double b) => new(a.Value - b, a.D0, a.D1, a.D2, a.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(double a, Dual<T> b) => new(a - b.Value, -b.D0, -b.D1, -b.D2, -b.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> a) => new(-a.Value, -a.D0, -a.D1, -a.D2, -a.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator *(Dual<T> a, Dual<T> b) => Chain(a.Value * b.Value, b.Value, a, a.Value, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator *(Dual<T> a, double b) => Chain(a.Value * b, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator *(double a, Dual<T> b) => Chain(a * b.Value, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator /(Dual<T> a, Dual<T> b)
    {
        var inverse = 1 / b.Value;
        var quotient = a.Value / b.Value;
        return Chain(quotient, inverse, a, -(quotient * inverse), b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator /(Dual<T> a, double b) => new(a.Value / b, a.D0 / b, a.D1 / b, a.D2 / b, a.D3 / b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator /(double a, Dual<T> b)
    {
        var quotient = a / b.Value;
        return Chain(quotient, -(quotient / b.Value), b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Square(Dual<T> a) => Chain(T.Square(a.Value), a.Value + a.Value, a);

    public static Dual<T> Sqrt(Dual<T> a)
    {
        var root = T.Sqrt(a.Value);
        return Chain(root, Finite(0.5 / root), a);
    }

    public static Dual<T> Cbrt(Dual<T> a)
    {
        var root = T.Cbrt(a.Value);
        return Chain(root, Finite(1 / (3 * T.Square(root))), a);
    }

    public static Dual<T> Exp(Dual<T> a)
    {
        var value = T.Exp(a.Value);
        return Chain(value, value, a);
    }

    public static Dual<T> Log(Dual<T> a) => Chain(T.Log(a.Value), Finite(1 / a.Value), a);

    public static Dual<T> Pow(Dual<T> a, Dual<T> b)
    {
        var value = T.Pow(a.Value, b.Value);
        var byBase = Finite(b.Value * T.Pow(a.Value, b.Value - 1));
        var byExponent = value * T.Max(-double.MaxValue, T.Log(a.Value));
        return Chain(value, byBase, a, byExponent, b);
    }

    public static Dual<T> Pow(Dual<T> a, double b) => b == 0 ? 1 : Chain(T.Pow(a.Value, b), Finite(b * T.Pow(a.Value, b - 1)), a);

    public static Dual<T> Sin(Dual<T> a) => Chain(T.Sin(a.Value), T.Cos(a.Value), a);

    public static Dual<T> Cos(Dual<T> a) => Chain(T.Cos(a.Value), -T.Sin(a.Value), a);

    public static Dual<T> Atan(Dual<T> a) => Chain(T.Atan(a.Value), 1 / (T.Square(a.Value) + 1), a);

    public static Dual<T> Tanh(Dual<T> a)
    {
        var value = T.Tanh(a.Value);
        var decay = T.Exp(-2 * T.Abs(a.Value));
        return Chain(value, 4 * decay / T.Square(decay + 1), a);
    }

    public static Dual<T> Erf(Dual<T> a) => Chain(T.Erf(a.Value), TwoOverSqrtPi * T.Exp(-T.Square(a.Value)), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Abs(Dual<T> a) => IfLess(a, 0, -a, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Min(Dual<T> a, Dual<T> b) => IfLess(b, a, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> Max(Dual<T> a, Dual<T> b) => IfLess(a, b, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> IfLess(Dual<T> a, Dual<T> b, Dual<T> then, Dual<T> otherwise)
    {
        var mask = T.Less(a.Value, b.Value);
        return new(T.Select(mask, then.Value, otherwise.Value), T.Select(mask, then.D0, otherwise.D0), T.Select(mask, then.D1, otherwise.D1),
            T.Select(mask, then.D2, otherwise.D2), T.Select(mask, then.D3, otherwise.D3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Finite(T slope) => T.Min(T.Max(slope, -double.MaxValue), double.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<T> Chain(T value, T slope, Dual<T> a) => new(value, slope * a.D0, slope * a.D1, slope * a.D2, slope * a.D3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<T> Chain(T value, T byA, Dual<T> a, T byB, Dual<T> b) => new(value,
        T.MultiplyAdd(byA, a.D0, byB * b.D0), T.MultiplyAdd(byA, a.D1, byB * b.D1),
        T.MultiplyAdd(byA, a.D2, byB * b.D2), T.MultiplyAdd(byA, a.D3, byB * b.D3));
}
