using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// What every line of the grid explains of one spectrum: |Z|²/S of Σw|y|², with Z = Σw ḡ y and S = Σw|g|²; the lines lie in the lanes.
/// To leave a bin out is a subtraction from Z and S, so that "what if this bin were an outlier" costs little.
/// </summary>
internal sealed class ShoScan<T> where T : struct, ILanes<T>
{
    private readonly ShoAxis _axis;
    private readonly ShoGrid _grid;
    private readonly double[] _zRe, _zIm, _norms, _scores = new double[T.Width], _indices = new double[T.Width];

    public ShoScan(ShoAxis axis)
    {
        (_axis, _grid) = (axis, axis.Grid);
        (_zRe, _zIm, _norms) = (new double[_grid.D.Length], new double[_grid.D.Length], new double[_grid.D.Length]);
        (Scores, Best) = (new double[_grid.Levels], new int[_grid.Levels]);
    }

    /// <summary>Per level what its best line explains; set by <see cref="Rank"/>.</summary>
    public double[] Scores { get; }

    /// <summary>Per level the number of its best line; set by <see cref="Rank"/>.</summary>
    public int[] Best { get; }

    /// <summary>Z and S of all lines in a spectrum.</summary>
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

    /// <summary>Finds the best line of every level, without bin <paramref name="without"/>, whose value is y, unless that is −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rank(int without, double re, double im)
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
            (Scores[block.Level], Best[block.Level]) = (-1, block.First);
            for (var lane = 0; lane < T.Width; lane++)
                if (_scores[lane] > Scores[block.Level]) (Scores[block.Level], Best[block.Level]) = (_scores[lane], (int)_indices[lane] + lane);
            best = T.Broadcast(-1);
        }
    }
}
