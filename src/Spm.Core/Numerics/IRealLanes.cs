namespace Spm.Core.Numerics;

/// <summary>
/// Lanes that are also the number of a model. What several of its interfaces have is named once more, so that a generic body may use it.
/// </summary>
internal interface IRealLanes<TSelf> : ILanes<TSelf>, IReal<TSelf>, ILaneArithmetic<TSelf> where TSelf : struct, IRealLanes<TSelf>
{
    /// <summary>The same constant in every lane.</summary>
    static abstract implicit operator TSelf(double value);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>−a.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>Lane-wise product.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Lane-wise quotient.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Both masks.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Either mask.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once.</summary>
    static new abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c − a·b, rounded once.</summary>
    static new abstract TSelf SubtractProduct(TSelf c, TSelf a, TSelf b);

    /// <summary>Lane-wise larger value.</summary>
    static new abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Lane-wise smaller value.</summary>
    static new abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>|a|.</summary>
    static new abstract TSelf Abs(TSelf a);

    /// <summary>√a; NaN below 0.</summary>
    static new abstract TSelf Sqrt(TSelf a);

    /// <summary>The mask a &lt; b; false where either is NaN.</summary>
    static new abstract TSelf Less(TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where the mask is true, else <paramref name="b"/>.</summary>
    static new abstract TSelf Select(TSelf mask, TSelf a, TSelf b);
}
