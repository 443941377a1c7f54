using System.Runtime.CompilerServices;

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

    /// <summary>A bin is an outlier when |r|²/(2σ̂²) &gt; ln n + 9.2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOutlier(double square, double variance) => square > OutlierSquare(variance);

    /// <summary>The |r|² above which a bin is an outlier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double OutlierSquare(double variance) => 2 * variance * _outlierGain;

    /// <summary>The line explains no more than the luckiest line through noise does: (Σ|y−ȳ|² − Σ|r|²)/(2σ̂²) &lt; ln(8n/α).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNoise(double variation, double cost, double variance) => !(variation - cost > 2 * variance * _noiseGain);

    /// <summary>(d, b) lies on a limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAtBound(in ShoEstimate fit) =>
        fit.B <= axis.Narrowest || fit.B >= axis.Widest || fit.D <= axis.LowestSquare || fit.D >= axis.HighestSquare;

    /// <summary>A fit that the search over all lines should confirm: a line narrower than a bin, or centred outside the band.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsDoubtful(in ShoEstimate fit)
    {
        double first = axis.First - 0.5 * axis.Spacing, last = axis.Last + 0.5 * axis.Spacing;
        return fit.B < 0.7 * axis.Spacing || fit.D < first * first || fit.D > last * last;
    }

    /// <summary>Residuals follow one another and much is unexplained.</summary>
    public static bool IsMisfit(double correlation, double rSquared) => correlation > MisfitCorrelation && rSquared < MisfitRSquared;
}
