using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Finds the best line of one spectrum wherever it is: the lines of a grid are ranked by what they explain (<see cref="ShoScan{T}"/>), and the
/// best of the best levels go through Levenberg–Marquardt, one per lane.
/// </summary>
internal sealed class ShoSearch<T> where T : struct, ILanes<T>
{
    // More starts find nothing better: with four, no set of the benchmark changes by more than the scatter of its fractions.
    private const int MaxStarts = 2;
    private const int Patience = 3;

    // A line of the grid explains most of what the best line nearby does; levels far below the best cannot win.
    private const double WorthTrying = 0.6;
    private const double GridLoss = 1.5;

    private readonly ShoAxis _axis;
    private readonly ShoGrid _grid;
    private readonly int _iterations;
    private readonly double _tolerance;
    private readonly ShoScan<T> _scan;
    private readonly double[] _lines;
    private readonly double[] _startD = new double[MaxStarts], _startB = new double[MaxStarts];
    private ShoLaneState<T> _state;

    public ShoSearch(ShoAxis axis, ShoFitOptions options)
    {
        (_axis, _grid, _scan) = (axis, axis.Grid, new(axis));
        (_iterations, _tolerance) = (options.MaxIterations, options.Tolerance * options.Tolerance);
        _lines = new double[2 * axis.Bins * T.Width];
    }

    /// <summary>Prepares the search in a spectrum.</summary>
    public void Open(ShoSpectrum spectrum) => _scan.Open(spectrum);

    /// <summary>Leaves bin <paramref name="k"/>, whose value is y, out from now on.</summary>
    public void Remove(int k, double re, double im) => _scan.Remove(k, re, im);

    /// <summary>The best line. <paramref name="energy"/> is Σw|y|² over the bins that have a weight.</summary>
    /// <returns>Whether the best start met the stopping test.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool FindBest(ShoSpectrum spectrum, double energy, out ShoEstimate best)
    {
        _scan.Rank(-1, 0, 0);
        return Refine(spectrum, energy, ChooseStarts(out _), out best);
    }

    /// <summary>
    /// The best line without bin <paramref name="without"/>, whose weight is 0 by now; false as well when no line can come down to
    /// <paramref name="cost"/>, because even half as much again as the grid explains would be too little.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool FindBestWithout(ShoSpectrum spectrum, double energy, int without, double cost, out ShoEstimate best)
    {
        _scan.Rank(without, spectrum.Y[2 * without], spectrum.Y[2 * without + 1]);
        var starts = ChooseStarts(out var explained);
        best = default;
        return energy - GridLoss * explained <= cost && Refine(spectrum, energy, starts, out best);
    }

    /// <summary>The line nearest to (d, b).</summary>
    public bool RefineFrom(ShoSpectrum spectrum, double energy, double d, double b, out ShoEstimate best)
    {
        (_startD[0], _startB[0]) = (d, b);
        return Refine(spectrum, energy, 1, out best);
    }

    /// <summary>The best levels that explain nearly as much as the best of all, and what that is; their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ChooseStarts(out double strongest)
    {
        var count = 0;
        strongest = 0;
        while (count < MaxStarts)
        {
            var level = 0;
            for (var k = 1; k < _scan.Scores.Length; k++)
                if (_scan.Scores[k] > _scan.Scores[level]) level = k;
            var score = _scan.Scores[level];
            if (count == 0) strongest = score;
            else if (!(score >= WorthTrying * strongest) || score < 0) break;
            (_startD[count], _startB[count]) = (_grid.D[_scan.Best[level]], _grid.B[_scan.Best[level]]);
            _scan.Scores[level] = -1;
            count++;
        }
        return count;
    }

    /// <summary>Levenberg–Marquardt from the starts; the lowest cost wins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Refine(ShoSpectrum spectrum, double energy, int starts, out ShoEstimate best)
    {
        double kept = 0;
        foreach (var w in spectrum.Weights) kept += w > 0 ? 1 : 0;
        var perFreedom = T.Broadcast(1 / Math.Max(2 * kept - 4, 1));
        best = new() { Cost = double.PositiveInfinity };
        var bestConverged = false;
        for (var first = 0; first < starts; first += T.Width)
        {
            T d = default, b = default;
            for (var lane = 0; lane < T.Width; lane++)
            {
                var start = Math.Min(first + lane, starts - 1);
                Unsafe.Add(ref Unsafe.As<T, double>(ref d), lane) = _startD[start];
                Unsafe.Add(ref Unsafe.As<T, double>(ref b), lane) = _startB[start];
            }
            _state.Begin(d, b, T.Broadcast(energy));
            var running = T.Less(default, T.Broadcast(1));
            uint converged = 0;
            var patience = Patience;
            for (var evaluation = 0; evaluation < _iterations && T.Bits(running) != 0; evaluation++)
            {
                ShoPass.Sum<T, SharedBins>(_axis, spectrum.Y, spectrum.Weights, _lines, in _state.TrialD, in _state.TrialB, out var sums);
                var now = _state.Advance(in sums, _axis, perFreedom, _tolerance, running);
                converged |= T.Bits(now);
                running = T.Select(now, default, running);
                if (converged == 0) continue;
                // A start that is far worse some evaluations after the first has arrived will not overtake it.
                if (patience-- > 0) continue;
                var lowest = T.Broadcast(-T.Largest(T.Select(running, T.Broadcast(double.NegativeInfinity), default(T) - _state.Cost)));
                running = running & T.Less(_state.Hope(), lowest);
            }
            var fits = _state.End();
            for (var lane = 0; lane < Math.Min(T.Width, starts - first); lane++)
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
