using System.Buffers.Binary;
using System.Text;

namespace Spm.Core.IO.Hdf5;

/// <summary>
/// The superblock's first fields, read before anything else is believed.
/// Source: HDF5 File Format Specification 3.0, section II.A (the signature stands at 0, 512, 1024, 2048…).
/// </summary>
internal static class Hdf5Signature
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Throws unless the stream is an HDF5 file and as long as its superblock says.</summary>
    /// <exception cref="DataFileException">Another format, or truncated.</exception>
    public static void Check(string path, Stream stream)
    {
        var start = Find(stream) ?? throw new DataFileException(path, 0, "an HDF5 file (first bytes 89 48 44 46 0D 0A 1A 0A)", Describe(stream));
        Span<byte> superblock = stackalloc byte[48];
        stream.Position = start;
        var read = stream.ReadAtLeast(superblock, superblock.Length, throwOnEndOfStream: false);
        var version = read > 8 ? superblock[8] : 0;
        // Versions 0 and 1: sizes of offsets at 13, end-of-file address after base address and free-space address. Versions 2 and 3: at 9 and 28.
        var (sizeAt, endAt) = version switch { 0 => (13, 40), 1 => (13, 44), 2 or 3 => (9, 28), _ => (-1, -1) };
        if (endAt < 0) throw new DataFileException(path, start + 8, "HDF5 superblock version 0 to 3", $"version {version}");
        if (read < endAt + 4) throw new DataFileException(path, start, "a complete HDF5 superblock", $"a file that ends after {stream.Length} bytes");
        if (superblock[sizeAt] != 8) return;
        var end = version == 1 ? Version1End(stream, start) : BinaryPrimitives.ReadUInt64LittleEndian(superblock[endAt..]);
        if (end > (ulong)stream.Length)
            throw new DataFileException(path, stream.Length, $"{end} bytes, as the HDF5 superblock says", $"a truncated file of {stream.Length} bytes; copy it again from where it came from");
    }

    private static ulong Version1End(Stream stream, long start)
    {
        Span<byte> end = stackalloc byte[8];
        stream.Position = start + 44;
        return stream.ReadAtLeast(end, 8, throwOnEndOfStream: false) == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(end) : ulong.MaxValue;
    }

    private static long? Find(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (var at = 0L; at + 8 <= stream.Length; at = at == 0 ? 512 : at * 2)
        {
            stream.Position = at;
            stream.ReadExactly(bytes);
            if (bytes.SequenceEqual(Signature)) return at;
        }

        return null;
    }

    private static string Describe(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[16];
        stream.Position = 0;
        bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        var text = Encoding.Latin1.GetString(bytes);
        var known = text switch
        {
            _ when text.StartsWith("GWYP", StringComparison.Ordinal) || text.StartsWith("GWYO", StringComparison.Ordinal) => "a Gwyddion file, which cannot be opened yet",
            _ when text.StartsWith("Gwyddion Simple", StringComparison.Ordinal) => "a Gwyddion Simple Field, which cannot be opened yet",
            _ when bytes.Length > 1 && (bytes[0], bytes[1]) is (5, 0) or (2, 0) or (0, 5) or (0, 2) => "what looks like an Igor binary wave, which cannot be opened yet",
            _ when text.StartsWith("CDF", StringComparison.Ordinal) => "a classic netCDF file",
            _ when text.StartsWith("PK", StringComparison.Ordinal) => "a zip archive; unpack it first",
            _ when text.All(c => c is >= ' ' and <= '~' or '\r' or '\n' or '\t') => $"text: '{text.ReplaceLineEndings(" ")}'",
            _ => null,
        };
        return known ?? string.Join(' ', bytes.ToArray().Select(b => b.ToString("X2")));
    }
}
