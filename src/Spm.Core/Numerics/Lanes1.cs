using System.Runtime.CompilerServices;

namespace Spm.Core.Numerics;

/// <summary>One double: the reference the wider lanes are tested against, and the tail of every loop.</summary>
internal readonly partial struct Lanes1(double value) : ILanes<Lanes1>
{
    private readonly double _value = value;

    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref readonly double source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadComplex(ref readonly double source, out Lanes1 real, out Lanes1 imaginary)
    {
        real = new(source);
        imaginary = new(Unsafe.Add(ref Unsafe.AsRef(in source), 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumn(ref readonly double first, nint stride, out Lanes1 real, out Lanes1 imaginary) =>
        LoadComplex(in first, out real, out imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumn(ref readonly float first, nint stride, out Lanes1 real, out Lanes1 imaginary)
    {
        real = new(first);
        imaginary = new(Unsafe.Add(ref Unsafe.AsRef(in first), 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, ref double destination) => destination = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator &(Lanes1 a, Lanes1 b) => Mask(IsTrue(a) && IsTrue(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator |(Lanes1 a, Lanes1 b) => Mask(IsTrue(a) || IsTrue(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SubtractProduct(Lanes1 c, Lanes1 a, Lanes1 b) => new(Math.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Max(Lanes1 a, Lanes1 b) => new(double.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Min(Lanes1 a, Lanes1 b) => new(double.MinNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Sqrt(Lanes1 value) => new(Math.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 value) => new(Math.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Less(Lanes1 a, Lanes1 b) => Mask(a._value < b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Select(Lanes1 mask, Lanes1 a, Lanes1 b) => IsTrue(mask) ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Lanes1 mask) => IsTrue(mask) ? 1u : 0u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes1 value) => value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Largest(Lanes1 value) => value._value;

    private static Lanes1 Mask(bool isTrue) => new(BitConverter.UInt64BitsToDouble(isTrue ? ulong.MaxValue : 0));

    private static bool IsTrue(Lanes1 mask) => BitConverter.DoubleToInt64Bits(mask._value) < 0;
}
