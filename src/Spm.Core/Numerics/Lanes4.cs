using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spm.Core.Numerics;

/// <summary>Four doubles in one 256-bit register.</summary>
internal readonly partial struct Lanes4(Vector256<double> value) : ILanes<Lanes4>
{
    private readonly Vector256<double> _value = value;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref readonly double source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadComplex(ref readonly double source, out Lanes4 real, out Lanes4 imaginary)
    {
        // r0 i0 r2 i2 and r1 i1 r3 i3, so that one in-lane unpack each gives the numbers in order.
        var even = Vector256.Create(Vector128.LoadUnsafe(in source), Vector128.LoadUnsafe(in source, 4));
        var odd = Vector256.Create(Vector128.LoadUnsafe(in source, 2), Vector128.LoadUnsafe(in source, 6));
        Unpack(even, odd, out real, out imaginary);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumn(ref readonly double first, nint stride, out Lanes4 real, out Lanes4 imaginary)
    {
        // Rows 0, 2 and 1, 3, so that one in-lane unpack each gives the rows in order.
        ref var origin = ref Unsafe.AsRef(in first);
        var even = Vector256.Create(Vector128.LoadUnsafe(ref origin), Vector128.LoadUnsafe(ref Unsafe.Add(ref origin, 2 * stride)));
        var odd = Vector256.Create(Vector128.LoadUnsafe(ref Unsafe.Add(ref origin, stride)), Vector128.LoadUnsafe(ref Unsafe.Add(ref origin, 3 * stride)));
        Unpack(even, odd, out real, out imaginary);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumn(ref readonly float first, nint stride, out Lanes4 real, out Lanes4 imaginary)
    {
        // A complex number in single precision is as wide as one double: moved as such, then parted, then widened.
        ref var origin = ref Unsafe.AsRef(in first);
        var even = Vector128.Create(Pair(ref origin), Pair(ref Unsafe.Add(ref origin, 2 * stride))).AsSingle();
        var odd = Vector128.Create(Pair(ref Unsafe.Add(ref origin, stride)), Pair(ref Unsafe.Add(ref origin, 3 * stride))).AsSingle();
        if (Avx.IsSupported)
        {
            // r0 r1 i0 i1 and r2 r3 i2 i3.
            var (low, high) = (Sse.UnpackLow(even, odd), Sse.UnpackHigh(even, odd));
            real = new(Avx.ConvertToVector256Double(Sse.MoveLowToHigh(low, high)));
            imaginary = new(Avx.ConvertToVector256Double(Sse.MoveHighToLow(high, low)));
            return;
        }
        real = new(Vector256.Create((double)even.GetElement(0), odd.GetElement(0), even.GetElement(2), odd.GetElement(2)));
        imaginary = new(Vector256.Create((double)even.GetElement(1), odd.GetElement(1), even.GetElement(3), odd.GetElement(3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, ref double destination) => value._value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator &(Lanes4 a, Lanes4 b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator |(Lanes4 a, Lanes4 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SubtractProduct(Lanes4 c, Lanes4 a, Lanes4 b) =>
        // Named on x86, because a negated operand that occurs twice is otherwise computed by an instruction of its own.
        new(Fma.IsSupported ? Fma.MultiplyAddNegated(a._value, b._value, c._value) : Vector256.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 a, Lanes4 b) => new(Vector256.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Min(Lanes4 a, Lanes4 b) => new(Vector256.MinNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Less(Lanes4 a, Lanes4 b) => new(Vector256.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Select(Lanes4 mask, Lanes4 a, Lanes4 b) => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Lanes4 mask) => (uint)mask._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes4 value) => Vector256.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Largest(Lanes4 value) => Lanes2.Largest(new(Vector128.MaxNative(value._value.GetLower(), value._value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpack(Vector256<double> even, Vector256<double> odd, out Lanes4 real, out Lanes4 imaginary)
    {
        if (Avx.IsSupported)
        {
            real = new(Avx.UnpackLow(even, odd));
            imaginary = new(Avx.UnpackHigh(even, odd));
            return;
        }
        real = new(Vector256.Create(even.GetElement(0), odd.GetElement(0), even.GetElement(2), odd.GetElement(2)));
        imaginary = new(Vector256.Create(even.GetElement(1), odd.GetElement(1), even.GetElement(3), odd.GetElement(3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Pair(ref float complex) => Unsafe.As<float, double>(ref complex);
}
