using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Numerics;

/// <summary>Eight doubles as the number of a model.</summary>
internal readonly partial struct Lanes8 : IRealLanes<Lanes8>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes8(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 a, double b) => new(a._value + Vector512.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(double a, Lanes8 b) => new(Vector512.Create(a) + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a, double b) => new(a._value - Vector512.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(double a, Lanes8 b) => new(Vector512.Create(a) - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 a, double b) => new(a._value * Vector512.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(double a, Lanes8 b) => new(Vector512.Create(a) * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 a, double b) => new(a._value / Vector512.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(double a, Lanes8 b) => new(Vector512.Create(a) / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Square(Lanes8 a) => new(a._value * a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sqrt(Lanes8 a) => new(Vector512.Sqrt(a._value));

    public static Lanes8 Cbrt(Lanes8 a) => EachLane(a, Lanes1.Cbrt);

    public static Lanes8 Exp(Lanes8 a) => new(Vector512.Exp(a._value));

    public static Lanes8 Log(Lanes8 a) => new(Vector512.Log(a._value));

    public static Lanes8 Pow(Lanes8 a, Lanes8 b)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(Lanes1.Pow(a._value.GetElement(k), new Lanes1(b._value.GetElement(k)))));
        return new(result);
    }

    public static Lanes8 Pow(Lanes8 a, double b) => EachLane(a, b, Lanes1.Pow);

    public static Lanes8 Sin(Lanes8 a) => new(Vector512.Sin(a._value));

    public static Lanes8 Cos(Lanes8 a) => new(Vector512.Cos(a._value));

    public static Lanes8 Atan(Lanes8 a) => EachLane(a, Lanes1.Atan);

    public static Lanes8 Tanh(Lanes8 a) => EachLane(a, Lanes1.Tanh);

    public static Lanes8 Erf(Lanes8 a) => EachLane(a, Lanes1.Erf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 IfLess(Lanes8 a, Lanes8 b, Lanes8 then, Lanes8 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a._value, b._value), then._value, otherwise._value));

    private static Lanes8 EachLane(Lanes8 a, Func<Lanes1, Lanes1> function)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(function(a._value.GetElement(k))));
        return new(result);
    }

    private static Lanes8 EachLane(Lanes8 a, double b, Func<Lanes1, double, Lanes1> function)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(function(a._value.GetElement(k), b)));
        return new(result);
    }
}
