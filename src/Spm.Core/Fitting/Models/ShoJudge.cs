using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>The tests that decide whether a spectrum's fit may be believed. Noise is complex Gaussian, σ per component.</summary>
internal sealed class ShoJudge(ShoAxis axis, ShoFitOptions options)
{
    // One spectrum in 10,000 of pure Gaussian noise has a bin beyond this: exp(−9.2) = 1e-4.
    private const double OutlierExponent = 9.2;
    private const double MisfitCorrelation = 6;
    private const double MisfitRSquared = 0.9;

    // About 8 independent linewidths are tried at each of n positions when a line is sought in noise.
    private readonly double _noiseGain = Math.Log(8 * axis.Bins / options.FalseAlarm);
    private readonly double _outlierGain = Math.Log(axis.Bins) + OutlierExponent;
    private readonly double _sigma = (options.NoiseSigma ?? double.NaN) / Math.Sqrt(axis.WeightUnit);
    private readonly double _firstSquare = Math.Pow(axis.First - 0.5 * axis.Spacing, 2), _lastSquare = Math.Pow(axis.Last + 0.5 * axis.Spacing, 2);

    /// <summary>Whether σ was given.</summary>
    public bool KnowsNoise { get; } = options.NoiseSigma is not null;

    /// <summary>The σ given, per component of a bin of the largest weight, for data divided by <paramref name="scale"/>; NaN when none was given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T KnownSigma<T>(T scale) where T : struct, ILanes<T> => T.Broadcast(_sigma) / scale;

    /// <summary>A bin is an outlier when |r|²/(2σ̂²) &gt; ln n + 9.2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOutlier(double square, double variance) => square > OutlierSquare(variance);

    /// <summary>The |r|² above which a bin is an outlier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double OutlierSquare(double variance) => 2 * variance * _outlierGain;

    /// <summary>As the other overload, per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T OutlierSquare<T>(T variance) where T : struct, ILanes<T> => variance * T.Broadcast(2 * _outlierGain);

    /// <summary>The line explains more than the luckiest line through noise does: (Σ|y−ȳ|² − Σ|r|²)/(2σ̂²) &gt; ln(8n/α). False for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T IsSignal<T>(T variation, T cost, T variance) where T : struct, ILanes<T> => T.Less(variance * T.Broadcast(2 * _noiseGain), variation - cost);

    /// <summary>The opposite of <see cref="IsSignal"/> for one spectrum.</summary>
    public bool IsNoise(double variation, double cost, double variance) => !(variation - cost > 2 * variance * _noiseGain);

    /// <summary>A fit that needs no search over all lines to confirm it: the line is not narrower than a bin and its centre lies in the band.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T IsPlain<T>(in ShoEstimate<T> fit) where T : struct, ILanes<T> =>
        T.Less(T.Broadcast(0.7 * axis.Spacing), fit.B) & T.Less(T.Broadcast(_firstSquare), fit.D) & T.Less(fit.D, T.Broadcast(_lastSquare));

    /// <summary>(d, b) lies on a limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAtBound(in ShoEstimate fit) =>
        fit.B <= axis.Narrowest || fit.B >= axis.Widest || fit.D <= axis.LowestSquare || fit.D >= axis.HighestSquare;

    /// <summary>Residuals follow one another and much is unexplained.</summary>
    public static bool IsMisfit(double correlation, double rSquared) => correlation > MisfitCorrelation && rSquared < MisfitRSquared;
}
