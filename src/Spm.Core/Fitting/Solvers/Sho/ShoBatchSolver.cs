using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Fits many spectra with one thread and a workspace that is allocated once.</summary>
internal abstract class ShoBatchSolver
{
    /// <summary>Fits interleaved spectra in double precision ([spectrum × bin], row-major) into <paramref name="output"/>.</summary>
    public abstract void Fit(ReadOnlySpan<double> interleaved, in FitRows output);

    /// <summary>As the other overload, from single precision; each number is widened when it is loaded.</summary>
    public abstract void Fit(ReadOnlySpan<float> interleaved, in FitRows output);

    /// <summary>The solver with the widest lanes of this machine, or of the width asked for.</summary>
    public static ShoBatchSolver Create(ShoAxis axis, ShoFitOptions options)
    {
        var width = options.LaneWidth != 0 ? options.LaneWidth
            : System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 8
            : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 4
            : System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated ? 2 : 1;
        return width switch
        {
            8 => new ShoBatchSolver<Lanes8>(axis, options),
            4 => new ShoBatchSolver<Lanes4>(axis, options),
            2 => new ShoBatchSolver<Lanes2>(axis, options),
            _ => new ShoBatchSolver<Lanes1>(axis, options),
        };
    }
}

/// <summary>
/// One spectrum per lane, as many neighbouring rows at a time as there are lanes; all steps (loading, start, iterations, tests, parameters,
/// standard errors) act on all lanes at once. A spectrum with missing bins or of unusual scale, or left over at the end, is gathered and goes
/// the same way with weights. What is still not ordinary (no convergence, an outlying residual, hardly above noise, a line narrower than a
/// bin) goes one by one through <see cref="ShoCarefulSolver{T}"/> at the end. A fit does not depend on which rows were its neighbours.
/// </summary>
internal sealed class ShoBatchSolver<T> : ShoBatchSolver where T : struct, ILanes<T>
{
    // Nearly all spectra need two or three evaluations; the others of a tile would wait for one that needs this many.
    private const int EvaluationsBeforeCare = 8;
    private const int ChunkLength = 4096;

    // Residuals below 1e-9 of the signal are the rounding of a perfect spectrum, not outliers.
    private const double RoundingVariance = 1e-18;

    private static readonly uint AllLanes = (1u << T.Width) - 1;

    private readonly ShoAxis _axis;
    private readonly ShoJudge _judge;
    private readonly bool _checkOutliers, _alwaysCareful;
    private readonly double _tolerance;
    private readonly int _evaluations;
    private readonly ShoTile<T> _tile;
    private readonly ShoSpectrum _spectrum;
    private readonly int[] _rows = new int[T.Width], _gathered = new int[ChunkLength], _careful = new int[ChunkLength];
    private readonly double[] _scales = new double[T.Width];
    private readonly ShoRowWriter<T> _writer;
    private readonly ShoCarefulSolver<T> _carefulSolver;
    private ShoLaneState<T> _state;
    private int _gatheredCount, _carefulCount;

    public ShoBatchSolver(ShoAxis axis, ShoFitOptions options)
    {
        (_axis, _judge, _tile, _spectrum) = (axis, new(axis, options), new(axis), new(axis));
        _writer = new(axis, _judge);
        _checkOutliers = options.Outliers != OutlierTreatment.None;
        _alwaysCareful = options.Outliers is OutlierTreatment.Huber or OutlierTreatment.Cauchy || axis.Bins < 3;
        _tolerance = options.Tolerance * options.Tolerance;
        _evaluations = Math.Min(EvaluationsBeforeCare, options.MaxIterations);
        _carefulSolver = new(axis, options, _judge);
    }

    public override void Fit(ReadOnlySpan<double> interleaved, in FitRows output) => FitAll(interleaved, output);

    public override void Fit(ReadOnlySpan<float> interleaved, in FitRows output) => FitAll(interleaved, output);

    private void FitAll<TNumber>(ReadOnlySpan<TNumber> interleaved, in FitRows output) where TNumber : unmanaged
    {
        var bins = _axis.Bins;
        var total = interleaved.Length / (2 * bins);
        for (var first = 0; first < total; first += ChunkLength)
        {
            var count = Math.Min(ChunkLength, total - first);
            FitChunk(interleaved.Slice(first * 2 * bins, count * 2 * bins), count, output.Slice(first, count, ShoModel.ParameterCount, bins));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FitChunk<TNumber>(ReadOnlySpan<TNumber> spectra, int count, FitRows output) where TNumber : unmanaged
    {
        ref var data = ref MemoryMarshal.GetReference(spectra);
        nint length = 2 * _axis.Bins;
        (_gatheredCount, _carefulCount) = (0, 0);
        if (!output.Excluded.IsEmpty && !output.ExcludedIsClear) output.Excluded.Clear();
        var whole = _alwaysCareful ? 0 : count - count % T.Width;
        _scales.AsSpan().Fill(1);
        for (var row = 0; row < whole; row += T.Width)
        {
            _tile.Load(ref Unsafe.Add(ref data, row * length));
            for (var lane = 0; lane < T.Width; lane++) _rows[lane] = row + lane;
            if (!_axis.IsWeighted && T.Bits(IsOrdinary()) == AllLanes)
            {
                FitTile<EqualBins>(output);
                continue;
            }
            _tile.Mask();
            // What has no ordinary energy even so is brought to scale, unless there is nothing to fit.
            for (var odd = AllLanes & ~T.Bits(IsOrdinary()); odd != 0; odd &= odd - 1) _gathered[_gatheredCount++] = row + BitOperations.TrailingZeroCount(odd);
            FitTile<WeightedBins>(output);
        }
        for (var row = whole; row < count; row++) _gathered[_gatheredCount++] = row;
        for (var next = 0; next < _gatheredCount;)
        {
            if (_alwaysCareful) _careful[_carefulCount++] = _gathered[next++];
            else if (Gather(spectra, ref next)) FitTile<WeightedBins>(output);
        }
        for (var k = 0; k < _carefulCount; k++)
        {
            _spectrum.Prepare(spectra.Slice(_careful[k] * (int)length, (int)length));
            _carefulSolver.Fit(_spectrum, _careful[k], output);
        }
    }

    /// <summary>Fills the lanes with gathered spectra from number <paramref name="next"/> on; false when there was none that has a line to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Gather<TNumber>(ReadOnlySpan<TNumber> spectra, ref int next) where TNumber : unmanaged
    {
        var (lane, length) = (0, 2 * _axis.Bins);
        while (lane < T.Width && next < _gatheredCount)
        {
            var row = _gathered[next++];
            _spectrum.Prepare(spectra.Slice(row * length, length));
            if (_spectrum.Kept < ShoCarefulSolver<T>.FewestBins || _spectrum.Scale == 0)
            {
                _careful[_carefulCount++] = row;
                continue;
            }
            _tile.LoadLane(lane, _spectrum.Y, _spectrum.Weights);
            (_rows[lane], _scales[lane]) = (row, _spectrum.Scale);
            lane++;
        }
        if (lane == 0) return false;
        for (; lane < T.Width; lane++) _tile.ClearLane(lane);
        _tile.Look();
        return true;
    }

    /// <summary>Fits the spectra in the tile and writes those that are in order; notes the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FitTile<TWeights>(in FitRows output) where TWeights : struct, IBinWeights
    {
        var energy = _tile.Survey.Energy;
        var ordinary = IsOrdinary();
        var active = T.Bits(ordinary);
        if (active == 0) return;

        var allowed = T.Bits(ShoGuess.Estimate(_tile, _axis, out var d, out var b));
        for (var missed = active & ~allowed; missed != 0; missed &= missed - 1)
            ShoGuess.AtPeak(_tile, BitOperations.TrailingZeroCount(missed), _axis, ref d, ref b);
        _state.Begin(d, b, energy);
        var perFreedom = T.Broadcast(1) / (_tile.Survey.Kept * T.Broadcast(2) - T.Broadcast(4));
        var converged = Iterate<TWeights>(ordinary, perFreedom);

        var fit = _state.End();
        var variance = perFreedom * fit.Cost;
        var variation = _tile.Survey.Variation();
        var good = converged & T.Bits(_judge.IsSignal(variation, fit.Cost, variance) & _judge.IsPlain(fit));
        if (_checkOutliers)
            good &= ~T.Bits(ShoResiduals.AnyAbove<T, TWeights>(_tile, _axis, _state.CRe, _state.CIm, _judge.OutlierSquare(T.Max(variance, energy * T.Broadcast(RoundingVariance)))));
        for (var difficult = active & ~good; difficult != 0; difficult &= difficult - 1)
            _careful[_carefulCount++] = _rows[BitOperations.TrailingZeroCount(difficult)];
        _writer.Write(fit, perFreedom, variation, good, _rows, _scales, output);
        if (TWeights.Vary && !output.Excluded.IsEmpty) _writer.WriteExcluded(_tile.Weights, good, _rows, output);
    }

    /// <summary>Lanes with bins enough and an energy whose square neither overflows nor underflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T IsOrdinary() =>
        T.Less(T.Broadcast(1e-150), _tile.Survey.Energy) & T.Less(_tile.Survey.Energy, T.Broadcast(1e150)) & T.Less(T.Broadcast(ShoCarefulSolver<T>.FewestBins - 1), _tile.Survey.Kept);

    /// <summary>Levenberg–Marquardt until every lane has converged or had its evaluations; the lanes that converged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Iterate<TWeights>(T running, T perFreedom) where TWeights : struct, IBinWeights
    {
        uint converged = 0;
        for (var evaluation = 0; evaluation < _evaluations; evaluation++)
        {
            // A lane that has converged stays where it was evaluated last, so that its line in the tile is that of its c.
            T d = T.Select(running, _state.TrialD, _state.D), b = T.Select(running, _state.TrialB, _state.B);
            ShoPass.Sum<T, TWeights>(_axis, _tile.Y, _tile.Weights, _tile.Lines, in d, in b, out var sums);
            var now = _state.Advance(in sums, _axis, perFreedom, _tolerance, running);
            converged |= T.Bits(now);
            running = T.Select(now, default, running);
            if (T.Bits(running) == 0) break;
        }
        return converged;
    }
}
