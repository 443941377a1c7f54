using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Finds the best line of one weighted spectrum wherever it is: a grid over position and width ranks all lines by what they explain,
/// then the best of each width (one per lane) goes through Levenberg–Marquardt. Costs about a hundred ordinary fits.
/// </summary>
internal sealed class ShoSearch<T> where T : struct, ILanes<T>
{
    private const double OutsideBins = 4;

    private readonly ShoAxis _axis;
    private readonly ShoFitOptions _options;
    private readonly double[] _gridD, _gridB, _startD, _startB, _scores = new double[T.Width];
    private readonly int[] _level;
    private readonly int _levels;
    private readonly double[] _bestScore, _lines;
    private ShoLaneState<T> _state;

    public ShoSearch(ShoAxis axis, ShoFitOptions options)
    {
        (_axis, _options) = (axis, options);
        var grid = new List<(double D, double B, int Level)>();
        for (var width = 1.5 * options.NarrowestLinewidthBins; width <= Math.Max(2 * axis.Bins, 1) && width * axis.Spacing < axis.Widest; width *= 2, _levels++)
        {
            var pad = OutsideBins * axis.Spacing;
            for (var u = axis.First - pad; u <= axis.Last + pad; u += axis.Spacing * Math.Max(0.5, 0.5 * width))
                if (u * u > axis.LowestSquare && u * u < axis.HighestSquare) grid.Add((u * u, width * axis.Spacing, _levels));
        }
        _lines = new double[2 * axis.Bins * T.Width];
        while (grid.Count % T.Width != 0) grid.Add(grid[^1]);
        (_gridD, _gridB, _level) = ([.. grid.Select(g => g.D)], [.. grid.Select(g => g.B)], [.. grid.Select(g => g.Level)]);
        (_startD, _startB, _bestScore) = (new double[_levels], new double[_levels], new double[_levels]);
    }

    /// <summary>The best line over the whole grid. <paramref name="weighted"/> is w·y interleaved, <paramref name="energy"/> is Σw|y|².</summary>
    /// <returns>Whether the best start met the stopping test.</returns>
    public bool FindBest(double[] y, double[] weighted, double[] weights, double energy, out ShoEstimate best)
    {
        Array.Fill(_bestScore, -1);
        for (var k = 0; k < _gridD.Length; k += T.Width)
        {
            T d = T.Load(in _gridD[k]), b = T.Load(in _gridB[k]);
            T.Store(ShoPass.Score(_axis, weighted, weights, in d, in b), ref _scores[0]);
            for (var lane = 0; lane < T.Width; lane++)
            {
                var level = _level[k + lane];
                if (_scores[lane] > _bestScore[level])
                    (_bestScore[level], _startD[level], _startB[level]) = (_scores[lane], _gridD[k + lane], _gridB[k + lane]);
            }
        }
        return Refine(y, weights, energy, _startD, _startB, out best);
    }

    /// <summary>Levenberg–Marquardt from each start; the lowest cost wins.</summary>
    public bool Refine(double[] y, double[] weights, double energy, ReadOnlySpan<double> startD, ReadOnlySpan<double> startB, out ShoEstimate best)
    {
        double kept = 0;
        foreach (var w in weights) kept += w > 0 ? 1 : 0;
        var perFreedom = T.Broadcast(1 / Math.Max(2 * kept - 4, 1));
        best = new() { Cost = double.PositiveInfinity };
        var bestConverged = false;
        for (var first = 0; first < startD.Length; first += T.Width)
        {
            T d = default, b = default;
            for (var lane = 0; lane < T.Width; lane++)
            {
                var start = Math.Min(first + lane, startD.Length - 1);
                Unsafe.Add(ref Unsafe.As<T, double>(ref d), lane) = startD[start];
                Unsafe.Add(ref Unsafe.As<T, double>(ref b), lane) = startB[start];
            }
            _state.Begin(d, b, T.Broadcast(energy));
            var running = T.Less(default, T.Broadcast(1));
            uint converged = 0;
            for (var evaluation = 0; evaluation < _options.MaxIterations && T.Bits(running) != 0; evaluation++)
            {
                ShoPass.Sum<T, SharedBins>(_axis, y, weights, _lines, in _state.TrialD, in _state.TrialB, out var sums);
                var now = _state.Advance(in sums, _axis, perFreedom, _options.Tolerance * _options.Tolerance, running);
                converged |= T.Bits(now);
                running = T.Select(now, default, running);
            }
            var fits = _state.End();
            for (var lane = 0; lane < T.Width; lane++)
            {
                var fit = fits.Lane(lane);
                if (!(fit.Cost < best.Cost) || !double.IsFinite(fit.D + fit.B + fit.CRe + fit.CIm)) continue;
                best = fit;
                bestConverged = (converged >> lane & 1) != 0;
            }
        }
        return bestConverged;
    }
}
