using System.Buffers.Binary;

namespace Spm.Interactive.Views;

/// <summary>
/// Numbers as compact base64 for the browser, which has the inverse of each (<c>unpack.js</c>). What does not fit is stated at each packing.
/// </summary>
public static class Packing
{
    /// <summary>Code of a value that is missing in <see cref="Levels10"/>.</summary>
    public const int Missing = 1023;

    /// <summary>Highest level of <see cref="Levels10"/>; the rounding error is half of one level.</summary>
    public const int HighestLevel = 1022;

    /// <summary>IEEE double precision, little-endian: exact.</summary>
    public static string Float64(ReadOnlySpan<double> values)
    {
        var bytes = new byte[8 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * i), values[i]);
        return Convert.ToBase64String(bytes);
    }

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
    public static int Level10(double value, double low, double high) => !double.IsFinite(value) ? Missing
        : high > low ? (int)Math.Round(Math.Clamp((value - low) / (high - low), 0, 1) * HighestLevel) : HighestLevel / 2;

    /// <summary>Four 10-bit levels in five bytes, little-endian.</summary>
    public static string Levels10(ReadOnlySpan<ushort> levels)
    {
        var bytes = new byte[(levels.Length + 3) / 4 * 5];
        for (var i = 0; i < levels.Length; i++)
        {
            var bit = 10 * (i % 4);
            var shifted = levels[i] << (bit % 8);
            bytes[i / 4 * 5 + bit / 8] |= (byte)shifted;
            bytes[i / 4 * 5 + bit / 8 + 1] |= (byte)(shifted >> 8);
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
