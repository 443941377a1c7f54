using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Bounded Levenberg–Marquardt in the six shape parameters a2, b0, b1, a3, b2, b3, one loop per lane. The linear parameters are eliminated:
/// constant and slope by the columns of <see cref="LoopTile{T, TWeights}"/>, a1 = y⊥·d/|y⊥|² here, so that S = d·d − a1·(y⊥·d);
/// gradient and H: <see cref="LoopLinearization{T}"/>.
/// </summary>
internal sealed class LoopLaneState<T>(LoopWaveform waveform) where T : struct, ILanes<T>
{
    /// <summary>Shape parameters.</summary>
    public const int Shapes = 6;

    private const int Lower = Shapes * (Shapes + 1) / 2;

    /// <summary>A pivot below this part of its diagonal element is round-off.</summary>
    private const double PivotTolerance = 1e-13;

    /// <summary>S below this part of d·d is round-off: nothing can be gained.</summary>
    private const double RoundOff = 1e-14;

    /// <summary>A damping above this leaves no step worth taking.</summary>
    private const double MostDamping = 1e10;

    private readonly T[] step = new T[Shapes], factor = new T[Lower];
    private T[] trial = new T[Shapes], best = new T[Shapes], gradient = new T[Shapes], hessian = new T[Lower], newGradient = new T[Shapes], newHessian = new T[Lower];
    private T[] products = new T[LoopBranchProducts.Length * 2], newProducts = new T[LoopBranchProducts.Length * 2];
    private T cost, damping, predicted, attainable, iterations;

    /// <summary>1/√Σw, Σw, √w·e and √w·d over each branch, and d·d, per lane.</summary>
    public T PerRoot, FallingOne, FallingSlope, FallingData, RisingOne, RisingSlope, RisingData, Energy;

    /// <summary>A run has converged when a step lowers S, and was expected to lower it, by no more than this part, or the next one is expected to.</summary>
    public double Tolerance { get; set; } = 1e-8;

    /// <summary>The shape to be evaluated next.</summary>
    public ReadOnlySpan<T> Trial => trial;

    /// <summary>Steps taken, per lane.</summary>
    public T Iterations => iterations;

    /// <summary>Puts a start into a lane.</summary>
    public void Begin(int lane, ReadOnlySpan<double> start)
    {
        for (var i = 0; i < Shapes; i++)
            Element(trial, i, lane) = i % 3 == 0 ? Math.Clamp(start[i], waveform.Minimum, waveform.Maximum) : Math.Clamp(start[i], waveform.MinimumWidth, waveform.MaximumWidth);
        Set(ref cost, lane, double.PositiveInfinity);
        Set(ref damping, lane, 1e-2);
        Set(ref predicted, lane, double.PositiveInfinity);
        Set(ref iterations, lane, -1);
    }

    /// <summary>Takes a lane's best shape and what <see cref="LoopBranchState{T}"/> must know of each branch there; returns its S.</summary>
    /// <param name="lane">Lane.</param>
    /// <param name="shape">[6], out.</param>
    /// <param name="branches">[8], out: falling, then rising branch, see <see cref="LoopBranchProducts"/>.</param>
    public double End(int lane, Span<double> shape, Span<double> branches)
    {
        for (var i = 0; i < Shapes; i++)
            shape[i] = Element(best, i, lane);
        for (var i = 0; i < products.Length; i++)
            branches[i] = Element(products, i, lane);
        return Get(ref cost, lane);
    }

    /// <summary>S at a lane's best shape.</summary>
    public double CostOf(int lane) => Get(ref cost, lane);

    /// <summary>Steps a lane has tried.</summary>
    public int IterationsOf(int lane) => (int)Get(ref iterations, lane);

    /// <summary>Sets one lane of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ref T number, int lane, double value) => Unsafe.Add(ref Unsafe.As<T, double>(ref number), lane) = value;

    /// <summary>One lane of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Get(ref T number, int lane) => Unsafe.Add(ref Unsafe.As<T, double>(ref number), lane);

    private static ref double Element(T[] numbers, int i, int lane) => ref Unsafe.Add(ref Unsafe.As<T, double>(ref numbers[i]), lane);

    /// <summary>Takes the sums at <see cref="Trial"/>, accepts or rejects it and makes the next trial. True lanes have met the stopping test.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Advance(in LoopBranchSums<T> falling, in LoopBranchSums<T> rising)
    {
        var newCost = Linearize(falling, rising);
        iterations += T.Broadcast(1);
        var isAccepted = T.Less(newCost, cost * T.Broadcast(1 + 1e-15));
        var isFirst = T.Less(T.Broadcast(double.MaxValue), cost);
        var lowered = cost - newCost;
        damping = T.Select(isFirst, damping, NextDamping(isAccepted, lowered / predicted));
        var isFlat = T.Less(T.Max(lowered, predicted), T.Max(T.Broadcast(Tolerance) * cost, T.Broadcast(RoundOff) * Energy));
        var isDone = T.Select(isFirst, default, isAccepted & isFlat) | T.Less(T.Broadcast(MostDamping), damping);
        cost = T.Select(isAccepted, newCost, cost);
        if (T.Bits(isAccepted) == (1u << T.Width) - 1)
        {
            (best, trial) = (trial, best);
            (gradient, newGradient) = (newGradient, gradient);
            (hessian, newHessian) = (newHessian, hessian);
            (products, newProducts) = (newProducts, products);
        }
        else
        {
            Accept(isAccepted, trial, best);
            Accept(isAccepted, newGradient, gradient);
            Accept(isAccepted, newHessian, hessian);
            Accept(isAccepted, newProducts, products);
        }
        var isStuck = Step();
        // A full step that can gain nothing need not be tried.
        var isAtMinimum = T.Less(attainable, T.Broadcast(Tolerance) * cost) & T.Less(damping, T.Broadcast(0.05));
        return isDone | isStuck | isAtMinimum;
    }

    /// <summary>Less damping after a step as good as the quadratic model promised, more after one that overshot or failed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T NextDamping(T isAccepted, T gain)
    {
        var more = T.Select(T.Less(gain, T.Broadcast(0.25)), T.Max(damping * T.Broadcast(5), T.Broadcast(0.05)),
            T.Select(T.Less(gain, T.Broadcast(0.5)), T.Max(damping * T.Broadcast(2), T.Broadcast(0.01)), damping));
        var next = T.Select(T.Less(T.Broadcast(0.75), gain), T.Max(damping * T.Broadcast(0.1), T.Broadcast(1e-6)), more);
        return T.Select(isAccepted, next, damping * T.Broadcast(8));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accept(T isAccepted, T[] from, T[] to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = T.Select(isAccepted, from[i], to[i]);
    }

    /// <summary>S, gradient and H at the trial; returns S.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Linearize(in LoopBranchSums<T> falling, in LoopBranchSums<T> rising)
    {
        ref var p = ref MemoryMarshal.GetArrayDataReference(trial);
        ref var g = ref MemoryMarshal.GetArrayDataReference(newGradient);
        ref var h = ref MemoryMarshal.GetArrayDataReference(newHessian);
        LoopColumns<T>.From(falling, FallingOne, FallingSlope, FallingData, Unsafe.Add(ref p, 1), Unsafe.Add(ref p, 2), out var f);
        LoopColumns<T>.From(rising, RisingOne, RisingSlope, RisingData, Unsafe.Add(ref p, 4), Unsafe.Add(ref p, 5), out var r);
        (newProducts[0], newProducts[1], newProducts[2], newProducts[3]) = (f.Y1, f.YE, f.YD, f.YY);
        (newProducts[4], newProducts[5], newProducts[6], newProducts[7]) = (r.Y1, r.YE, r.YD, r.YY);
        T perRoot = PerRoot, y1 = (f.Y1 + r.Y1) * perRoot, yE = f.YE + r.YE, yD = f.YD + r.YD, yy = f.YY + r.YY;
        var square = T.SubtractProduct(T.SubtractProduct(yy, y1, y1), yE, yE);
        var perSquare = T.Select(T.Less(T.Broadcast(PivotTolerance) * yy, square), T.Broadcast(1) / square, default);
        var opening = yD * perSquare;
        Unsafe.SkipInit(out LoopLinearization<T> first);
        Unsafe.SkipInit(out LoopLinearization<T> second);
        first.Set(f, perRoot, y1, yE, opening, perSquare, ref g);
        h = first.AA;
        (Unsafe.Add(ref h, 1), Unsafe.Add(ref h, 2)) = (first.LA, first.LL);
        (Unsafe.Add(ref h, 3), Unsafe.Add(ref h, 4), Unsafe.Add(ref h, 5)) = (first.RA, first.RL, first.RR);
        second.Set(r, perRoot, y1, yE, opening, perSquare, ref Unsafe.Add(ref g, 3));
        Unsafe.Add(ref h, 9) = second.AA;
        (Unsafe.Add(ref h, 13), Unsafe.Add(ref h, 14)) = (second.LA, second.LL);
        (Unsafe.Add(ref h, 18), Unsafe.Add(ref h, 19), Unsafe.Add(ref h, 20)) = (second.RA, second.RL, second.RR);
        LoopLinearization<T>.Cross(second, first, opening, perSquare, ref Unsafe.Add(ref h, 6));
        return T.Max(T.SubtractProduct(Energy, opening, yD), default);
    }

    /// <summary>The next trial from the best point; true lanes cannot move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Step()
    {
        ref var h = ref MemoryMarshal.GetArrayDataReference(hessian);
        ref var g = ref MemoryMarshal.GetArrayDataReference(gradient);
        ref var p = ref MemoryMarshal.GetArrayDataReference(best);
        ref var to = ref MemoryMarshal.GetArrayDataReference(trial);
        ref var a = ref MemoryMarshal.GetArrayDataReference(factor);
        ref var s = ref MemoryMarshal.GetArrayDataReference(step);
        for (nint i = 0; i < Lower; i++)
            Unsafe.Add(ref a, i) = Unsafe.Add(ref h, i);
        T zero = default, lambda = damping;
        var mean = (h + Unsafe.Add(ref h, 2) + Unsafe.Add(ref h, 5) + Unsafe.Add(ref h, 9) + Unsafe.Add(ref h, 14) + Unsafe.Add(ref h, 20)) * T.Broadcast(1e-3 / Shapes);
        for (nint i = 0, k = 0; i < Shapes; i++, k += i + 1)
        {
            var (value, slope) = (Unsafe.Add(ref p, i), Unsafe.Add(ref g, i));
            Bounds((int)i, out var lower, out var upper);
            // A parameter on its bound that is pushed outwards is held, by a diagonal element that admits no step.
            var isFree = (T.Less(lower, value) | T.Less(zero, slope)) & (T.Less(value, upper) | T.Less(slope, zero));
            var diagonal = Unsafe.Add(ref h, k);
            var damped = T.MultiplyAdd(lambda, T.Max(diagonal, zero) + mean, diagonal);
            Unsafe.Add(ref a, k) = T.Select(isFree, damped, T.Broadcast(1e30) * (damped + mean) + T.Broadcast(1e-300));
            Unsafe.Add(ref s, i) = T.Select(isFree, slope, zero);
        }
        LoopLaneFactor.Solve(ref a, ref s, T.Broadcast(PivotTolerance));
        T limit = T.Broadcast(waveform.Range / 8), moved = zero, gained = zero, possible = zero;
        for (nint i = 0, k = 0; i < Shapes; i++)
        {
            Bounds((int)i, out var lower, out var upper);
            var value = Unsafe.Add(ref p, i);
            possible = T.MultiplyAdd(Unsafe.Add(ref s, i), Unsafe.Add(ref g, i), possible);
            var next = T.Min(T.Max(value + T.Min(T.Max(Unsafe.Add(ref s, i), zero - limit), limit), lower), upper);
            Unsafe.Add(ref to, i) = next;
            var change = next - value;
            Unsafe.Add(ref s, i) = change;
            moved = T.MultiplyAdd(change, change, moved);
            T row = zero;
            for (nint j = 0; j < i; j++, k++)
                row = T.MultiplyAdd(Unsafe.Add(ref h, k), Unsafe.Add(ref s, j), row);
            row = T.MultiplyAdd(T.Broadcast(0.5) * Unsafe.Add(ref h, k++), change, row);
            gained = T.MultiplyAdd(change, Unsafe.Add(ref g, i) - row, gained);
        }
        (predicted, attainable) = (gained + gained, possible);
        return T.Less(moved, T.Broadcast(double.Epsilon));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Bounds(int i, out T lower, out T upper)
    {
        var isBias = i is 0 or 3;
        lower = T.Broadcast(isBias ? waveform.Minimum : minimumWidth);
        upper = T.Broadcast(isBias ? waveform.Maximum : maximumWidth);
    }

    private readonly double minimumWidth = waveform.MinimumWidth, maximumWidth = waveform.MaximumWidth;
}
