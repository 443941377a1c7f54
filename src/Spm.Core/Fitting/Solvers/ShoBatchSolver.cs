using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Fits many spectra with one thread and a workspace that is allocated once.</summary>
internal abstract class ShoBatchSolver
{
    /// <summary>Fits <paramref name="spectra"/> ([spectrum × bin], row-major) into <paramref name="output"/>.</summary>
    public abstract void Fit(ReadOnlySpan<Complex> spectra, in ShoFitOutput output);

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
/// One spectrum per lane. A lane whose spectrum has converged is refilled with the next at once, so that none waits for the slowest.
/// Spectra that are not ordinary (bins missing, no guess, no convergence, an outlying residual, hardly above noise) are noted and
/// go one by one through <see cref="ShoCarefulSolver{T}"/> afterwards.
/// </summary>
internal sealed class ShoBatchSolver<T> : ShoBatchSolver where T : struct, ILanes<T>
{
    // A start as good as the closed form needs 3 evaluations; one that needs this many deserves care instead.
    private const int EvaluationsBeforeCare = 12;
    private const int ChunkLength = 4096;

    // Residuals below 1e-9 of the signal are the rounding of a perfect spectrum, not outliers.
    private const double RoundingVariance = 1e-18;

    private readonly ShoAxis _axis;
    private readonly ShoJudge _judge;
    private readonly bool _checkOutliers, _alwaysCareful;
    private readonly double _stop;
    private readonly int _evaluations;
    private readonly double[] _tile;
    private readonly int[] _spectrumOfLane = new int[T.Width];
    private readonly ShoSurvey[] _surveyOfLane = new ShoSurvey[T.Width];
    private readonly int[] _careful = new int[ChunkLength];
    private readonly ShoCarefulSolver<T> _carefulSolver;
    private ShoLaneState<T> _state;
    private int _carefulCount, _next, _count;

    public ShoBatchSolver(ShoAxis axis, ShoFitOptions options)
    {
        (_axis, _judge) = (axis, new(axis, options));
        _checkOutliers = options.Outliers != OutlierTreatment.None;
        _alwaysCareful = options.Outliers is OutlierTreatment.Huber or OutlierTreatment.Cauchy || axis.Bins < 3;
        _stop = options.Tolerance * options.Tolerance / Math.Max(2 * axis.Bins - 4, 1);
        _evaluations = Math.Min(EvaluationsBeforeCare, options.MaxIterations);
        _tile = new double[2 * axis.Bins * T.Width];
        _carefulSolver = new(axis, options, _judge);
    }

    public override void Fit(ReadOnlySpan<Complex> spectra, in ShoFitOutput output)
    {
        var bins = _axis.Bins;
        var total = spectra.Length / bins;
        for (var first = 0; first < total; first += ChunkLength)
        {
            var count = Math.Min(ChunkLength, total - first);
            FitChunk(MemoryMarshal.Cast<Complex, double>(spectra.Slice(first * bins, count * bins)), count, output.Slice(first, count, bins));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FitChunk(ReadOnlySpan<double> spectra, int count, ShoFitOutput output)
    {
        ref var data = ref MemoryMarshal.GetReference(spectra);
        (_next, _count, _carefulCount) = (0, count, 0);
        if (!output.Excluded.IsEmpty) output.Excluded.Clear();
        uint active = 0;
        for (var lane = 0; lane < T.Width; lane++)
            if (Refill(lane, ref data)) active |= 1u << lane;

        T stop = T.Broadcast(_stop), most = T.Broadcast(_evaluations - 0.5);
        while (active != 0)
        {
            ShoPass.Sum<T, EqualBins>(_axis, _tile, _tile, in _state.TrialD, in _state.TrialB, out var sums);
            var converged = T.Bits(_state.Advance(in sums, _axis, stop));
            var ended = (converged | T.Bits(T.Less(most, _state.Evaluations))) & active;
            for (; ended != 0; ended &= ended - 1)
            {
                var lane = BitOperations.TrailingZeroCount(ended);
                Complete(lane, (converged >> lane & 1) != 0, ref data, output);
                if (!Refill(lane, ref data)) active &= ~(1u << lane);
            }
        }
        for (var k = 0; k < _carefulCount; k++)
            _carefulSolver.Fit(spectra.Slice(_careful[k] * 2 * _axis.Bins, 2 * _axis.Bins), _careful[k], output);
    }

    /// <summary>Puts the next ordinary spectrum into a lane; false when there is none left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Refill(int lane, ref double data)
    {
        nint length = 2 * _axis.Bins;
        while (_next < _count)
        {
            var spectrum = _next++;
            ref var y = ref Unsafe.Add(ref data, spectrum * length);
            Prefetch(ref Unsafe.Add(ref y, length), length);
            var survey = ShoGuess.Survey<T>(ref y, _axis.Bins);
            if (_alwaysCareful || !survey.IsOrdinary)
            {
                _careful[_carefulCount++] = spectrum;
                continue;
            }
            if (!ShoGuess.TryEstimate<T>(ref y, _axis, survey.Peak, out var d, out var b))
                ShoGuess.AtPeak(ref y, _axis, out d, out b);
            CopyToColumn(ref y, length, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_tile), lane));
            _state.Begin(lane, d, b, survey.Energy);
            _spectrumOfLane[lane] = spectrum;
            _surveyOfLane[lane] = survey;
            return true;
        }
        return false;
    }

    /// <summary>Asks for the spectrum after this one, which is next but has hardly been touched. A hint: an address past the end does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref double first, nint length)
    {
        if (!Sse.IsSupported) return;
        for (nint k = 0; k < length; k += 8) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, k)));
    }

    /// <summary>Copies as integers: the machine stores two of those per cycle, but only one double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyToColumn(ref double source, nint length, ref double column)
    {
        ref var from = ref Unsafe.As<double, long>(ref source);
        ref var to = ref Unsafe.As<double, long>(ref column);
        for (nint k = 0; k < length; k += 2)
        {
            Unsafe.Add(ref to, k * T.Width) = Unsafe.Add(ref from, k);
            Unsafe.Add(ref to, (k + 1) * T.Width) = Unsafe.Add(ref from, k + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Complete(int lane, bool converged, ref double data, ShoFitOutput output)
    {
        var fit = _state.End(lane);
        var spectrum = _spectrumOfLane[lane];
        var variance = fit.Cost / (2 * _axis.Bins - 4);
        var variation = _surveyOfLane[lane].Variation(_axis.Bins);
        ref var y = ref Unsafe.Add(ref data, (nint)spectrum * 2 * _axis.Bins);
        if (!converged || _judge.IsDoubtful(fit) || _judge.IsNoise(variation, fit.Cost, variance)
            || (_checkOutliers && ShoResiduals.AnyAbove<T>(ref y, _axis, fit, _judge.OutlierSquare(Math.Max(variance, RoundingVariance * _surveyOfLane[lane].Energy)))))
        {
            _careful[_carefulCount++] = spectrum;
            return;
        }
        fit.Write(_axis.CentreHz, _axis.Bins, 1, output.Values.Slice(4 * spectrum, 4), output.StandardErrors.Slice(4 * spectrum, 4));
        output.RSquared[spectrum] = 1 - fit.Cost / variation;
        output.Iterations[spectrum] = fit.Evaluations;
        output.Status[spectrum] = FitStatus.Converged;
        output.Verdict[spectrum] = FitVerdict.Good;
    }
}
