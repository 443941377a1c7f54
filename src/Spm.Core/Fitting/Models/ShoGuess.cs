using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>What one look at a spectrum tells: Σ|y|², Σy and the largest |y|².</summary>
internal struct ShoSurvey
{
    public double Energy, SumRe, SumIm, Peak;

    /// <summary>All bins finite, not all zero, and squares neither overflow nor underflow.</summary>
    public readonly bool IsOrdinary => Energy is > 1e-200 and < 1e200;

    /// <summary>Σ|y − ȳ|² over <paramref name="bins"/> bins.</summary>
    public readonly double Variation(double bins) => Energy - (SumRe * SumRe + SumIm * SumIm) / bins;
}

/// <summary>
/// Closed-form start. The model says (u² − d − i b u) y = c; with weights s = max(|y|² − ¹⁄₁₀ max|y|², 0), which are large where the
/// noise of y matters little, min Σ s |(u² − d − i b u) y − c|² is linear in (d, b, c) and solved exactly. Bins lie in the lanes.
/// </summary>
internal static class ShoGuess
{
    private const double WeightThreshold = 0.1;

    /// <summary>One look at a spectrum of interleaved complex numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ShoSurvey Survey<T>(ref double y, int bins) where T : struct, ILanes<T>
    {
        ShoSurvey survey = default;
        var done = SurveyFrom<T>(ref y, 0, bins, ref survey);
        SurveyFrom<Lanes1>(ref y, done, bins, ref survey);
        return survey;
    }

    /// <summary>The start (d, b); false when the spectrum does not determine one within the axis' limits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryEstimate<T>(ref double y, ShoAxis axis, double peak, out double d, out double b) where T : struct, ILanes<T>
    {
        Moments moments = default;
        var done = AddFrom<T>(ref y, axis, 0, WeightThreshold * peak, ref moments);
        AddFrom<Lanes1>(ref y, axis, done, WeightThreshold * peak, ref moments);
        return moments.TrySolve(axis, out d, out b);
    }

    /// <summary>The start when the closed form has no answer within the limits: a line 1.5 bins wide at the strongest bin.</summary>
    public static void AtPeak(ref double y, ShoAxis axis, out double d, out double b)
    {
        var (strongest, peak) = (-1.0, 0);
        for (var k = 0; k < axis.Bins; k++)
        {
            double re = Unsafe.Add(ref y, 2 * k), im = Unsafe.Add(ref y, 2 * k + 1), square = re * re + im * im;
            if (square > strongest) (strongest, peak) = (square, k);
        }
        (d, b) = (axis.Squared[peak], 1.5 * axis.Spacing);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint SurveyFrom<T>(ref double y, nint k, nint bins, ref ShoSurvey survey) where T : struct, ILanes<T>
    {
        T energy = default, sumRe = default, sumIm = default, peak = default;
        for (; k + T.Width <= bins; k += T.Width)
        {
            T.LoadComplex(in Unsafe.Add(ref y, 2 * k), out var re, out var im);
            var square = T.MultiplyAdd(re, re, im * im);
            energy += square;
            sumRe += re;
            sumIm += im;
            peak = T.Max(peak, square);
        }
        survey.Energy += T.Sum(energy);
        survey.SumRe += T.Sum(sumRe);
        survey.SumIm += T.Sum(sumIm);
        survey.Peak = double.MaxNative(survey.Peak, T.Largest(peak));
        return k;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint AddFrom<T>(ref double y, ShoAxis axis, nint k, double threshold, ref Moments moments) where T : struct, ILanes<T>
    {
        ref var reduced = ref MemoryMarshal.GetArrayDataReference(axis.Reduced);
        ref var squared = ref MemoryMarshal.GetArrayDataReference(axis.Squared);
        T one = T.Broadcast(1), floor = T.Broadcast(threshold);
        T s = default, yRe = default, yIm = default, pyRe = default, pyIm = default, uyRe = default, uyIm = default, e = default, pe = default;
        for (nint bins = axis.Bins; k + T.Width <= bins; k += T.Width)
        {
            T.LoadComplex(in Unsafe.Add(ref y, 2 * k), out var re, out var im);
            var u = T.Load(in Unsafe.Add(ref reduced, k));
            var p = T.Load(in Unsafe.Add(ref squared, k)) - one;
            var square = T.MultiplyAdd(re, re, im * im);
            var weight = T.Max(square - floor, default);
            var energy = weight * square;
            re *= weight;
            im *= weight;
            s += weight;
            yRe += re;
            yIm += im;
            pyRe = T.MultiplyAdd(p, re, pyRe);
            pyIm = T.MultiplyAdd(p, im, pyIm);
            uyRe = T.MultiplyAdd(u, re, uyRe);
            uyIm = T.MultiplyAdd(u, im, uyIm);
            e += energy;
            pe = T.MultiplyAdd(p, energy, pe);
        }
        moments.S += T.Sum(s);
        moments.YRe += T.Sum(yRe);
        moments.YIm += T.Sum(yIm);
        moments.PyRe += T.Sum(pyRe);
        moments.PyIm += T.Sum(pyIm);
        moments.UyRe += T.Sum(uyRe);
        moments.UyIm += T.Sum(uyIm);
        moments.E += T.Sum(e);
        moments.Pe += T.Sum(pe);
        return k;
    }

    /// <summary>Σ s·(1, y, p y, u y) and Σ s|y|²·(1, p) with p = u² − 1.</summary>
    private struct Moments
    {
        public double S, YRe, YIm, PyRe, PyIm, UyRe, UyIm, E, Pe;

        /// <summary>The normal equations once c is eliminated: columns y and i u y, right-hand side p y, unknowns d − 1 and b.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool TrySolve(ShoAxis axis, out double d, out double b)
        {
            var inverse = 1 / S;
            var dd = E - inverse * (YRe * YRe + YIm * YIm);
            var bb = Pe + E - inverse * (UyRe * UyRe + UyIm * UyIm);
            var db = inverse * (YRe * UyIm - YIm * UyRe);
            var vd = Pe - inverse * (YRe * PyRe + YIm * PyIm);
            var vb = inverse * (UyIm * PyRe - UyRe * PyIm);
            var scale = 1 / (dd * bb - db * db);
            d = 1 + scale * (vd * bb - vb * db);
            b = scale * (vb * dd - vd * db);
            return axis.Allows(d, b);
        }
    }
}
