using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Where one mode is, and its motion under a sampled force. Four samples are computed at a time: what the force and the heat add in each step is independent
/// of the state, and the recursion s ← A s + w over four steps is a prefix sum with A and A² and one multiplication with A, A², A³, A⁴.
/// </summary>
internal struct OscillatorState
{
    /// <summary>An oscillation below this many metres is rest: numbers near the smallest are computed a hundred times slower.</summary>
    private const double RestM = 1e-200;

    /// <summary>x and ẋ/ω0 in m.</summary>
    public double X, U;

    /// <summary>The force in N at the last sample, where the next straight line begins.</summary>
    public double ForceN;

    /// <summary>
    /// Moves on by one step for each force and adds weight·x at the end of each step to <paramref name="deflection"/>.
    /// </summary>
    /// <param name="step">The mode's step.</param>
    /// <param name="force">Force in N at the end of each step.</param>
    /// <param name="kicks">First normals of <see cref="OscillatorStep"/>, one a step; empty for no thermal force.</param>
    /// <param name="spreads">Second normals.</param>
    /// <param name="weight">Factor of the displacement.</param>
    /// <param name="deflection">What the displacements are added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance(in OscillatorStep step, ReadOnlySpan<double> force, ReadOnlySpan<float> kicks, ReadOnlySpan<float> spreads, double weight, Span<double> deflection)
    {
        if (Math.Abs(X) + Math.Abs(U) < RestM) (X, U) = (0, 0);
        var (count, thermal) = (force.Length, !kicks.IsEmpty);
        ref var source = ref MemoryMarshal.GetReference(force);
        ref var target = ref MemoryMarshal.GetReference(deflection);
        ref var kick = ref MemoryMarshal.GetReference(kicks);
        ref var spread = ref MemoryMarshal.GetReference(spreads);
        var done = 0;
        if (count >= 4)
        {
            var (xx, xu, ux, uu) = (Wide(step.Xx), Wide(step.Xu), Wide(step.Ux), Wide(step.Uu));
            var (a, b, c, d) = Product((step.Xx, step.Xu, step.Ux, step.Uu), (step.Xx, step.Xu, step.Ux, step.Uu));
            var (xx2, xu2, ux2, uu2) = (Wide(a), Wide(b), Wide(c), Wide(d));
            Powers(step, out var px, out var qx, out var pu, out var qu);
            var (beginX, beginU, endX, endU) = (Wide(step.BeginX), Wide(step.BeginU), Wide(step.EndX), Wide(step.EndU));
            var (kickU, kickX, spreadX) = (Wide(step.KickU), Wide(step.KickX), Wide(step.SpreadX));
            var (x, u, factor) = (Wide(X), Wide(U), Wide(weight));
            var before = Vector256.Create(ForceN, source, Unsafe.Add(ref source, 1), Unsafe.Add(ref source, 2));
            for (; done + 4 <= count; done += 4)
            {
                if (done > 0) before = Vector256.LoadUnsafe(ref source, (nuint)done - 1);
                var now = Vector256.LoadUnsafe(ref source, (nuint)done);
                var wx = Fused(endX, now, beginX * before);
                var wu = Fused(endU, now, beginU * before);
                if (thermal)
                {
                    var first = Vector256.WidenLower(Vector128.LoadUnsafe(ref kick, (nuint)done).ToVector256Unsafe());
                    var second = Vector256.WidenLower(Vector128.LoadUnsafe(ref spread, (nuint)done).ToVector256Unsafe());
                    wx = Fused(kickX, first, Fused(spreadX, second, wx));
                    wu = Fused(kickU, first, wu);
                }
                var (sx, su) = (Later(wx), Later(wu));
                (wx, wu) = (Fused(xx, sx, Fused(xu, su, wx)), Fused(ux, sx, Fused(uu, su, wu)));
                (sx, su) = (TwoLater(wx), TwoLater(wu));
                (wx, wu) = (Fused(xx2, sx, Fused(xu2, su, wx)), Fused(ux2, sx, Fused(uu2, su, wu)));
                (wx, wu) = (Fused(px, x, Fused(qx, u, wx)), Fused(pu, x, Fused(qu, u, wu)));
                Fused(factor, wx, Vector256.LoadUnsafe(ref target, (nuint)done)).StoreUnsafe(ref target, (nuint)done);
                (x, u) = (Last(wx), Last(wu));
            }
            (X, U, ForceN) = (x.ToScalar(), u.ToScalar(), Unsafe.Add(ref source, done - 1));
        }
        for (; done < count; done++)
        {
            var next = Unsafe.Add(ref source, done);
            var (wx, wu) = (step.BeginX * ForceN + step.EndX * next, step.BeginU * ForceN + step.EndU * next);
            if (thermal)
            {
                var (first, second) = (Unsafe.Add(ref kick, done), Unsafe.Add(ref spread, done));
                (wx, wu) = (wx + step.KickX * first + step.SpreadX * second, wu + step.KickU * first);
            }
            (X, U, ForceN) = (step.Xx * X + step.Xu * U + wx, step.Ux * X + step.Uu * U + wu, next);
            Unsafe.Add(ref target, done) += weight * X;
        }
    }

    /// <summary>The mode becomes another while tip and speed stay: the scaled velocity ẋ/ω0 changes.</summary>
    public void ChangeResonance(double fromHz, double toHz) => U *= fromHz / toHz;

    /// <summary>Rows of A, A², A³, A⁴ in the four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Powers(in OscillatorStep step, out Vector256<double> px, out Vector256<double> qx, out Vector256<double> pu, out Vector256<double> qu)
    {
        var one = (step.Xx, step.Xu, step.Ux, step.Uu);
        var two = Product(one, one);
        var (three, four) = (Product(two, one), Product(two, two));
        px = Vector256.Create(one.Xx, two.Item1, three.Item1, four.Item1);
        qx = Vector256.Create(one.Xu, two.Item2, three.Item2, four.Item2);
        pu = Vector256.Create(one.Ux, two.Item3, three.Item3, four.Item3);
        qu = Vector256.Create(one.Uu, two.Item4, three.Item4, four.Item4);
    }

    private static (double, double, double, double) Product((double, double, double, double) a, (double, double, double, double) b) =>
        (a.Item1 * b.Item1 + a.Item2 * b.Item3, a.Item1 * b.Item2 + a.Item2 * b.Item4, a.Item3 * b.Item1 + a.Item4 * b.Item3, a.Item3 * b.Item2 + a.Item4 * b.Item4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Wide(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fused(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, b, c);

    /// <summary>(0, v0, v1, v2): an index beyond the lanes gives 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Later(Vector256<double> v) => Vector256.Shuffle(v, Vector256.Create(4L, 0, 1, 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> TwoLater(Vector256<double> v) => Vector256.Shuffle(v, Vector256.Create(4L, 4, 0, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Last(Vector256<double> v) => Vector256.Shuffle(v, Vector256.Create(3L, 3, 3, 3));
}
