using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Turns lanes of fits into rows of the output.</summary>
internal sealed class ShoRowWriter<T>(ShoAxis axis, ShoJudge judge) where T : struct, ILanes<T>
{
    private readonly double[] _lanes = new double[12 * T.Width];

    /// <summary>Writes the good lanes as converged fits.</summary>
    /// <param name="fit">The fits.</param>
    /// <param name="perFreedom">1/(2n − 4).</param>
    /// <param name="variation">Σw|y − ȳ|².</param>
    /// <param name="good">Bit per lane to write.</param>
    /// <param name="rows">Row of each lane.</param>
    /// <param name="scales">What the data of each lane were divided by.</param>
    /// <param name="output">Where to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(in ShoEstimate<T> fit, T perFreedom, T variation, uint good, int[] rows, double[] scales, in FitRows output)
    {
        if (good == 0) return;
        var variance = fit.Cost * perFreedom;
        var chiSquared = T.Broadcast(double.NaN);
        if (judge.KnowsNoise)
        {
            var known = judge.KnownSigma(T.Load(in scales[0]));
            (variance, chiSquared) = (known * known, variance / (known * known));
        }
        var parameters = fit.Parameters(axis.CentreHz, variance);
        ref var lanes = ref MemoryMarshal.GetArrayDataReference(_lanes);
        Put(parameters.Amplitude, 0, ref lanes);
        Put(parameters.Frequency, 1, ref lanes);
        Put(parameters.Quality, 2, ref lanes);
        Put(parameters.Phase, 3, ref lanes);
        Put(parameters.AmplitudeError, 4, ref lanes);
        Put(parameters.FrequencyError, 5, ref lanes);
        Put(parameters.QualityError, 6, ref lanes);
        Put(parameters.PhaseError, 7, ref lanes);
        Put(T.Broadcast(1) - (fit.Cost / variation), 8, ref lanes);
        Put(fit.Cost, 9, ref lanes);
        Put(fit.Evaluations, 10, ref lanes);
        Put(chiSquared, 11, ref lanes);
        ref var values = ref MemoryMarshal.GetReference(output.Values);
        ref var errors = ref MemoryMarshal.GetReference(output.StandardErrors);
        for (; good != 0; good &= good - 1)
        {
            var lane = BitOperations.TrailingZeroCount(good);
            var (row, scale) = (rows[lane], scales[lane]);
            ref var from = ref Unsafe.Add(ref lanes, lane);
            CopyFour(ref from, scale, ref Unsafe.Add(ref values, 4 * row));
            CopyFour(ref Unsafe.Add(ref from, 4 * T.Width), scale, ref Unsafe.Add(ref errors, 4 * row));
            output.RSquared[row] = Unsafe.Add(ref from, 8 * T.Width);
            output.Iterations[row] = (int)Unsafe.Add(ref from, 10 * T.Width);
            output.Status[row] = FitStatus.Converged;
            output.Verdict[row] = FitVerdict.Good;
            if (!output.Cost.IsEmpty) output.Cost[row] = Unsafe.Add(ref from, 9 * T.Width) * scale * scale * axis.WeightUnit;
            if (!output.ReducedChiSquared.IsEmpty) output.ReducedChiSquared[row] = Unsafe.Add(ref from, 11 * T.Width);
        }
    }

    /// <summary>Notes the bins without weight of the good lanes.</summary>
    public void WriteExcluded(double[] weights, uint good, int[] rows, in FitRows output)
    {
        for (; good != 0; good &= good - 1)
        {
            var lane = BitOperations.TrailingZeroCount(good);
            var row = output.Excluded.Slice(rows[lane] * axis.Bins, axis.Bins);
            for (var k = 0; k < row.Length; k++) row[k] = weights[k * T.Width + lane] == 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(T value, int field, ref double lanes) => T.Store(value, ref Unsafe.Add(ref lanes, field * T.Width));

    /// <summary>A row of four from a lane; the first is the amplitude's, which the scale concerns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFour(ref double lane, double scale, ref double row)
    {
        row = scale * lane;
        Unsafe.Add(ref row, 1) = Unsafe.Add(ref lane, T.Width);
        Unsafe.Add(ref row, 2) = Unsafe.Add(ref lane, 2 * T.Width);
        Unsafe.Add(ref row, 3) = Unsafe.Add(ref lane, 3 * T.Width);
    }
}
