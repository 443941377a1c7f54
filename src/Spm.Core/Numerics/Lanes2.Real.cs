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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Cbrt(Lanes2 a) => LaneSpecial.Cbrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Exp(Lanes2 a) => LaneExponential.Exp(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Log(Lanes2 a) => LaneExponential.Log(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Pow(Lanes2 a, Lanes2 b) => LaneExponential.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Pow(Lanes2 a, double b) => LaneExponential.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Sin(Lanes2 a) => LaneTrigonometry.Sin(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Cos(Lanes2 a) => LaneTrigonometry.Cos(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Atan(Lanes2 a) => LaneTrigonometry.Atan(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Tanh(Lanes2 a) => LaneExponential.Tanh(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Erf(Lanes2 a) => LaneSpecial.Erf(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Abs(Lanes2 a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 IfLess(Lanes2 a, Lanes2 b, Lanes2 then, Lanes2 otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), then._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Round(Lanes2 a) => new(Vector128.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 PowerOfTwo(Lanes2 n) =>
        new(Vector128.ShiftLeft((n._value + Vector128.Create(BinaryParts.WholeAndBias)).AsInt64(), BinaryParts.MantissaBits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Exponent(Lanes2 a)
    {
        var biased = Vector128.ShiftRightLogical(a._value.AsInt64() + Vector128.Create(BinaryParts.OneLessRootHalf), BinaryParts.MantissaBits);
        return new((biased | Vector128.Create(BinaryParts.WholeBits)).AsDouble() - Vector128.Create(BinaryParts.WholeAndBias));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Mantissa(Lanes2 a)
    {
        var bits = a._value.AsInt64();
        var exponent = (bits + Vector128.Create(BinaryParts.OneLessRootHalf)) & Vector128.Create(BinaryParts.ExponentMask);
        return new((bits - exponent + Vector128.Create(BinaryParts.OneBits)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 EquivalentAngle(Lanes2 a) =>
        Vector128.GreaterThanAny(Vector128.Abs(a._value), Vector128.Create(BinaryParts.LargestReducedAngle)) ? EquivalentLargeAngle(a) : a;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes2 EquivalentLargeAngle(Lanes2 a)
    {
        var angle = a._value;
        for (var k = 0; k < Width; k++) angle = angle.WithElement(k, BinaryParts.EquivalentAngle(angle.GetElement(k)));
        return new(angle);
    }
}
