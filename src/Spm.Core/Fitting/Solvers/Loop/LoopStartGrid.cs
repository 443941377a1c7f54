using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Finds where to start: every pair of a falling and a rising branch from a grid of switching biases and widths is compared with
/// the loop by exact linear least squares. The three linear parameters are eliminated, so a pair costs a handful of operations:
/// with e0, e1 an orthonormal basis of {1, V} and d⊥ the data without them, the pair lowers the sum of squares by
/// (Σ w d⊥ y)² / (Σ w y² − (Σ w y e0)² − (Σ w y e1)²), and each sum is one of the falling plus one of the rising branch.
/// </summary>
internal sealed class LoopStartGrid
{
    /// <summary>Largest number of switching biases tried per branch.</summary>
    private const int MaximumPositions = 16;

    /// <summary>Starts differ in sign of a1 or in a switching bias by more than this part of the sweep.</summary>
    private const double DistinctFraction = 0.12;

    private readonly LoopWaveform waveform;
    private readonly Candidate[] falling, rising;
    private readonly double[] fallingShapes, risingShapes;

    public LoopStartGrid(LoopWaveform waveform)
    {
        this.waveform = waveform;
        falling = Candidates(waveform, waveform.FallingLevels);
        rising = Candidates(waveform, waveform.RisingLevels);
        fallingShapes = Shapes(falling, isFalling: true);
        risingShapes = Shapes(rising, isFalling: false);
    }

    /// <summary>Writes the best distinct starts, six shape parameters each (a2, b0, b1, a3, b2, b3), and returns how many.</summary>
    /// <param name="data">[slot].</param>
    /// <param name="weights">[slot], 0 or more.</param>
    /// <param name="scratch">A workspace from <see cref="NewScratch"/>.</param>
    /// <param name="starts">[start × 6].</param>
    public int Find(ReadOnlySpan<double> data, ReadOnlySpan<double> weights, Scratch scratch, Span<double> starts)
    {
        if (!Project(data, weights, scratch))
            return 0;
        Reduce(fallingShapes, 0, waveform.RisingStart, weights, scratch, scratch.Falling);
        Reduce(risingShapes, waveform.RisingStart, data.Length - waveform.RisingStart, weights, scratch, scratch.Rising);
        for (var i = 0; i < falling.Length; i++)
            scratch.Best[i] = BestPartner(i, scratch);
        var count = 0;
        for (; count < starts.Length / 6; count++)
        {
            var best = -1;
            for (var i = 0; i < falling.Length; i++)
                if (scratch.Best[i].Gain > 0 && (best < 0 || scratch.Best[i].Gain > scratch.Best[best].Gain))
                    best = i;
            if (best < 0)
                break;
            var chosen = scratch.Best[best];
            var (f, r) = (falling[best], rising[chosen.Partner]);
            starts[count * 6] = f.Position;
            starts[count * 6 + 1] = f.Left;
            starts[count * 6 + 2] = f.Right;
            starts[count * 6 + 3] = r.Position;
            starts[count * 6 + 4] = r.Left;
            starts[count * 6 + 5] = r.Right;
            var far = DistinctFraction * waveform.Range;
            for (var i = 0; i < falling.Length; i++)
            {
                ref var other = ref scratch.Best[i];
                if (other.IsPositive == chosen.IsPositive && Math.Abs(falling[i].Position - f.Position) <= far && Math.Abs(rising[other.Partner].Position - r.Position) <= far)
                    other.Gain = 0;
            }
        }
        return count;
    }

    /// <summary>A workspace for one thread.</summary>
    public Scratch NewScratch() => new(waveform.Bias.Length, falling.Length, rising.Length);

    /// <summary>e0, e1, and w·d⊥; false when the kept points have no two biases.</summary>
    private bool Project(ReadOnlySpan<double> data, ReadOnlySpan<double> weights, Scratch s)
    {
        ReadOnlySpan<double> v = waveform.LinearBias;
        double total = 0, mean = 0, meanData = 0, variance = 0, covariance = 0;
        for (var i = 0; i < data.Length; i++)
        {
            total += weights[i];
            mean += weights[i] * v[i];
            meanData += weights[i] * data[i];
        }
        if (!(total > 0))
            return false;
        (mean, meanData) = (mean / total, meanData / total);
        for (var i = 0; i < data.Length; i++)
        {
            variance += weights[i] * (v[i] - mean) * (v[i] - mean);
            covariance += weights[i] * (v[i] - mean) * (data[i] - meanData);
        }
        if (!(variance > 1e-9 * total))
            return false;
        for (var i = 0; i < data.Length; i++)
        {
            s.Constant[i] = weights[i] / Math.Sqrt(total);
            s.Slope[i] = weights[i] * (v[i] - mean) / Math.Sqrt(variance);
            s.Residual[i] = weights[i] * (data[i] - meanData - (v[i] - mean) * covariance / variance);
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reduce(double[] shapes, int first, int length, ReadOnlySpan<double> weights, Scratch s, Sums sums)
    {
        ref var residual = ref s.Residual[first];
        ref var constants = ref s.Constant[first];
        ref var slopes = ref s.Slope[first];
        ref var weight = ref MemoryMarshal.GetReference(weights[first..]);
        ref var shape = ref MemoryMarshal.GetArrayDataReference(shapes);
        for (var c = 0; c < sums.Count; c++, shape = ref Unsafe.Add(ref shape, length))
        {
            Vector256<double> data = default, square = default, constant = default, slope = default;
            for (nint i = 0; i < length; i += LoopWaveform.Lanes)
            {
                var y = Vector256.LoadUnsafe(ref Unsafe.Add(ref shape, i));
                data = Vector256.FusedMultiplyAdd(y, Vector256.LoadUnsafe(ref Unsafe.Add(ref residual, i)), data);
                square = Vector256.FusedMultiplyAdd(y * y, Vector256.LoadUnsafe(ref Unsafe.Add(ref weight, i)), square);
                constant = Vector256.FusedMultiplyAdd(y, Vector256.LoadUnsafe(ref Unsafe.Add(ref constants, i)), constant);
                slope = Vector256.FusedMultiplyAdd(y, Vector256.LoadUnsafe(ref Unsafe.Add(ref slopes, i)), slope);
            }
            (sums.Data[c], sums.Square[c], sums.Constant[c], sums.Slope[c]) = ((float)Vector256.Sum(data), (float)Vector256.Sum(square), (float)Vector256.Sum(constant), (float)Vector256.Sum(slope));
        }
    }

    /// <summary>In single precision, which is enough to tell candidates of a coarse grid apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Pair BestPartner(int index, Scratch s)
    {
        var (f, r) = (s.Falling, s.Rising);
        var (fConstant, fSlope, fData, fSquare) = (Vector256.Create(f.Constant[index]), Vector256.Create(f.Slope[index]), Vector256.Create(f.Data[index]), Vector256.Create(f.Square[index]));
        var (most, partner, number) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7));
        ref var constants = ref MemoryMarshal.GetArrayDataReference(r.Constant);
        ref var slopes = ref MemoryMarshal.GetArrayDataReference(r.Slope);
        ref var projections = ref MemoryMarshal.GetArrayDataReference(r.Data);
        ref var squares = ref MemoryMarshal.GetArrayDataReference(r.Square);
        for (nint j = 0; j < r.Data.Length; j += Sums.Lanes)
        {
            var constant = fConstant + Vector256.LoadUnsafe(ref Unsafe.Add(ref constants, j));
            var slope = fSlope + Vector256.LoadUnsafe(ref Unsafe.Add(ref slopes, j));
            var projection = fData + Vector256.LoadUnsafe(ref Unsafe.Add(ref projections, j));
            var square = fSquare + Vector256.LoadUnsafe(ref Unsafe.Add(ref squares, j));
            var norm = square - Vector256.FusedMultiplyAdd(constant, constant, slope * slope);
            // A pair that is all but a straight line says nothing about a loop.
            var gain = Vector256.ConditionalSelect(Vector256.GreaterThan(norm, Vector256.Create(1e-3f) * square), projection * projection / norm, Vector256<float>.Zero);
            var isBetter = Vector256.GreaterThan(gain, most);
            most = Vector256.ConditionalSelect(isBetter, gain, most);
            partner = Vector256.ConditionalSelect(isBetter, number, partner);
            number += Vector256.Create((float)Sums.Lanes);
        }
        var best = 0;
        for (var lane = 1; lane < Sums.Lanes; lane++)
            if (most[lane] > most[best]) best = lane;
        var found = (int)partner[best];
        return new(most[best], found, f.Data[index] + r.Data[found] > 0);
    }

    private static Candidate[] Candidates(LoopWaveform waveform, double[] levels)
    {
        var (narrow, middle, wide) = (waveform.Step / 2, 0.06 * waveform.Range, 0.2 * waveform.Range);
        (double Left, double Right)[] widths = [(narrow, narrow), (middle, middle), (wide, wide), (narrow, wide), (wide, narrow)];
        var count = Math.Min(MaximumPositions, levels.Length - 1);
        return [.. from k in Enumerable.Range(0, count)
                   let i = (int)((k + 0.5) * (levels.Length - 1) / count)
                   from w in widths
                   select new Candidate((levels[i] + levels[i + 1]) / 2, w.Left, w.Right)];
    }

    private double[] Shapes(Candidate[] candidates, bool isFalling)
    {
        var bias = isFalling ? waveform.Bias.AsSpan(0, waveform.RisingStart) : waveform.Bias.AsSpan(waveform.RisingStart);
        var shapes = new double[candidates.Length * bias.Length];
        for (var c = 0; c < candidates.Length; c++)
            for (var i = 0; i < bias.Length; i++)
            {
                var candidate = candidates[c];
                ReadOnlySpan<double> p = [0, 1, candidate.Position, candidate.Position, 0, candidate.Left, candidate.Right, candidate.Left, candidate.Right];
                shapes[c * bias.Length + i] = LoopModel.Value(p, bias[i], isFalling);
            }
        return shapes;
    }

    /// <summary>A branch of the grid.</summary>
    private readonly record struct Candidate(double Position, double Left, double Right);

    /// <summary>What the candidates of one branch contribute to a pair's sums; padded to whole vectors with candidates that never win.</summary>
    internal sealed class Sums(int count)
    {
        public const int Lanes = 8;

        private readonly int _padded = (count + Lanes - 1) / Lanes * Lanes;

        public int Count => count;

        public float[] Data => field ??= new float[_padded];

        public float[] Constant => field ??= new float[_padded];

        public float[] Slope => field ??= new float[_padded];

        public float[] Square => field ??= [.. Enumerable.Repeat(float.NegativeInfinity, _padded)];
    }

    /// <summary>The best rising branch for a falling one, and by how much the pair lowers the sum of squares.</summary>
    internal record struct Pair(double Gain, int Partner, bool IsPositive);

    /// <summary>Workspace of one thread.</summary>
    internal sealed class Scratch(int slots, int fallingCount, int risingCount)
    {
        public readonly double[] Constant = new double[slots], Slope = new double[slots], Residual = new double[slots];
        public readonly Sums Falling = new(fallingCount), Rising = new(risingCount);
        public readonly Pair[] Best = new Pair[fallingCount];
    }
}
