using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Analog-to-digital converter: code = round(V/LSB), kept within −2^{b−1} to 2^{b−1} − 1, LSB = 2 V_range/2ᵇ. Rounding adds noise of variance
/// LSB²/12, spread evenly up to half the sampling rate (Bennett, Bell Syst. Tech. J. 27, 446 (1948)); an input beyond the range is clipped.
/// </summary>
public sealed record Digitizer
{
    /// <summary>Samples per second, up to 4 million.</summary>
    public double SampleRateHz { get; init; } = 4e6;

    /// <summary>b: 4 to 16 bits.</summary>
    public int Bits { get; init; } = 16;

    /// <summary>V_range: the input lies within ± this many volts.</summary>
    public double RangeV { get; init; } = 10;

    /// <summary>Volts per code.</summary>
    public double LsbV => 2 * RangeV / (1 << Bits);

    /// <summary>One-sided density of rounding noise in V²/Hz, LSB²/(6 f_s).</summary>
    public double RoundingDensity => LsbV * LsbV / (6 * SampleRateHz);

    /// <summary>Seconds between samples.</summary>
    public double StepS => 1 / SampleRateHz;

    /// <summary>Converts volts to codes. NaN becomes 0.</summary>
    /// <returns>Number of samples clipped.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Convert(ReadOnlySpan<double> volts, Span<short> codes)
    {
        PhysicalRange.RequireLength(codes.Length, volts.Length, nameof(codes), "voltage");
        var (scale, low, high) = (1 / LsbV, -(double)(1 << (Bits - 1)), (double)((1 << (Bits - 1)) - 1));
        var (lows, highs) = (Vector256.Create(low), Vector256.Create(high));
        ref var source = ref MemoryMarshal.GetReference(volts);
        ref var target = ref MemoryMarshal.GetReference(codes);
        var (unchanged, i) = (Vector256<long>.Zero, 0);
        for (; i + 8 <= volts.Length; i += 8)
        {
            var first = Vector256.Round(Vector256.LoadUnsafe(ref source, (nuint)i) * scale);
            var second = Vector256.Round(Vector256.LoadUnsafe(ref source, (nuint)i + 4) * scale);
            var (firstKept, secondKept) = (Vector256.MinNative(Vector256.MaxNative(first, lows), highs), Vector256.MinNative(Vector256.MaxNative(second, lows), highs));
            unchanged -= Vector256.Equals(first, firstKept).AsInt64() + Vector256.Equals(second, secondKept).AsInt64();
            (firstKept, secondKept) = (Known(first, firstKept), Known(second, secondKept));
            Vector128.Narrow(Whole(firstKept), Whole(secondKept)).StoreUnsafe(ref target, (nuint)i);
        }
        var outside = i - (int)Vector256.Sum(unchanged);
        for (; i < volts.Length; i++)
        {
            var rounded = Math.Round(volts[i] * scale);
            if (!(rounded >= low && rounded <= high)) outside++;
            codes[i] = (short)(double.IsNaN(rounded) ? 0 : Math.Clamp(rounded, low, high));
        }
        return outside;
    }

    /// <summary>Codes back to volts.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ToVolts(ReadOnlySpan<short> codes, Span<double> volts)
    {
        PhysicalRange.RequireLength(volts.Length, codes.Length, nameof(volts), "code");
        var (lsb, i) = (LsbV, 0);
        ref var target = ref MemoryMarshal.GetReference(volts);
        for (; i + 8 <= codes.Length; i += 8)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(codes), (nuint)i));
            ToVolts(low, lsb).StoreUnsafe(ref target, (nuint)i);
            ToVolts(high, lsb).StoreUnsafe(ref target, (nuint)i + 4);
        }
        for (; i < codes.Length; i++) volts[i] = lsb * codes[i];
    }

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> for a converter that cannot exist.</summary>
    internal void Check()
    {
        PhysicalRange.Require(SampleRateHz, 1, 4e6, "samples per second", nameof(SampleRateHz), "SampleRateHz = 4e6");
        PhysicalRange.Require(Bits, 4, 16, "bits", nameof(Bits), "Bits = 16");
        PhysicalRange.Require(RangeV, 1e-3, 1e3, "V", nameof(RangeV), "RangeV = 10");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Known(Vector256<double> value, Vector256<double> kept) => Vector256.ConditionalSelect(Vector256.Equals(value, value), kept, Vector256<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToVolts(Vector128<int> codes, double lsb)
    {
        var (low, high) = Vector128.Widen(codes);
        return Vector256.Create(Vector128.ConvertToDouble(low), Vector128.ConvertToDouble(high)) * lsb;
    }

    /// <summary>Four whole numbers below 2³¹ as integers: added to 1.5·2⁵², a number lies in the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Whole(Vector256<double> value)
    {
        const double shift = 6755399441055744;
        var bits = (value + Vector256.Create(shift)).AsInt64() - Vector256.Create(BitConverter.DoubleToInt64Bits(shift));
        return Vector128.Narrow(bits.GetLower(), bits.GetUpper());
    }
}
