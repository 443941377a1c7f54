using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Finds the best line of one spectrum wherever it is. A line g explains |Z|²/S of Σw|y|², with Z = Σw ḡ y and S = Σw|g|²; lines of a tabulated
/// grid lie in the lanes. To leave a bin out is a subtraction from Z and S, so that "what if this bin were an outlier" costs little.
/// The best lines of the grid then go through Levenberg–Marquardt, one per lane.
/// </summary>
internal sealed class ShoSearch<T> where T : struct, ILanes<T>
{
    private const int MaxStarts = 2;
    private const int Patience = 3;

    // A line of the grid explains most of what the best line nearby does; levels far below the best cannot win.
    private const double WorthTrying = 0.6;
    private const double GridLoss = 1.5;

    private readonly ShoAxis _axis;
    private readonly ShoGrid _grid;
    private readonly int _iterations;
    private readonly double _tolerance;
    private readonly double[] _zRe, _zIm, _norms, _lines, _levelScore, _scores = new double[T.Width], _indices = new double[T.Width];
    private readonly int[] _levelBest;
    private readonly double[] _startD = new double[MaxStarts], _startB = new double[MaxStarts];
    private ShoLaneState<T> _state;

    public ShoSearch(ShoAxis axis, ShoFitOptions options)
    {
        (_axis, _grid) = (axis, axis.Grid);
        (_iterations, _tolerance) = (options.MaxIterations, options.Tolerance * options.Tolerance);
        (_zRe, _zIm, _norms) = (new double[_grid.D.Length], new double[_grid.D.Length], new double[_grid.D.Length]);
        (_levelScore, _levelBest) = (new double[_grid.Levels], new int[_grid.Levels]);
        _lines = new double[2 * axis.Bins * T.Width];
    }

    /// <summary>Prepares the search in a spectrum: Z and S of all lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Open(ShoSpectrum spectrum)
    {
        _grid.Norms.CopyTo(_norms, 0);
        foreach (ref readonly var block in _grid.Blocks.AsSpan())
            for (var line = 0; line < ShoGrid.BlockLength; line += T.Width)
                Project(block, line, spectrum.Y);
        for (var k = 0; k < _axis.Bins; k++)
            if (spectrum.Weights[k] == 0 && _axis.Weights[k] > 0) Remove(k, 0, 0);
    }

    /// <summary>Leaves bin <paramref name="k"/>, whose value is y, out from now on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Remove(int k, double re, double im)
    {
        foreach (ref readonly var block in _grid.Blocks.AsSpan())
        {
            if (!block.Covers(k)) continue;
            for (var line = 0; line < ShoGrid.BlockLength; line += T.Width)
            {
                var at = block.First + line;
                Without(block, line, k, re, im, out var zRe, out var zIm, out var norm);
                T.Store(zRe, ref _zRe[at]);
                T.Store(zIm, ref _zIm[at]);
                T.Store(norm, ref _norms[at]);
            }
        }
    }

    /// <summary>The best line. <paramref name="energy"/> is Σw|y|² over the bins that have a weight.</summary>
    /// <returns>Whether the best start met the stopping test.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool FindBest(ShoSpectrum spectrum, double energy, out ShoEstimate best)
    {
        Rank(-1, 0, 0);
        return Refine(spectrum, energy, ChooseStarts(out _), out best);
    }

    /// <summary>
    /// The best line without bin <paramref name="without"/>, whose weight is 0 by now; false as well when no line can come down to
    /// <paramref name="cost"/>, because even half as much again as the grid explains would be too little.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool FindBestWithout(ShoSpectrum spectrum, double energy, int without, double cost, out ShoEstimate best)
    {
        Rank(without, spectrum.Y[2 * without], spectrum.Y[2 * without + 1]);
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

    /// <summary>Z of the lines from <paramref name="line"/> of a block on. Even and odd bins are summed apart, so that no sum waits for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project(in ShoGrid.Block block, int line, double[] spectrum)
    {
        const int step = 2 * ShoGrid.BlockLength;
        ref var g = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_grid.Lines), block.Offset + line);
        ref var y = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(spectrum), 2 * block.Start);
        T reRe = default, imIm = default, reIm = default, imRe = default, oddReRe = default, oddImIm = default, oddReIm = default, oddImRe = default;
        nint k = 0, bins = block.Length;
        for (; k + 2 <= bins; k += 2)
        {
            T re = T.Broadcast(Unsafe.Add(ref y, 2 * k)), im = T.Broadcast(Unsafe.Add(ref y, 2 * k + 1));
            T gRe = T.Load(in Unsafe.Add(ref g, k * step)), gIm = T.Load(in Unsafe.Add(ref g, k * step + ShoGrid.BlockLength));
            reRe = T.MultiplyAdd(gRe, re, reRe);
            reIm = T.MultiplyAdd(gRe, im, reIm);
            imRe = T.MultiplyAdd(gIm, re, imRe);
            imIm = T.MultiplyAdd(gIm, im, imIm);
            T nextRe = T.Broadcast(Unsafe.Add(ref y, 2 * k + 2)), nextIm = T.Broadcast(Unsafe.Add(ref y, 2 * k + 3));
            T lineRe = T.Load(in Unsafe.Add(ref g, (k + 1) * step)), lineIm = T.Load(in Unsafe.Add(ref g, (k + 1) * step + ShoGrid.BlockLength));
            oddReRe = T.MultiplyAdd(lineRe, nextRe, oddReRe);
            oddReIm = T.MultiplyAdd(lineRe, nextIm, oddReIm);
            oddImRe = T.MultiplyAdd(lineIm, nextRe, oddImRe);
            oddImIm = T.MultiplyAdd(lineIm, nextIm, oddImIm);
        }
        if (k < bins)
        {
            T re = T.Broadcast(Unsafe.Add(ref y, 2 * k)), im = T.Broadcast(Unsafe.Add(ref y, 2 * k + 1));
            T gRe = T.Load(in Unsafe.Add(ref g, k * step)), gIm = T.Load(in Unsafe.Add(ref g, k * step + ShoGrid.BlockLength));
            reRe = T.MultiplyAdd(gRe, re, reRe);
            reIm = T.MultiplyAdd(gRe, im, reIm);
            imRe = T.MultiplyAdd(gIm, re, imRe);
            imIm = T.MultiplyAdd(gIm, im, imIm);
        }
        T.Store(reRe + oddReRe + (imIm + oddImIm), ref _zRe[block.First + line]);
        T.Store(reIm + oddReIm - (imRe + oddImRe), ref _zIm[block.First + line]);
    }

    /// <summary>Z and S of lines once bin <paramref name="k"/> is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Without(in ShoGrid.Block block, int line, int k, double re, double im, out T zRe, out T zIm, out T norm)
    {
        var at = block.First + line;
        var table = block.Offset + line + (k - block.Start) * 2 * ShoGrid.BlockLength;
        T gRe = T.Load(in _grid.Lines[table]), gIm = T.Load(in _grid.Lines[table + ShoGrid.BlockLength]);
        T yRe = T.Broadcast(re), yIm = T.Broadcast(im);
        zRe = T.SubtractProduct(T.SubtractProduct(T.Load(in _zRe[at]), gRe, yRe), gIm, yIm);
        zIm = T.MultiplyAdd(gIm, yRe, T.SubtractProduct(T.Load(in _zIm[at]), gRe, yIm));
        // The table holds w g; a line that is nothing without this bin must not explain everything.
        var own = T.MultiplyAdd(gRe, gRe, gIm * gIm) * T.Broadcast(1 / _axis.Weights[k]);
        norm = T.Max(T.Load(in _norms[at]) - own, T.Broadcast(1e-6) * T.Load(in _grid.Norms[at]));
    }

    /// <summary>The best line of every level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rank(int without, double re, double im)
    {
        T best = T.Broadcast(-1), index = default;
        for (var n = 0; n < _grid.Blocks.Length; n++)
        {
            ref readonly var block = ref _grid.Blocks[n];
            var isTouched = without >= 0 && block.Covers(without);
            for (var line = 0; line < ShoGrid.BlockLength; line += T.Width)
            {
                var at = block.First + line;
                T zRe, zIm, norm;
                if (isTouched) Without(block, line, without, re, im, out zRe, out zIm, out norm);
                else (zRe, zIm, norm) = (T.Load(in _zRe[at]), T.Load(in _zIm[at]), T.Load(in _norms[at]));
                var score = T.MultiplyAdd(zRe, zRe, zIm * zIm) / norm;
                var better = T.Less(best, score);
                best = T.Select(better, score, best);
                index = T.Select(better, T.Broadcast(at), index);
            }
            if (n + 1 < _grid.Blocks.Length && _grid.Blocks[n + 1].Level == block.Level) continue;
            T.Store(best, ref _scores[0]);
            T.Store(index, ref _indices[0]);
            (_levelScore[block.Level], _levelBest[block.Level]) = (-1, block.First);
            for (var lane = 0; lane < T.Width; lane++)
                if (_scores[lane] > _levelScore[block.Level]) (_levelScore[block.Level], _levelBest[block.Level]) = (_scores[lane], (int)_indices[lane] + lane);
            best = T.Broadcast(-1);
        }
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
            for (var k = 1; k < _levelScore.Length; k++)
                if (_levelScore[k] > _levelScore[level]) level = k;
            var score = _levelScore[level];
            if (count == 0) strongest = score;
            else if (!(score >= WorthTrying * strongest) || score < 0) break;
            (_startD[count], _startB[count]) = (_grid.D[_levelBest[level]], _grid.B[_levelBest[level]]);
            _levelScore[level] = -1;
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
