using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Σ A e^{iφ} f0²/(f² − i f f0/Q − f0²) + c + s f with complex c and s; p = A, f0, Q, φ of each resonance, then real and imaginary parts of
/// as many coefficients of the background as there are.
/// </summary>
internal readonly struct ResonanceSum<TBackground> : IComplexModelFunction where TBackground : struct, IComplexBackground
{
    public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>
    {
        var resonances = p.Length - 2 * TBackground.Coefficients;
        TBackground.Value(x, p[resonances..], out real, out imaginary);
        for (var k = 0; k < resonances; k += 4)
        {
            Resonator.Denominator(x, p[k + 1], p[k + 2], out var re, out var im);
            var scale = p[k] / (T.Square(re) + T.Square(im));
            T cosine = T.Cos(p[k + 3]), sine = T.Sin(p[k + 3]);
            real += scale * (cosine * re + sine * im);
            imaginary += scale * (sine * re - cosine * im);
        }
    }
}

/// <summary>A e^{iφ} d2/(d1 d2 − k²) with d_j = (f² − i f f_j/Q_j − f_j²)/f_j²; p = A, f1, Q1, φ, f2, Q2, k.</summary>
internal readonly struct CoupledResonators : IComplexModelFunction
{
    public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>
    {
        Resonator.Denominator(x, p[1], p[2], out var re1, out var im1);
        Resonator.Denominator(x, p[4], p[5], out var re2, out var im2);
        // d1 − k²/d2, which the driven resonator feels.
        var load = T.Square(p[6]) / (T.Square(re2) + T.Square(im2));
        T re = re1 - load * re2, im = im1 + load * im2;
        var scale = p[0] / (T.Square(re) + T.Square(im));
        T cosine = T.Cos(p[3]), sine = T.Sin(p[3]);
        real = scale * (cosine * re + sine * im);
        imaginary = scale * (sine * re - cosine * im);
    }
}

/// <summary>What one resonator does to its response.</summary>
internal static class Resonator
{
    /// <summary>(f² − f0² − i f f0/Q)/f0².</summary>
    public static void Denominator<T>(T frequency, T resonance, T quality, out T real, out T imaginary) where T : struct, IReal<T>
    {
        var reduced = frequency / resonance;
        // A product loses less near the resonance than a difference of squares.
        real = (reduced - 1) * (reduced + 1);
        imaginary = -reduced / quality;
    }
}

/// <summary>Response that is there without the resonance, such as cross-talk of the drive.</summary>
internal interface IComplexBackground
{
    /// <summary>Number of complex coefficients.</summary>
    static abstract int Coefficients { get; }

    /// <summary>The background at x.</summary>
    static abstract void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>;
}

/// <summary>0.</summary>
internal readonly struct NoBackground : IComplexBackground
{
    public static int Coefficients => 0;

    public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T> => (real, imaginary) = (0, 0);
}

/// <summary>c.</summary>
internal readonly struct ConstantBackground : IComplexBackground
{
    public static int Coefficients => 1;

    public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T> => (real, imaginary) = (p[0], p[1]);
}

/// <summary>c + s f.</summary>
internal readonly struct LineBackground : IComplexBackground
{
    public static int Coefficients => 2;

    public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T> =>
        (real, imaginary) = (p[0] + p[2] * x, p[1] + p[3] * x);
}
