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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Cbrt(Lanes4 a) => LaneSpecial.Cbrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Exp(Lanes4 a) => LaneExponential.Exp(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Log(Lanes4 a) => LaneExponential.Log(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Pow(Lanes4 a, Lanes4 b) => LaneExponential.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Pow(Lanes4 a, double b) => LaneExponential.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sin(Lanes4 a) => LaneTrigonometry.Sin(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Cos(Lanes4 a) => LaneTrigonometry.Cos(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Atan(Lanes4 a) => LaneTrigonometry.Atan(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Tanh(Lanes4 a) => LaneExponential.Tanh(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Erf(Lanes4 a) => LaneSpecial.Erf(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 IfLess(Lanes4 a, Lanes4 b, Lanes4 then, Lanes4 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), then._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Round(Lanes4 a) => new(Vector256.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PowerOfTwo(Lanes4 n) =>
        new(Vector256.ShiftLeft((n._value + Vector256.Create(BinaryParts.WholeAndBias)).AsInt64(), BinaryParts.MantissaBits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Exponent(Lanes4 a)
    {
        var biased = Vector256.ShiftRightLogical(a._value.AsInt64() + Vector256.Create(BinaryParts.OneLessRootHalf), BinaryParts.MantissaBits);
        return new((biased | Vector256.Create(BinaryParts.WholeBits)).AsDouble() - Vector256.Create(BinaryParts.WholeAndBias));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Mantissa(Lanes4 a)
    {
        var bits = a._value.AsInt64();
        var exponent = (bits + Vector256.Create(BinaryParts.OneLessRootHalf)) & Vector256.Create(BinaryParts.ExponentMask);
        return new((bits - exponent + Vector256.Create(BinaryParts.OneBits)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 EquivalentAngle(Lanes4 a) =>
        Vector256.GreaterThanAny(Vector256.Abs(a._value), Vector256.Create(BinaryParts.LargestReducedAngle)) ? EquivalentLargeAngle(a) : a;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes4 EquivalentLargeAngle(Lanes4 a)
    {
        var angle = a._value;
        for (var k = 0; k < Width; k++) angle = angle.WithElement(k, BinaryParts.EquivalentAngle(angle.GetElement(k)));
        return new(angle);
    }
}
