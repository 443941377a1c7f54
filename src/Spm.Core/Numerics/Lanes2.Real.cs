using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Numerics;

/// <summary>Two doubles as the number of a model.</summary>
internal readonly partial struct Lanes2 : IRealLanes<Lanes2>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes2(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator +(Lanes2 a, double b) => new(a._value + Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator +(double a, Lanes2 b) => new(Vector128.Create(a) + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator -(Lanes2 a, double b) => new(a._value - Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator -(double a, Lanes2 b) => new(Vector128.Create(a) - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator -(Lanes2 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator *(Lanes2 a, double b) => new(a._value * Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator *(double a, Lanes2 b) => new(Vector128.Create(a) * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator /(Lanes2 a, double b) => new(a._value / Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator /(double a, Lanes2 b) => new(Vector128.Create(a) / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Square(Lanes2 a) => new(a._value * a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Sqrt(Lanes2 a) => new(Vector128.Sqrt(a._value));

    public static Lanes2 Cbrt(Lanes2 a) => EachLane(a, Lanes1.Cbrt);

    public static Lanes2 Exp(Lanes2 a) => new(Vector128.Exp(a._value));

    public static Lanes2 Log(Lanes2 a) => new(Vector128.Log(a._value));

    public static Lanes2 Pow(Lanes2 a, Lanes2 b)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(Lanes1.Pow(a._value.GetElement(k), new Lanes1(b._value.GetElement(k)))));
        return new(result);
    }

    public static Lanes2 Pow(Lanes2 a, double b) => EachLane(a, b, Lanes1.Pow);

    public static Lanes2 Sin(Lanes2 a) => new(Vector128.Sin(a._value));

    public static Lanes2 Cos(Lanes2 a) => new(Vector128.Cos(a._value));

    public static Lanes2 Atan(Lanes2 a) => EachLane(a, Lanes1.Atan);

    public static Lanes2 Tanh(Lanes2 a) => EachLane(a, Lanes1.Tanh);

    public static Lanes2 Erf(Lanes2 a) => EachLane(a, Lanes1.Erf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Abs(Lanes2 a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 IfLess(Lanes2 a, Lanes2 b, Lanes2 then, Lanes2 otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), then._value, otherwise._value));

    private static Lanes2 EachLane(Lanes2 a, Func<Lanes1, Lanes1> function)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(function(a._value.GetElement(k))));
        return new(result);
    }

    private static Lanes2 EachLane(Lanes2 a, double b, Func<Lanes1, double, Lanes1> function)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(function(a._value.GetElement(k), b)));
        return new(result);
    }
}
