using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Closed-form start. The model says (u² − d − i b u) y = c; with weights s = max(|y|² − ¹⁄₁₀ max|y|², 0), which are large where the
/// noise of y matters little, min Σ s |(u² − d − i b u) y − c|² is linear in (d, b, c) and solved exactly. A missing bin (y = 0) has no weight.
/// </summary>
internal static class ShoGuess
{
    private const double WeightThreshold = 0.1;

    /// <summary>The starts (d, b) of a tile; true where the spectrum determines one within the axis' limits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Estimate<T>(ShoTile<T> tile, ShoAxis axis, out T d, out T b) where T : struct, ILanes<T>
    {
        ref var y = ref MemoryMarshal.GetArrayDataReference(tile.Y);
        ref var reduced = ref MemoryMarshal.GetArrayDataReference(axis.Reduced);
        ref var centred = ref MemoryMarshal.GetArrayDataReference(axis.Centred);
        // Σ s·(1, y, p y, u y) and Σ s|y|²·(1, p) with p = u² − 1.
        T s = default, yRe = default, yIm = default, pyRe = default, pyIm = default, uyRe = default, uyIm = default, e = default, pe = default;
        var floor = tile.Survey.Peak * T.Broadcast(WeightThreshold);
        for (nint k = 0, bins = axis.Bins; k < bins; k++)
        {
            T re = T.Load(in Unsafe.Add(ref y, 2 * k * T.Width)), im = T.Load(in Unsafe.Add(ref y, (2 * k + 1) * T.Width));
            T u = T.Broadcast(Unsafe.Add(ref reduced, k)), p = T.Broadcast(Unsafe.Add(ref centred, k));
            var square = T.MultiplyAdd(re, re, im * im);
            var weight = T.Max(square - floor, default);
            var energy = weight * square;
            re *= weight;
            im *= weight;
            s += weight;
            yRe += re;
            yIm += im;
            e += energy;
            pyRe = T.MultiplyAdd(p, re, pyRe);
            pyIm = T.MultiplyAdd(p, im, pyIm);
            uyRe = T.MultiplyAdd(u, re, uyRe);
            uyIm = T.MultiplyAdd(u, im, uyIm);
            pe = T.MultiplyAdd(p, energy, pe);
        }
        // The normal equations once c is eliminated: columns y and i u y, right-hand side p y, unknowns d − 1 and b.
        var one = T.Broadcast(1);
        var inverse = one / s;
        var dd = T.SubtractProduct(e, inverse, T.MultiplyAdd(yRe, yRe, yIm * yIm));
        var bb = T.SubtractProduct(pe + e, inverse, T.MultiplyAdd(uyRe, uyRe, uyIm * uyIm));
        var db = inverse * T.SubtractProduct(yRe * uyIm, yIm, uyRe);
        var vd = T.SubtractProduct(pe, inverse, T.MultiplyAdd(yRe, pyRe, yIm * pyIm));
        var vb = inverse * T.SubtractProduct(uyIm * pyRe, uyRe, pyIm);
        var scale = one / T.SubtractProduct(dd * bb, db, db);
        d = T.MultiplyAdd(scale, T.SubtractProduct(vd * bb, vb, db), one);
        b = scale * T.SubtractProduct(vb * dd, vd, db);
        return axis.Allows(d, b);
    }

    /// <summary>The start of a lane whose closed form has no answer within the limits: a line 1.5 bins wide at the strongest bin.</summary>
    public static void AtPeak<T>(ShoTile<T> tile, int lane, ShoAxis axis, ref T d, ref T b) where T : struct, ILanes<T>
    {
        var (strongest, peak) = (-1.0, 0);
        for (var k = 0; k < axis.Bins; k++)
        {
            double re = tile.Y[2 * k * T.Width + lane], im = tile.Y[(2 * k + 1) * T.Width + lane], square = re * re + im * im;
            if (square > strongest) (strongest, peak) = (square, k);
        }
        Unsafe.Add(ref Unsafe.As<T, double>(ref d), lane) = axis.Squared[peak];
        Unsafe.Add(ref Unsafe.As<T, double>(ref b), lane) = 1.5 * axis.Spacing;
    }
}
