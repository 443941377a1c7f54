using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// White Gaussian noise at hundreds of millions of samples a second: sample n of a stream depends only on (seed, purpose, a, b) and n, whatever
/// was computed before, in whatever pieces and on however many threads. Standard normal, in single precision.
/// </summary>
/// <remarks>
/// Bits: Philox4x32-7, key (seed, purpose), counter (n, b, a); shape: Box and Muller. Thirty-two samples come from eight neighbouring counters. A slower
/// stream of numbers in double precision is <see cref="RandomSequence"/>.
/// </remarks>
public readonly struct GaussianNoise
{
    private const int Group = 32;

    private readonly uint _seed, _purpose, _a, _b;

    /// <summary>Opens a stream; <paramref name="a"/> and <paramref name="b"/> are for instance measurement and pixel, each 0 to 2³² − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a or b needs more than 32 bits.</exception>
    public GaussianNoise(int seed, RandomPurpose purpose, long a = 0, long b = 0)
        : this(seed, purpose, a, b, 0)
    {
    }

    /// <summary>As the other; <paramref name="branch"/> tells several streams of one purpose apart.</summary>
    internal GaussianNoise(int seed, RandomPurpose purpose, long a, long b, int branch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a);
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(a, uint.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(b, uint.MaxValue);
        (_seed, _purpose, _a, _b) = ((uint)seed, (uint)purpose + ((uint)branch << 16), (uint)a, (uint)b);
    }

    /// <summary>Fills <paramref name="destination"/> with samples <paramref name="first"/>, <paramref name="first"/> + 1, ….</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(long first, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        var (group, skip) = ((ulong)first / Group, (int)(first % Group));
        var written = 0;
        if (skip > 0) written = CopyPart(group++, skip, destination);
        ref var target = ref MemoryMarshal.GetReference(destination);
        for (; written + Group <= destination.Length; written += Group) Next(group++, ref Unsafe.Add(ref target, written));
        if (written < destination.Length) CopyPart(group, 0, destination[written..]);
    }

    private int CopyPart(ulong group, int skip, Span<float> destination)
    {
        Span<float> all = stackalloc float[Group];
        Next(group, ref MemoryMarshal.GetReference(all));
        var count = Math.Min(Group - skip, destination.Length);
        all.Slice(skip, count).CopyTo(destination);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Next(ulong group, ref float target)
    {
        var (a, b) = (Counters(8 * group), Counters(8 * group + 4));
        Philox.Scramble(ref a, ref b, _seed, _purpose);
        Shape(a, ref target);
        Shape(b, ref Unsafe.Add(ref target, Group / 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Philox.Counters Counters(ulong first)
    {
        var n = Vector256.Create(first) + Vector256.Create(0UL, 1, 2, 3);
        return new Philox.Counters { W0 = n, W1 = n >>> 32, W2 = Vector256.Create((ulong)_b), W3 = Vector256.Create((ulong)_a) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Shape(in Philox.Counters words, ref float target)
    {
        var lower = Vector256.Create(0xFFFFFFFFUL);
        BoxMuller.Pairs(((words.W0 & lower) | (words.W2 << 32)).AsUInt32(), ((words.W1 & lower) | (words.W3 << 32)).AsUInt32(), out var first, out var second);
        first.StoreUnsafe(ref target);
        second.StoreUnsafe(ref target, 8);
    }
}
