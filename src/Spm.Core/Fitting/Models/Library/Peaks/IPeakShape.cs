using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>A symmetric peak of height 1 and full width at half maximum 1.</summary>
internal interface IPeakShape
{
    /// <summary>Parameters of one peak: centre, width, height and those of the shape itself.</summary>
    static abstract int Parameters { get; }

    /// <summary>The shape at u = (x − x0)/w.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="u">Distance from the centre in full widths.</param>
    /// <param name="shape">The shape's own parameters.</param>
    static abstract T Value<T>(T u, ReadOnlySpan<T> shape) where T : struct, IReal<T>;
}

/// <summary>1/(1 + 4u²).</summary>
internal readonly struct LorentzianShape : IPeakShape
{
    public static int Parameters => 3;

    public static T Value<T>(T u, ReadOnlySpan<T> shape) where T : struct, IReal<T> => 1 / (1 + 4 * T.Square(u));
}

/// <summary>exp(−4 ln 2 u²).</summary>
internal readonly struct GaussianShape : IPeakShape
{
    public const double FourLn2 = 4 * 0.69314718055994530942;

    public static int Parameters => 3;

    public static T Value<T>(T u, ReadOnlySpan<T> shape) where T : struct, IReal<T> => T.Exp(-FourLn2 * T.Square(u));
}

/// <summary>η/(1 + 4u²) + (1 − η) exp(−4 ln 2 u²).</summary>
internal readonly struct PseudoVoigtShape : IPeakShape
{
    public static int Parameters => 4;

    public static T Value<T>(T u, ReadOnlySpan<T> shape) where T : struct, IReal<T>
    {
        var square = T.Square(u);
        var gaussian = T.Exp(-GaussianShape.FourLn2 * square);
        return gaussian + shape[0] * (1 / (1 + 4 * square) - gaussian);
    }
}
