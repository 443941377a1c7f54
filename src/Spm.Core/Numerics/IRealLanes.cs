namespace Spm.Core.Numerics;

/// <summary>Lanes that are also the number of a model. Operators that both interfaces have are named once more, so that a generic body may use them.</summary>
internal interface IRealLanes<TSelf> : ILanes<TSelf>, IReal<TSelf> where TSelf : struct, IRealLanes<TSelf>
{
    /// <summary>The same constant in every lane.</summary>
    static abstract implicit operator TSelf(double value);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Lane-wise product.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Lane-wise quotient.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Lane-wise larger value.</summary>
    static new abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Lane-wise smaller value.</summary>
    static new abstract TSelf Min(TSelf a, TSelf b);
}
