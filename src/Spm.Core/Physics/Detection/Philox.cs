using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// The counter-based random bits Philox4x32-7 of Salmon, Moraes, Dror and Shaw (SC'11, doi 10.1145/2063384.2063405; seven rounds pass every test of BigCrush): a 128-bit counter
/// and a 64-bit key give four 32-bit words, so that any sample of any stream is computed without those before it. Four counters lie in the lanes of one vector; a word occupies the lower half
/// of its 64-bit lane, and what is above it is ignored. Two vectors are scrambled at once, because one alone would wait for its own products.
/// </summary>
internal static class Philox
{
    private const int Rounds = 7;

    /// <summary>Four counters' four words.</summary>
    internal struct Counters
    {
        /// <summary>Words 0 to 3, in the lower halves of the lanes.</summary>
        public Vector256<ulong> W0, W1, W2, W3;
    }

    /// <summary>Replaces counters by their random words. The upper halves of the lanes are left over from products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scramble(ref Counters a, ref Counters b, uint key0, uint key1)
    {
        var (k0, k1) = (Vector256.Create((ulong)key0), Vector256.Create((ulong)key1));
        var (a0, a1, a2, a3) = (a.W0, a.W1, a.W2, a.W3);
        var (b0, b1, b2, b3) = (b.W0, b.W1, b.W2, b.W3);
        for (var round = 0; round < Rounds; round++)
        {
            Round(ref a0, ref a1, ref a2, ref a3, k0, k1);
            Round(ref b0, ref b1, ref b2, ref b3, k0, k1);
            // The key's words overflow into halves that are ignored.
            k0 += Vector256.Create(0x9E3779B9UL);
            k1 += Vector256.Create(0xBB67AE85UL);
        }
        (a.W0, a.W1, a.W2, a.W3) = (a0, a1, a2, a3);
        (b.W0, b.W1, b.W2, b.W3) = (b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Vector256<ulong> c0, ref Vector256<ulong> c1, ref Vector256<ulong> c2, ref Vector256<ulong> c3, Vector256<ulong> k0, Vector256<ulong> k1)
    {
        var product0 = Product(Vector256.Create(0xD2511F53UL), c0);
        var product1 = Product(Vector256.Create(0xCD9E8D57UL), c2);
        c0 = (product1 >>> 32) ^ (c1 ^ k0);
        c2 = (product0 >>> 32) ^ (c3 ^ k1);
        c1 = product1;
        c3 = product0;
    }

    /// <summary>The 64-bit products of the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Product(Vector256<ulong> a, Vector256<ulong> b)
    {
        if (Avx2.IsSupported) return Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        var lower = Vector256.Create(0xFFFFFFFFUL);
        return (a & lower) * (b & lower);
    }
}
