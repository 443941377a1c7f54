namespace Spm.Core.Numerics;

/// <summary>
/// The number in which a model is written once: one double, several doubles in vector lanes, or either of these together with its
/// derivatives by the parameters. A model that uses nothing but this interface is fitted at every lane width with exact derivatives.
/// </summary>
/// <typeparam name="TSelf">The number type.</typeparam>
public interface IReal<TSelf> where TSelf : struct, IReal<TSelf>
{
    /// <summary>A constant; its derivatives are zero.</summary>
    static abstract implicit operator TSelf(double value);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a + b with a constant.</summary>
    static abstract TSelf operator +(TSelf a, double b);

    /// <summary>a + b with a constant.</summary>
    static abstract TSelf operator +(double a, TSelf b);

    /// <summary>a − b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a − b with a constant.</summary>
    static abstract TSelf operator -(TSelf a, double b);

    /// <summary>a − b with a constant.</summary>
    static abstract TSelf operator -(double a, TSelf b);

    /// <summary>−a.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>a·b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a·b with a constant.</summary>
    static abstract TSelf operator *(TSelf a, double b);

    /// <summary>a·b with a constant.</summary>
    static abstract TSelf operator *(double a, TSelf b);

    /// <summary>a/b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a/b with a constant.</summary>
    static abstract TSelf operator /(TSelf a, double b);

    /// <summary>a/b with a constant.</summary>
    static abstract TSelf operator /(double a, TSelf b);

    /// <summary>a².</summary>
    static abstract TSelf Square(TSelf a);

    /// <summary>√a; NaN below 0.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>∛a, negative for negative a.</summary>
    static abstract TSelf Cbrt(TSelf a);

    /// <summary>eᵃ.</summary>
    static abstract TSelf Exp(TSelf a);

    /// <summary>Natural logarithm; NaN below 0, −∞ at 0.</summary>
    static abstract TSelf Log(TSelf a);

    /// <summary>aᵇ for a ≥ 0; NaN for negative a.</summary>
    static abstract TSelf Pow(TSelf a, TSelf b);

    /// <summary>aᵇ with a constant exponent; a negative a is allowed when b is a whole number.</summary>
    static abstract TSelf Pow(TSelf a, double b);

    /// <summary>Sine of a in rad.</summary>
    static abstract TSelf Sin(TSelf a);

    /// <summary>Cosine of a in rad.</summary>
    static abstract TSelf Cos(TSelf a);

    /// <summary>Arc tangent in rad, −π/2 to π/2.</summary>
    static abstract TSelf Atan(TSelf a);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract TSelf Tanh(TSelf a);

    /// <summary>Error function, 2/√π ∫₀ᵃ e^{−t²} dt.</summary>
    static abstract TSelf Erf(TSelf a);

    /// <summary>|a|; the derivative at 0 is that of +a.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>The smaller of the two, with its derivatives.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger of the two, with its derivatives.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>
    /// <paramref name="then"/> where a &lt; b, else <paramref name="otherwise"/>, with the derivatives of the one taken. Both are
    /// computed, and what is not taken may be NaN.
    /// </summary>
    static abstract TSelf IfLess(TSelf a, TSelf b, TSelf then, TSelf otherwise);
}
