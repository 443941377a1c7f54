using System.Numerics;
using System.Runtime.InteropServices;

namespace Spm.Core.IO.FitFiles;

/// <summary>CRC-32C (Castagnoli, polynomial 0x1EDC6F41), which processors have an instruction for.</summary>
internal static class Checksum
{
    /// <summary>The checksum of some bytes, continued from <paramref name="before"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
