namespace Spm.Core.Numerics;

/// <summary>
/// A handful of doubles that are computed together: 8 (<see cref="Lanes8"/>), 4 (<see cref="Lanes4"/>), 2 (<see cref="Lanes2"/>) or 1 (<see cref="Lanes1"/>).
/// A model body written once against this interface runs at every width, and its tail runs through the same body at width 1.
/// A mask is a value whose lanes are all ones (true) or all zeros (false).
/// </summary>
internal interface ILanes<TSelf> where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Width { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>Reads <see cref="Width"/> consecutive numbers.</summary>
    static abstract TSelf Load(ref readonly double source);

    /// <summary>Reads <see cref="Width"/> interleaved complex numbers, lane k the k-th of them.</summary>
    static abstract void LoadComplex(ref readonly double source, out TSelf real, out TSelf imaginary);

    /// <summary>Reads one complex number (real, imaginary) of each of <see cref="Width"/> rows that lie <paramref name="stride"/> numbers apart, lane k from row k.</summary>
    static abstract void LoadColumn(ref readonly double first, nint stride, out TSelf real, out TSelf imaginary);

    /// <summary>As the other overload, from numbers stored in single precision.</summary>
    static abstract void LoadColumn(ref readonly float first, nint stride, out TSelf real, out TSelf imaginary);

    /// <summary>Writes the lanes to consecutive numbers.</summary>
    static abstract void Store(TSelf value, ref double destination);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Lane-wise product.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Lane-wise quotient.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Both masks.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Either mask.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c − a·b, rounded once.</summary>
    static abstract TSelf SubtractProduct(TSelf c, TSelf a, TSelf b);

    /// <summary>Lane-wise larger value.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Lane-wise smaller value.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Lane-wise square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Lane-wise magnitude.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The mask a &lt; b; false where either is NaN.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where the mask is true, else <paramref name="b"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Bit k is set when lane k of the mask is true.</summary>
    static abstract uint Bits(TSelf mask);

    /// <summary>Sum of the lanes.</summary>
    static abstract double Sum(TSelf value);

    /// <summary>Largest lane.</summary>
    static abstract double Largest(TSelf value);
}
