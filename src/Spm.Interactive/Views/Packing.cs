using System.Buffers.Binary;

namespace Spm.Interactive.Views;

/// <summary>
/// Numbers as compact base64 for the browser, which has the inverse of each (<c>spm-view.js</c>). What does not fit is stated at each packing.
/// </summary>
public static class Packing
{
    /// <summary>Code of a value that is missing in <see cref="Levels12"/>.</summary>
    public const int Missing = 4095;

    /// <summary>Highest level of <see cref="Levels12"/>; the rounding error is half of one level.</summary>
    public const int HighestLevel = 4094;

    /// <summary>IEEE single precision, little-endian: 7 digits.</summary>
    public static string Float32(ReadOnlySpan<double> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), (float)values[i]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The upper three bytes of a single, little-endian: relative error at most 2⁻¹⁶ = 1.5·10⁻⁵, NaN kept.</summary>
    public static string Float24(ReadOnlySpan<double> values) => UpperBytes(values, 3);

    /// <summary>The upper two bytes of a single, little-endian: relative error at most 2⁻⁸ = 0.4 %, NaN kept. For standard errors.</summary>
    public static string Float16(ReadOnlySpan<double> values) => UpperBytes(values, 2);

    /// <summary>Level of a value between two ends; beyond them the end's level, not finite <see cref="Missing"/>.</summary>
    public static int Level12(double value, double low, double high) => !double.IsFinite(value) ? Missing
        : high > low ? (int)Math.Round(Math.Clamp((value - low) / (high - low), 0, 1) * HighestLevel) : HighestLevel / 2;

    /// <summary>Two 12-bit levels in three bytes: a | b &lt;&lt; 12, little-endian.</summary>
    public static string Levels12(ReadOnlySpan<ushort> levels)
    {
        var bytes = new byte[(levels.Length + 1) / 2 * 3];
        for (var i = 0; i < levels.Length; i += 2)
        {
            var pair = levels[i] | (i + 1 < levels.Length ? levels[i + 1] : 0) << 12;
            (bytes[i / 2 * 3], bytes[i / 2 * 3 + 1], bytes[i / 2 * 3 + 2]) = ((byte)pair, (byte)(pair >> 8), (byte)(pair >> 16));
        }
        return Convert.ToBase64String(bytes);
    }

    /// <summary>One bit each, lowest bit first.</summary>
    public static string Bits(ReadOnlySpan<bool> flags)
    {
        var bytes = new byte[(flags.Length + 7) / 8];
        for (var i = 0; i < flags.Length; i++)
            if (flags[i])
                bytes[i / 8] |= (byte)(1 << (i % 8));
        return Convert.ToBase64String(bytes);
    }

    private static string UpperBytes(ReadOnlySpan<double> values, int kept)
    {
        var (bytes, dropped) = (new byte[kept * values.Length], 8 * (4 - kept));
        for (var i = 0; i < values.Length; i++)
        {
            var single = (float)values[i];
            var bits = BitConverter.SingleToUInt32Bits(single);
            if (float.IsFinite(single)) bits += 1u << (dropped - 1);
            for (var k = 0; k < kept; k++) bytes[kept * i + k] = (byte)(bits >> (dropped + 8 * k));
        }
        return Convert.ToBase64String(bytes);
    }
}
