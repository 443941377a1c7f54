namespace Spm.Core.Numerics;

/// <summary>
/// What <see cref="LaneExponential"/> and its neighbours need of a number: arithmetic, choice by mask, and the parts of a binary number.
/// Lanes implement it, and so does a formula that is being recorded, so that every function has one source.
/// </summary>
internal interface ILaneArithmetic<TSelf> where TSelf : struct, ILaneArithmetic<TSelf>
{
    /// <summary>A constant.</summary>
    static abstract implicit operator TSelf(double value);

    /// <summary>Sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>−a.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Quotient.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Both masks.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Either mask.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c − a·b, rounded once.</summary>
    static abstract TSelf SubtractProduct(TSelf c, TSelf a, TSelf b);

    /// <summary>a if a &gt; b, else b: a NaN in b stays.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>a if a &lt; b, else b: a NaN in b stays.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>|a|.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>√a.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The mask a &lt; b; false where either is NaN.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where the mask is true, else <paramref name="b"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>The nearest whole number, halves to the even one.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>2ⁿ for a whole n from −1022 to 1023.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>e of a = m·2ᵉ with √½ ≤ m &lt; √2, for positive a that are neither subnormal nor infinite.</summary>
    static abstract TSelf Exponent(TSelf a);

    /// <summary>m of a = m·2ᵉ with √½ ≤ m &lt; √2, for positive a that are neither subnormal nor infinite.</summary>
    static abstract TSelf Mantissa(TSelf a);

    /// <summary>a up to 2³⁰ rad; beyond, the angle between −π and π with the same sine and cosine.</summary>
    static abstract TSelf EquivalentAngle(TSelf a);
}
