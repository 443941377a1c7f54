using System.Runtime.CompilerServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// The standard errors of <see cref="LoopErrors"/> for the loops in the lanes. With t the coefficients of 1, e and y⊥ made orthonormal and K
/// the products of the shape's derivatives with these,
/// <code>
/// Cov(shape) = σ²·H⁻¹ = σ²·Mᵀ·D⁻¹·M (H = L·D·Lᵀ, M = L⁻¹),   Cov(t) = σ²·(1 + K·H⁻¹·Kᵀ)
/// </code>
/// and a0, a1, a4 are linear in t.
/// </summary>
internal sealed class LoopLaneErrors<T>(LoopSlots slots) where T : struct, ILanes<T>
{
    private const int Shapes = LoopLaneState<T>.Shapes, N = LoopModel.ParameterCount;

    /// <summary>A derivative that is this near to a combination of the earlier ones is not determined.</summary>
    private const double PivotTolerance = 1e-9;

    /// <summary>Where a2, a3, b0, b1, b2, b3, the order in which they are taken in, stand among a2, b0, b1, a3, b2, b3.</summary>
    private static readonly int[] Entry = [0, 3, 1, 2, 4, 5];

    private readonly T[] h = new T[21], original = new T[Shapes], lower = new T[Shapes * Shapes], pivots = new T[Shapes], blunt = new T[Shapes], gradient = new T[3];
    private readonly T[] couplings = new T[3 * Shapes], rotated = new T[Shapes], variances = new T[N];
    private readonly T one = T.Broadcast(1);

    /// <summary>Computes the errors.</summary>
    /// <param name="tile">Holds the loops.</param>
    /// <param name="f">Columns of the falling branch at the shape.</param>
    /// <param name="r">Columns of the rising branch.</param>
    /// <param name="shape">[6].</param>
    /// <param name="fallingData">Σd over the falling branch.</param>
    /// <param name="risingData">Σd over the rising branch.</param>
    /// <param name="opening">a1.</param>
    /// <param name="cost">Σr².</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(LoopTile<T, EqualBins> tile, LoopColumns<T> f, LoopColumns<T> r, ReadOnlySpan<T> shape, T fallingData, T risingData, T opening, T cost)
    {
        var w = slots.Waveform;
        T sharpest = T.Broadcast(w.MinimumWidth * (1 + 1e-15)), step = T.Broadcast(w.Step), zero = default;
        var sharp = zero;
        for (var i = 0; i < Shapes; i++)
        {
            var isBlunt = i % 3 == 0 ? T.Less(zero, one) : T.Less(sharpest, shape[i]);
            blunt[i] = T.Select(isBlunt, shape[i], step);
            sharp += T.Select(isBlunt, zero, one);
        }
        if (T.Bits(T.Less(zero, sharp)) != 0)
        {
            tile.Sum(true, blunt[0], blunt[1], blunt[2], out var falling);
            tile.Sum(false, blunt[3], blunt[4], blunt[5], out var rising);
            LoopColumns<T>.From(falling, T.Broadcast(slots.RisingStart), T.Broadcast(slots.FallingBias), fallingData, blunt[1], blunt[2], out f);
            LoopColumns<T>.From(rising, T.Broadcast(slots.Count - slots.RisingStart), T.Broadcast(-slots.FallingBias), risingData, blunt[4], blunt[5], out r);
        }
        var perRoot = T.Broadcast(1 / Math.Sqrt(slots.Count));
        T b1 = (f.Y1 + r.Y1) * perRoot, bE = f.YE + r.YE, yy = f.YY + r.YY;
        var square = T.SubtractProduct(T.SubtractProduct(yy, b1, b1), bE, bE);
        var perSquare = T.Select(T.Less(T.Broadcast(PivotTolerance) * yy, square), one / square, zero);
        Fill(f, r, perRoot, b1, bE, opening, perSquare);
        Factor(shape);
        var determined = zero;
        for (var i = 0; i < Shapes; i++)
            determined += T.Select(T.Less(zero, pivots[i]), one, zero);
        var variance = cost / T.Max(T.Broadcast(slots.Count - 3) - determined, one);
        // a1 = t_y/|y⊥|, and 1 and e lose a1·y's part of them.
        var perNorm = Root(perSquare);
        var length = T.Broadcast(1 / slots.BiasLengthV);
        var middle = T.Broadcast(slots.MeanBiasV / slots.BiasLengthV);
        variances[0] = variance * Linear(perRoot, zero - middle, (middle * bE - perRoot * b1) * perNorm);
        variances[1] = variance * Linear(zero, zero, perNorm);
        variances[4] = variance * Linear(zero, length, zero - length * bE * perNorm);
        Inverse(variance);
        Blunt(shape, sharpest, T.Broadcast(w.Step * w.Step / 12));
    }

    /// <summary>Writes one lane; <paramref name="unit"/> is the data's unit per scaled one.</summary>
    public void Write(int lane, double unit, Span<double> standard)
    {
        for (var i = 0; i < N; i++)
        {
            var variance = LoopLaneState<T>.Get(ref variances[i], lane);
            standard[i] = variance > 0 ? Math.Sqrt(variance) * (i is 0 or 1 or 4 ? unit : 1) : double.NaN;
        }
    }

    /// <summary>H in the order of <see cref="Entry"/>, its diagonal without elimination, and K.</summary>
    private void Fill(in LoopColumns<T> f, in LoopColumns<T> r, T perRoot, T b1, T bE, T opening, T perSquare)
    {
        Unsafe.SkipInit(out LoopLinearization<T> first);
        Unsafe.SkipInit(out LoopLinearization<T> second);
        first.Set(f, perRoot, b1, bE, opening, perSquare, ref gradient[0]);
        second.Set(r, perRoot, b1, bE, opening, perSquare, ref gradient[0]);
        LoopLinearization<T>.Cross(second, first, opening, perSquare, ref h[6]);
        (h[0], h[1], h[2], h[3], h[4], h[5]) = (first.AA, first.LA, first.LL, first.RA, first.RL, first.RR);
        (h[9], h[13], h[14], h[18], h[19], h[20]) = (second.AA, second.LA, second.LL, second.RA, second.RL, second.RR);
        var size = opening * opening;
        (original[0], original[1], original[2]) = (size * f.AA, size * f.LL, size * f.RR);
        (original[3], original[4], original[5]) = (size * r.AA, size * r.LL, size * r.RR);
        var perNorm = Root(perSquare) * opening;
        (couplings[0], couplings[1], couplings[2], couplings[3], couplings[4], couplings[5]) = (opening * first.A1, opening * first.L1, opening * first.R1, opening * second.A1, opening * second.L1, opening * second.R1);
        (couplings[6], couplings[7], couplings[8], couplings[9], couplings[10], couplings[11]) = (opening * first.AE, opening * first.LE, opening * first.RE, opening * second.AE, opening * second.LE, opening * second.RE);
        (couplings[12], couplings[13], couplings[14], couplings[15], couplings[16], couplings[17]) = (perNorm * first.AK, perNorm * first.LK, perNorm * first.RK, perNorm * second.AK, perNorm * second.LK, perNorm * second.RK);
    }

    /// <summary>L and 1/D; a pivot that is round-off, or whose parameter is on its bound, is left out with 1/D = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Factor(ReadOnlySpan<T> shape)
    {
        var w = slots.Waveform;
        T zero = default, tolerance = T.Broadcast(PivotTolerance);
        for (var j = 0; j < Shapes; j++)
        {
            var at = Entry[j];
            var pivot = Element(at, at);
            for (var k = 0; k < j; k++)
                // The upper triangle keeps L·D.
                pivot = T.SubtractProduct(pivot, lower[j * Shapes + k], lower[k * Shapes + j]);
            var isFree = at % 3 == 0
                ? T.Less(T.Broadcast(w.Minimum), shape[at]) & T.Less(shape[at], T.Broadcast(w.Maximum))
                : T.Less(shape[at], T.Broadcast(w.MaximumWidth));
            pivots[j] = T.Select(isFree & T.Less(tolerance * original[at], pivot), one / pivot, zero);
            for (var i = j + 1; i < Shapes; i++)
            {
                var sum = Element(Entry[i], at);
                for (var k = 0; k < j; k++)
                    sum = T.SubtractProduct(sum, lower[i * Shapes + k], lower[k * Shapes + j]);
                lower[j * Shapes + i] = sum;
                lower[i * Shapes + j] = sum * pivots[j];
            }
        }
    }

    private T Element(int i, int j) => i >= j ? h[i * (i + 1) / 2 + j] : h[j * (j + 1) / 2 + i];

    /// <summary>Variance, for σ = 1, of a number that is linear in t with these coefficients; 0 when it is not determined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Linear(T one, T e, T y)
    {
        var sum = T.MultiplyAdd(one, one, T.MultiplyAdd(e, e, y * y));
        for (var i = 0; i < Shapes; i++)
        {
            var at = Entry[i];
            var value = T.MultiplyAdd(one, couplings[at], T.MultiplyAdd(e, couplings[6 + at], y * couplings[12 + at]));
            for (var k = 0; k < i; k++)
                value = T.SubtractProduct(value, lower[i * Shapes + k], rotated[k]);
            rotated[i] = value;
            sum = T.MultiplyAdd(value * value, pivots[i], sum);
        }
        return sum;
    }

    /// <summary>The variances of the shape: the diagonal of Mᵀ·D⁻¹·M, column by column of M.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Inverse(T variance)
    {
        for (var c = 0; c < Shapes; c++)
        {
            var sum = pivots[c];
            rotated[c] = one;
            for (var i = c + 1; i < Shapes; i++)
            {
                T value = default;
                for (var k = c; k < i; k++)
                    value = T.SubtractProduct(value, lower[i * Shapes + k], rotated[k]);
                rotated[i] = value;
                sum = T.MultiplyAdd(value * value, pivots[i], sum);
            }
            var at = Entry[c];
            variances[at switch { 0 => 2, 3 => 3, < 3 => 4 + at, _ => 3 + at }] = T.Select(T.Less(default, pivots[c]), variance * sum, default);
        }
    }

    /// <summary>A width on its lower bound is not determined, and its coercive bias no better than a step allows.</summary>
    private void Blunt(ReadOnlySpan<T> shape, T sharpest, T added)
    {
        for (var i = 0; i < Shapes; i++)
        {
            if (i % 3 == 0)
                continue;
            var isBlunt = T.Less(sharpest, shape[i]);
            ref var width = ref variances[i < 3 ? 4 + i : 3 + i];
            ref var coercive = ref variances[i < 3 ? 2 : 3];
            width = T.Select(isBlunt, width, default);
            coercive = T.Select(isBlunt | T.Less(coercive, T.Broadcast(double.Epsilon)), coercive, coercive + added);
        }
    }

    private static T Root(T value)
    {
        var root = value;
        for (var lane = 0; lane < T.Width; lane++)
            LoopLaneState<T>.Set(ref root, lane, Math.Sqrt(LoopLaneState<T>.Get(ref value, lane)));
        return root;
    }
}
