using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace Spm.Core.Numerics;

/// <summary>One double as the number of a model: every function is the library's own.</summary>
internal readonly partial struct Lanes1 : IRealLanes<Lanes1>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes1(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 a, double b) => new(a._value + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(double a, Lanes1 b) => new(a + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 a, double b) => new(a._value - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(double a, Lanes1 b) => new(a - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 a, double b) => new(a._value * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(double a, Lanes1 b) => new(a * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 a, double b) => new(a._value / b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(double a, Lanes1 b) => new(a / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Square(Lanes1 a) => new(a._value * a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Sqrt(Lanes1 a) => new(Math.Sqrt(a._value));

    public static Lanes1 Cbrt(Lanes1 a) => new(Math.Cbrt(a._value));

    public static Lanes1 Exp(Lanes1 a) => new(Math.Exp(a._value));

    public static Lanes1 Log(Lanes1 a) => new(Math.Log(a._value));

    public static Lanes1 Pow(Lanes1 a, Lanes1 b) => new(a._value < 0 ? double.NaN : Math.Pow(a._value, b._value));

    public static Lanes1 Pow(Lanes1 a, double b) => new(Math.Pow(a._value, b));

    public static Lanes1 Sin(Lanes1 a) => new(Math.Sin(a._value));

    public static Lanes1 Cos(Lanes1 a) => new(Math.Cos(a._value));

    public static Lanes1 Atan(Lanes1 a) => new(Math.Atan(a._value));

    public static Lanes1 Tanh(Lanes1 a) => new(Math.Tanh(a._value));

    public static Lanes1 Erf(Lanes1 a) => new(SpecialFunctions.Erf(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 a) => new(Math.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 IfLess(Lanes1 a, Lanes1 b, Lanes1 then, Lanes1 otherwise) => a._value < b._value ? then : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Round(Lanes1 a) => new(Math.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 PowerOfTwo(Lanes1 n) =>
        new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(n._value + BinaryParts.WholeAndBias) << BinaryParts.MantissaBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Exponent(Lanes1 a) =>
        new(((BitConverter.DoubleToInt64Bits(a._value) + BinaryParts.OneLessRootHalf) >>> BinaryParts.MantissaBits) - BinaryParts.Bias);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Mantissa(Lanes1 a)
    {
        var bits = BitConverter.DoubleToInt64Bits(a._value);
        return new(BitConverter.Int64BitsToDouble(bits - ((bits + BinaryParts.OneLessRootHalf) & BinaryParts.ExponentMask) + BinaryParts.OneBits));
    }

    public static Lanes1 EquivalentAngle(Lanes1 a) => new(BinaryParts.EquivalentAngle(a._value));
}
