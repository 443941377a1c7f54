using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Numerics;

/// <summary>Four doubles as the number of a model.</summary>
internal readonly partial struct Lanes4 : IRealLanes<Lanes4>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes4(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, double b) => new(a._value + Vector256.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(double a, Lanes4 b) => new(Vector256.Create(a) + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, double b) => new(a._value - Vector256.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(double a, Lanes4 b) => new(Vector256.Create(a) - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, double b) => new(a._value * Vector256.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(double a, Lanes4 b) => new(Vector256.Create(a) * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 a, double b) => new(a._value / Vector256.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(double a, Lanes4 b) => new(Vector256.Create(a) / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Square(Lanes4 a) => new(a._value * a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 a) => new(Vector256.Sqrt(a._value));

    public static Lanes4 Cbrt(Lanes4 a) => EachLane(a, Lanes1.Cbrt);

    public static Lanes4 Exp(Lanes4 a) => new(Vector256.Exp(a._value));

    public static Lanes4 Log(Lanes4 a) => new(Vector256.Log(a._value));

    public static Lanes4 Pow(Lanes4 a, Lanes4 b)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(Lanes1.Pow(a._value.GetElement(k), new Lanes1(b._value.GetElement(k)))));
        return new(result);
    }

    public static Lanes4 Pow(Lanes4 a, double b) => EachLane(a, b, Lanes1.Pow);

    public static Lanes4 Sin(Lanes4 a) => new(Vector256.Sin(a._value));

    public static Lanes4 Cos(Lanes4 a) => new(Vector256.Cos(a._value));

    public static Lanes4 Atan(Lanes4 a) => EachLane(a, Lanes1.Atan);

    public static Lanes4 Tanh(Lanes4 a) => EachLane(a, Lanes1.Tanh);

    public static Lanes4 Erf(Lanes4 a) => EachLane(a, Lanes1.Erf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 IfLess(Lanes4 a, Lanes4 b, Lanes4 then, Lanes4 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), then._value, otherwise._value));

    private static Lanes4 EachLane(Lanes4 a, Func<Lanes1, Lanes1> function)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(function(a._value.GetElement(k))));
        return new(result);
    }

    private static Lanes4 EachLane(Lanes4 a, double b, Func<Lanes1, double, Lanes1> function)
    {
        var result = a._value;
        for (var k = 0; k < Width; k++)
            result = result.WithElement(k, Lanes1.Sum(function(a._value.GetElement(k), b)));
        return new(result);
    }
}
