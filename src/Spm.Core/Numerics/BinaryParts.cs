namespace Spm.Core.Numerics;

/// <summary>Constants of the binary64 format, by which lanes take a number apart.</summary>
internal static class BinaryParts
{
    /// <summary>Bits of a mantissa, without the leading one.</summary>
    public const int MantissaBits = 52;

    /// <summary>Added to the exponent in the format.</summary>
    public const int Bias = 1023;

    /// <summary>2⁵² + bias: added to a whole number n, it leaves n + bias in the lowest bits.</summary>
    public const double WholeAndBias = 4503599627370496 + Bias;

    /// <summary>Bits of 2⁵².</summary>
    public const long WholeBits = 0x4330000000000000;

    /// <summary>Bits of 1.</summary>
    public const long OneBits = 0x3FF0000000000000;

    /// <summary>Bits of 1 less bits of √½: carries into the exponent where the mantissa is √2 or more.</summary>
    public const long OneLessRootHalf = OneBits - 0x3FE6A09E667F3BCD;

    /// <summary>Sign and exponent.</summary>
    public const long ExponentMask = unchecked((long)0xFFF0000000000000);

    /// <summary>Up to here, π/2 in three parts reduces an angle to full precision.</summary>
    public const double LargestReducedAngle = 1 << 30;

    /// <summary>An angle with the same sine and cosine, between −π and π where <paramref name="a"/> is larger than <see cref="LargestReducedAngle"/>.</summary>
    public static double EquivalentAngle(double a) => Math.Abs(a) <= LargestReducedAngle ? a : Math.Atan2(Math.Sin(a), Math.Cos(a));
}
