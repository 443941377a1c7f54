using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Fits one difficult spectrum: missing bins get weight 0, any scale is brought to 1, the best line is searched for everywhere, and bins
/// whose removal the rest of the data want are left out one after the other. Never throws for what a spectrum holds.
/// </summary>
internal sealed class ShoCarefulSolver<T>(ShoAxis axis, ShoFitOptions options, ShoJudge judge) where T : struct, ILanes<T>
{
    /// <summary>Two complex bins have as many numbers as the line has parameters.</summary>
    public const int FewestBins = 3;

    private const int Reweightings = 30;
    private const double FarEnoughToTry = 5;

    private readonly ShoSearch<T> _search = new(axis, options);
    private readonly double[] _given = new double[axis.Bins], _squares = new double[axis.Bins], _sorted = new double[axis.Bins];
    private ShoSpectrum _spectrum = new(axis);
    private double[] _y = [], _weights = [];
    private double _robustVariance;

    /// <summary>Fits a prepared spectrum and writes row <paramref name="row"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fit(ShoSpectrum spectrum, int row, in FitRows output)
    {
        (_spectrum, _y, _weights) = (spectrum, spectrum.Y, spectrum.Weights);
        _weights.CopyTo(_given, 0);
        _robustVariance = double.NaN;
        var (finite, scale) = (spectrum.Kept, spectrum.Scale);
        ShoEstimate fit = default;
        var (status, verdict) = (FitStatus.NonFinite, FitVerdict.TooFewPoints);
        double rSquared = double.NaN;
        var kept = finite;
        if (finite >= FewestBins && scale == 0) (status, verdict) = (FitStatus.Singular, FitVerdict.NoiseOnly);
        else if (finite >= FewestBins)
        {
            var converged = FindLine(ref kept, out fit);
            var energy = Survey(out var variation, out var weight);
            var variance = Math.Max(fit.Cost, 1e-18 * energy) / Math.Max(2 * weight - 4, 1e-300);
            var correlation = ShoResiduals.Evaluate(_y, _weights, axis, fit, _squares);
            rSquared = variation > 0 ? 1 - fit.Cost / variation : double.NaN;
            status = !double.IsFinite(fit.Cost) || !(fit.Mdd * fit.Mbb > fit.Mdb * fit.Mdb) ? FitStatus.Singular
                : !converged ? FitStatus.MaxIterations
                : judge.IsAtBound(fit) ? FitStatus.AtBound : FitStatus.Converged;
            verdict = kept <= FewestBins - 1 ? FitVerdict.TooFewPoints
                : judge.IsNoise(variation, fit.Cost, variance) ? FitVerdict.NoiseOnly
                : finite - kept > options.MaxExcludedFraction * axis.Bins ? FitVerdict.TooManyOutliers
                : status is FitStatus.MaxIterations or FitStatus.Singular ? FitVerdict.NotConverged
                : status == FitStatus.AtBound ? FitVerdict.Unresolved
                : ShoJudge.IsMisfit(correlation, rSquared) ? FitVerdict.PoorFit : FitVerdict.Good;
        }
        Write(fit, kept, scale, row, output);
        output.RSquared[row] = rSquared;
        output.Iterations[row] = (int)fit.Evaluations;
        (output.Status[row], output.Verdict[row]) = (status, verdict);
    }

    private void Write(in ShoEstimate fit, int kept, double scale, int row, in FitRows output)
    {
        var values = output.Values.Slice(4 * row, 4);
        var errors = output.StandardErrors.Slice(4 * row, 4);
        var sigma = Unsafe.BitCast<Lanes1, double>(judge.KnownSigma(Lanes1.Broadcast(scale)));
        values.Fill(double.NaN);
        errors.Fill(double.NaN);
        if (fit.D > 0)
        {
            var variance = !double.IsNaN(_robustVariance) ? _robustVariance : judge.KnowsNoise ? sigma * sigma : kept > 2 ? fit.Cost / (2 * kept - 4) : double.NaN;
            var p = Unsafe.BitCast<ShoParameters<Lanes1>, ShoNumbers>(fit.AsLane().Parameters(axis.CentreHz, Lanes1.Broadcast(variance)));
            p.Write(scale, values, errors);
        }
        if (judge.IsAtBound(fit)) errors.Fill(double.NaN);
        if (!output.Cost.IsEmpty) output.Cost[row] = fit.D > 0 ? fit.Cost * scale * scale * axis.WeightUnit : double.NaN;
        if (!output.ReducedChiSquared.IsEmpty) output.ReducedChiSquared[row] = fit.D > 0 && kept > 2 ? fit.Cost / (2 * kept - 4) / (sigma * sigma) : double.NaN;
        if (output.Excluded.IsEmpty) return;
        for (var k = 0; k < axis.Bins; k++) output.Excluded[row * axis.Bins + k] = _weights[k] == 0;
    }

    private bool FindLine(ref int kept, out ShoEstimate fit)
    {
        _search.Open(_spectrum);
        if (options.Outliers == OutlierTreatment.None) return _search.FindBest(_spectrum, Energy(), out fit);
        var converged = ExcludeOutliers(ref kept, out fit);
        if (options.Outliers is OutlierTreatment.Huber or OutlierTreatment.Cauchy) converged = Reweight(ref fit);
        return converged;
    }

    /// <summary>
    /// Leaves out, one at a time, the bin without which the best line fits so much better that chance is no explanation. Tried are the bin
    /// farthest from the line and the strongest bin, because a strong spike draws the line onto itself and then has no residual.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ExcludeOutliers(ref int kept, out ShoEstimate fit)
    {
        var converged = _search.FindBest(_spectrum, Energy(), out fit);
        var atMost = (int)(options.MaxExcludedFraction * axis.Bins) + 1;
        for (var excluded = 0; excluded < atMost && kept > FewestBins; excluded++)
        {
            ShoResiduals.Evaluate(_y, _weights, axis, fit, _squares);
            var farthestSquare = LargestKept(_squares, out var farthest);
            for (var k = 0; k < axis.Bins; k++) _squares[k] = _y[2 * k] * _y[2 * k] + _y[2 * k + 1] * _y[2 * k + 1];
            LargestKept(_squares, out var strongest);
            var variance = fit.Cost / Math.Max(2 * kept - 4, 1);
            var isFar = farthestSquare > 2 * variance * FarEnoughToTry;
            var isNarrow = fit.B < 1.5 * axis.Spacing;
            ShoEstimate best = default;
            int? better = isFar && TryWithout(farthest, kept, fit.Cost, out best) ? farthest : null;
            if (isNarrow && strongest != farthest && TryWithout(strongest, kept, fit.Cost, out var other) && (better is null || other.Cost < best.Cost))
                (better, best) = (strongest, other);
            if (better is null) break;
            _weights[better.Value] = 0;
            _search.Remove(better.Value, _y[2 * better.Value], _y[2 * better.Value + 1]);
            (fit, kept, converged) = (best, kept - 1, true);
        }
        return converged;
    }

    /// <summary>Whether the best line without bin <paramref name="k"/> is better beyond chance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryWithout(int k, int kept, double cost, out ShoEstimate best)
    {
        var (weight, freedom) = (_weights[k], Math.Max(2 * (kept - 1) - 4, 1));
        _weights[k] = 0;
        // As IsOutlier says below, with the variance of the fit without the bin.
        var converged = _search.FindBestWithout(_spectrum, Energy(), k, cost / (1 + judge.OutlierSquare(1.0) / freedom), out best);
        _weights[k] = weight;
        return converged && judge.IsOutlier(cost - best.Cost, Math.Max(best.Cost / freedom, 1e-18 * cost));
    }

    /// <summary>Iteratively reweighted least squares from the fit without outliers, over all finite bins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Reweight(ref ShoEstimate fit)
    {
        ShoResiduals.Evaluate(_y, _weights, axis, fit, _squares);
        var sigma = MedianSigma();
        var converged = false;
        for (var pass = 0; pass < Reweightings && !converged && sigma > 0; pass++)
        {
            ShoResiduals.Evaluate(_y, _weights, axis, fit, _squares);
            for (var k = 0; k < axis.Bins; k++)
                if (_given[k] > 0) _weights[k] = _given[k] * Weight(_given[k] * _squares[k] / (sigma * sigma));
            var (d, b) = (fit.D, fit.B);
            if (!_search.RefineFrom(_spectrum, Energy(), d, b, out fit)) return false;
            var (stepD, stepB) = (fit.D - d, fit.B - b);
            var variance = fit.Cost / Math.Max(2 * axis.Bins - 4, 1);
            converged = fit.Mdd * stepD * stepD + fit.Mbb * stepB * stepB + 2 * fit.Mdb * stepD * stepB <= 4 * options.Tolerance * options.Tolerance * variance;
        }
        if (converged) _robustVariance = RobustVariance(fit, sigma);
        return converged;
    }

    /// <summary>What (JᵀWJ)⁻¹ is multiplied by: a bin far away must not count by its distance, as it does in Σw|r|².</summary>
    /// <remarks>Huber and Ronchetti, Robust Statistics, 2nd ed., chapter 7: Cov = [Σψ²/(2n−4)]/[mean ψ′]²·(JᵀJ)⁻¹, ψ′ being the mean of its slopes along and across r.</remarks>
    private double RobustVariance(in ShoEstimate fit, double sigma)
    {
        ShoResiduals.Evaluate(_y, _weights, axis, fit, _squares);
        double squares = 0, slopes = 0, weights = 0, bins = 0;
        for (var k = 0; k < axis.Bins; k++)
        {
            if (!(_given[k] > 0)) continue;
            var t = _given[k] * _squares[k] / (sigma * sigma);
            var weight = Weight(t);
            var along = options.Outliers == OutlierTreatment.Cauchy ? weight * (2 * weight - 1) : weight < 1 ? 0 : 1;
            squares += weight * weight * _given[k] * _squares[k];
            slopes += 0.5 * (along + weight);
            weights += weight;
            bins++;
        }
        var slope = slopes / bins;
        return bins > 2 && slope > 0 ? squares / (2 * bins - 4) * (weights / bins) / (slope * slope) : double.NaN;
    }

    /// <summary>ρ'(t²) of the loss chosen, t = |r|/σ with σ per component.</summary>
    private double Weight(double squared)
    {
        const double huber = 1.345 * 1.345 * 2, cauchy = 2.385 * 2.385 * 2;
        return options.Outliers == OutlierTreatment.Huber ? Math.Min(1, Math.Sqrt(huber / Math.Max(squared, 1e-300))) : 1 / (1 + squared / cauchy);
    }

    /// <summary>σ per component from the median of |r|², which is 2 ln 2 σ² for complex Gaussian noise.</summary>
    private double MedianSigma()
    {
        var count = 0;
        for (var k = 0; k < axis.Bins; k++)
            if (_weights[k] > 0) _sorted[count++] = _given[k] * _squares[k];
        _sorted.AsSpan(0, count).Sort();
        return Math.Sqrt(_sorted[count / 2] / (2 * Math.Log(2)));
    }

    /// <summary>Σw|y|².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Energy()
    {
        double energy = 0;
        for (var k = 0; k < axis.Bins; k++) energy += _weights[k] * (_y[2 * k] * _y[2 * k] + _y[2 * k + 1] * _y[2 * k + 1]);
        return energy;
    }

    /// <summary>Σw|y|², Σw|y − ȳ|², and how many bins the weights amount to when each is compared with the one given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Survey(out double variation, out double weight)
    {
        double energy = 0, re = 0, im = 0, total = 0;
        weight = 0;
        for (var k = 0; k < axis.Bins; k++)
        {
            weight += _given[k] > 0 ? _weights[k] / _given[k] : 0;
            total += _weights[k];
            re += _weights[k] * _y[2 * k];
            im += _weights[k] * _y[2 * k + 1];
            energy += _weights[k] * (_y[2 * k] * _y[2 * k] + _y[2 * k + 1] * _y[2 * k + 1]);
        }
        variation = energy - (re * re + im * im) / total;
        return energy;
    }

    /// <summary>The largest w·value among bins with weight, and its bin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double LargestKept(double[] values, out int index)
    {
        index = 0;
        var largest = -1.0;
        for (var k = 0; k < axis.Bins; k++)
            if (_weights[k] > 0 && _weights[k] * values[k] > largest) (largest, index) = (_weights[k] * values[k], k);
        return largest;
    }
}
