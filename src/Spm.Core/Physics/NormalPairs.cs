using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spm.Core.Numerics;

namespace Spm.Core.Physics;

/// <summary>
/// Pairs of standard normals by Box and Muller's rule, √(−2 ln(1 − u)) (cos 2πv, sin 2πv), many at a time in vector lanes. The same
/// arithmetic runs at every width, so the numbers are the same on every machine; they agree with <see cref="RandomSequence.NextComplexGaussian"/>
/// to rounding.
/// </summary>
internal static class NormalPairs
{
    /// <summary>Fills both spans with independent standard normals; draws twice as many uniform numbers as a span is long.</summary>
    /// <param name="sequence">Where the randomness comes from.</param>
    /// <param name="cosines">First of each pair.</param>
    /// <param name="sines">Second of each pair; as long as the first.</param>
    public static void Fill(ref RandomSequence sequence, Span<double> cosines, Span<double> sines)
    {
        sequence.NextUniformPairs(cosines, sines);
        var done = Vector512.IsHardwareAccelerated ? Turn<Lanes8>(cosines, sines, 0)
            : Vector256.IsHardwareAccelerated ? Turn<Lanes4>(cosines, sines, 0)
            : Vector128.IsHardwareAccelerated ? Turn<Lanes2>(cosines, sines, 0) : 0;
        Turn<Lanes1>(cosines, sines, done);
    }

    /// <summary>Turns uniform pairs into normal ones from an index on; returns the index of the first that was left because lanes would be empty.</summary>
    private static int Turn<T>(Span<double> first, Span<double> second, int from) where T : struct, IRealLanes<T>
    {
        T fullTurn = 2 * Math.PI, one = 1, minusTwo = -2;
        for (; from + T.Width <= first.Length; from += T.Width)
        {
            ref var u = ref MemoryMarshal.GetReference(first[from..]);
            ref var v = ref MemoryMarshal.GetReference(second[from..]);
            var radius = T.Sqrt(minusTwo * LaneExponential.Log(one - T.Load(in u)));
            var angle = fullTurn * T.Load(in v);
            T.Store(radius * LaneTrigonometry.Cos(angle), ref u);
            T.Store(radius * LaneTrigonometry.Sin(angle), ref v);
        }
        return from;
    }
}
