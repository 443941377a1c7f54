using System.Buffers.Binary;
using System.IO.Compression;

namespace Spm.Interactive.Charts;

/// <summary>
/// Writes 8-bit RGBA pictures as PNG. Source: PNG specification, third edition (W3C 2025), sections 5.3 (chunks), 9 (filters, all "none"),
/// 10 (zlib) and annex D (CRC). Written here because the alternative is a native imaging library for 60 lines.
/// </summary>
public static class PngWriter
{
    private static readonly uint[] _crcTable = [.. Enumerable.Range(0, 256).Select(CrcEntry)];

    /// <summary>Encodes <paramref name="rgba"/>: 4 bytes per pixel, rows from the top.</summary>
    /// <exception cref="ArgumentException">The array is not width × height × 4 long, or a side is not positive.</exception>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgba)
    {
        if (width < 1 || height < 1 || rgba.Length != 4L * width * height)
            throw new ArgumentException($"A {width} × {height} picture has {4L * width * height} bytes, got {rgba.Length}.", nameof(rgba));
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, 6);
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Compress(width, rgba));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>The picture as a <c>data:</c> URI.</summary>
    public static string DataUri(int width, int height, ReadOnlySpan<byte> rgba) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(width, height, rgba));

    private static byte[] Compress(int width, ReadOnlySpan<byte> rgba)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            for (var row = 0; row < rgba.Length; row += 4 * width)
            {
                zlib.WriteByte(0);
                zlib.Write(rgba.Slice(row, 4 * width));
            }
        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) crc = _crcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    private static uint CrcEntry(int index)
    {
        var c = (uint)index;
        for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        return c;
    }
}
