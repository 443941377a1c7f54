using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Where to start: a table of branch shapes, computed once per sweep, every pair of which is compared with a loop by exact linear least
/// squares. Without constant and slope a pair y lowers the sum of squares by (d·y)²/|y⊥|²; d·y is one of the falling plus one of the rising
/// branch, and |y⊥|² is the same for all loops.
/// </summary>
internal sealed class LoopStartTable
{
    /// <summary>Largest number of switching biases tried per branch.</summary>
    private const int MaximumPositions = 12;

    /// <summary>A pair that is all but a straight line says nothing about a loop.</summary>
    private const double LeastCurvature = 1e-3;

    private readonly LoopSlots slots;
    private readonly double[] fallingShapes, risingShapes;
    private readonly float[] perNorm;

    /// <summary>Computes the table.</summary>
    public LoopStartTable(LoopSlots slots)
    {
        this.slots = slots;
        Falling = Candidates(slots.Waveform, slots.Waveform.FallingLevels);
        Rising = Candidates(slots.Waveform, slots.Waveform.RisingLevels);
        fallingShapes = Shapes(Falling, isFalling: true);
        risingShapes = Shapes(Rising, isFalling: false);
        perNorm = new float[Falling.Length * Rising.Length];
        var (e, one) = (slots.BiasColumn, 1 / Math.Sqrt(slots.Count));
        var (f, r) = (Norms(Falling, fallingShapes, 0, slots.RisingStart, e), Norms(Rising, risingShapes, slots.RisingStart, slots.Count, e));
        for (var i = 0; i < Falling.Length; i++)
            for (var j = 0; j < Rising.Length; j++)
            {
                var (constant, slope, square) = ((f[i].One + r[j].One) * one, f[i].Slope + r[j].Slope, f[i].Square + r[j].Square);
                var norm = square - constant * constant - slope * slope;
                perNorm[i * Rising.Length + j] = norm > LeastCurvature * square ? (float)(1 / norm) : 0;
            }
    }

    /// <summary>Candidates of the falling branch; a multiple of 8.</summary>
    public Candidate[] Falling { get; }

    /// <summary>Candidates of the rising branch; a multiple of 8.</summary>
    public Candidate[] Rising { get; }

    /// <summary>d·y of every candidate, [candidate × lane], for the loops in the lanes.</summary>
    /// <param name="data">[slot × lane]: data without constant and slope.</param>
    /// <param name="falling">Out.</param>
    /// <param name="rising">Out.</param>
    public void Project<T>(double[] data, double[] falling, double[] rising) where T : struct, ILanes<T>
    {
        Multiply<T>(fallingShapes, Falling.Length, data, 0, slots.RisingStart, falling);
        Multiply<T>(risingShapes, Rising.Length, data, slots.RisingStart, slots.Count - slots.RisingStart, rising);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T>(double[] shapes, int candidates, double[] data, int first, int length, double[] products) where T : struct, ILanes<T>
    {
        for (nint c = 0; c < candidates; c += 4)
        {
            T s0 = default, s1 = default, s2 = default, s3 = default;
            ref var d = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(data), first * T.Width);
            ref var y = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shapes), c * length);
            for (nint i = 0; i < length; i++)
            {
                var value = T.Load(in Unsafe.Add(ref d, i * T.Width));
                s0 = T.MultiplyAdd(T.Broadcast(Unsafe.Add(ref y, i)), value, s0);
                s1 = T.MultiplyAdd(T.Broadcast(Unsafe.Add(ref y, i + length)), value, s1);
                s2 = T.MultiplyAdd(T.Broadcast(Unsafe.Add(ref y, i + 2 * length)), value, s2);
                s3 = T.MultiplyAdd(T.Broadcast(Unsafe.Add(ref y, i + 3 * length)), value, s3);
            }
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(products), c * T.Width);
            T.Store(s0, ref to);
            T.Store(s1, ref Unsafe.Add(ref to, T.Width));
            T.Store(s2, ref Unsafe.Add(ref to, 2 * T.Width));
            T.Store(s3, ref Unsafe.Add(ref to, 3 * T.Width));
        }
    }

    /// <summary>For every falling candidate the most that a rising one with it lowers the sum of squares.</summary>
    /// <param name="falling">[falling]: d·y.</param>
    /// <param name="rising">[rising]: d·y.</param>
    /// <param name="gains">[falling], out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gains(float[] falling, float[] rising, float[] gains)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(perNorm);
        ref var r = ref MemoryMarshal.GetArrayDataReference(rising);
        for (var i = 0; i < gains.Length; i++)
        {
            var most = Vector256<float>.Zero;
            var f = Vector256.Create(falling[i]);
            for (nint j = 0; j < rising.Length; j += 8)
            {
                var sum = f + Vector256.LoadUnsafe(ref Unsafe.Add(ref r, j));
                most = Vector256.MaxNative(most, sum * sum * Vector256.LoadUnsafe(ref Unsafe.Add(ref table, j)));
            }
            table = ref Unsafe.Add(ref table, rising.Length);
            var half = Vector128.MaxNative(most.GetLower(), most.GetUpper());
            half = Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
            gains[i] = MathF.Max(half.GetElement(0), half.GetElement(1));
        }
    }

    /// <summary>The rising candidate that with a falling one lowers the sum of squares most.</summary>
    public int Partner(int index, float[] falling, float[] rising)
    {
        var (most, partner) = (-1f, 0);
        for (var j = 0; j < rising.Length; j++)
        {
            var sum = falling[index] + rising[j];
            var gain = sum * sum * perNorm[index * rising.Length + j];
            if (gain > most)
                (most, partner) = (gain, j);
        }
        return partner;
    }

    private static Candidate[] Candidates(LoopWaveform waveform, double[] levels)
    {
        var (narrow, middle, wide) = (waveform.Step / 2, 0.06 * waveform.Range, 0.2 * waveform.Range);
        (double Left, double Right)[] widths = [(narrow, narrow), (middle, middle), (wide, wide), (narrow, wide), (wide, narrow)];
        var count = Math.Min(MaximumPositions, levels.Length - 1);
        Candidate[] all = [.. from k in Enumerable.Range(0, count)
                              let i = (int)((k + 0.5) * (levels.Length - 1) / count)
                              from w in widths
                              select new Candidate((levels[i] + levels[i + 1]) / 2, w.Left, w.Right)];
        // Whole vectors of 8: the last is repeated, which changes no maximum.
        return [.. all, .. Enumerable.Repeat(all[^1], (8 - all.Length % 8) % 8)];
    }

    private double[] Shapes(Candidate[] candidates, bool isFalling)
    {
        var bias = isFalling ? slots.BiasV.AsSpan(0, slots.RisingStart) : slots.BiasV.AsSpan(slots.RisingStart);
        var shapes = new double[candidates.Length * bias.Length];
        for (var c = 0; c < candidates.Length; c++)
            for (var i = 0; i < bias.Length; i++)
            {
                var candidate = candidates[c];
                ReadOnlySpan<double> p = [0, 1, candidate.Position, candidate.Position, 0, candidate.Below, candidate.Above, candidate.Below, candidate.Above];
                shapes[c * bias.Length + i] = LoopModel.Value(p, bias[i], isFalling);
            }
        return shapes;
    }

    private static (double One, double Slope, double Square)[] Norms(Candidate[] candidates, double[] shapes, int first, int end, double[] e)
    {
        var length = end - first;
        return [.. candidates.Select((_, c) =>
        {
            var (one, slope, square) = (0.0, 0.0, 0.0);
            for (var i = 0; i < length; i++)
            {
                var y = shapes[c * length + i];
                (one, slope, square) = (one + y, slope + y * e[first + i], square + y * y);
            }
            return (one, slope, square);
        })];
    }

    /// <summary>A branch of the table: switching bias and the widths below and above it, V.</summary>
    internal readonly record struct Candidate(double Position, double Below, double Above);
}
