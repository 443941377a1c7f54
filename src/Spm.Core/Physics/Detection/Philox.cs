using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// The counter-based random bits Philox4x32-10 of Salmon, Moraes, Dror and Shaw (SC'11, doi 10.1145/2063384.2063405): a 128-bit counter
/// and a 64-bit key give four 32-bit words, so that any sample of any stream is computed without those before it. Four counters
/// lie in the lanes of one vector; a word occupies the lower half of its 64-bit lane, and what is above it is ignored.
/// </summary>
internal static class Philox
{
    private const ulong Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Replaces four counters by their random words. The upper halves of the lanes are left over from products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scramble(ref Vector256<ulong> c0, ref Vector256<ulong> c1, ref Vector256<ulong> c2, ref Vector256<ulong> c3, uint key0, uint key1)
    {
        var (m0, m1) = (Vector256.Create(Multiplier0), Vector256.Create(Multiplier1));
        for (var round = 0; round < Rounds; round++)
        {
            var (product0, product1) = (Product(m0, c0), Product(m1, c2));
            c0 = (product1 >>> 32) ^ c1 ^ Vector256.Create((ulong)key0);
            c2 = (product0 >>> 32) ^ c3 ^ Vector256.Create((ulong)key1);
            (c1, c3) = (product1, product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }
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
