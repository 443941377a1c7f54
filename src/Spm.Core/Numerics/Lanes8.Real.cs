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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Cbrt(Lanes8 a) => LaneSpecial.Cbrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Exp(Lanes8 a) => LaneExponential.Exp(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Log(Lanes8 a) => LaneExponential.Log(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Pow(Lanes8 a, Lanes8 b) => LaneExponential.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Pow(Lanes8 a, double b) => LaneExponential.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sin(Lanes8 a) => LaneTrigonometry.Sin(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Cos(Lanes8 a) => LaneTrigonometry.Cos(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Atan(Lanes8 a) => LaneTrigonometry.Atan(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Tanh(Lanes8 a) => LaneExponential.Tanh(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Erf(Lanes8 a) => LaneSpecial.Erf(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 IfLess(Lanes8 a, Lanes8 b, Lanes8 then, Lanes8 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a._value, b._value), then._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Round(Lanes8 a) => new(Vector512.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PowerOfTwo(Lanes8 n) =>
        new(Vector512.ShiftLeft((n._value + Vector512.Create(BinaryParts.WholeAndBias)).AsInt64(), BinaryParts.MantissaBits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Exponent(Lanes8 a)
    {
        var biased = Vector512.ShiftRightLogical(a._value.AsInt64() + Vector512.Create(BinaryParts.OneLessRootHalf), BinaryParts.MantissaBits);
        return new((biased | Vector512.Create(BinaryParts.WholeBits)).AsDouble() - Vector512.Create(BinaryParts.WholeAndBias));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Mantissa(Lanes8 a)
    {
        var bits = a._value.AsInt64();
        var exponent = (bits + Vector512.Create(BinaryParts.OneLessRootHalf)) & Vector512.Create(BinaryParts.ExponentMask);
        return new((bits - exponent + Vector512.Create(BinaryParts.OneBits)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 EquivalentAngle(Lanes8 a) =>
        Vector512.GreaterThanAny(Vector512.Abs(a._value), Vector512.Create(BinaryParts.LargestReducedAngle)) ? EquivalentLargeAngle(a) : a;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes8 EquivalentLargeAngle(Lanes8 a)
    {
        var angle = a._value;
        for (var k = 0; k < Width; k++) angle = angle.WithElement(k, BinaryParts.EquivalentAngle(angle.GetElement(k)));
        return new(angle);
    }
}
