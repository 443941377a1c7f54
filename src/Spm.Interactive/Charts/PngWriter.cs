using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Spm.Interactive.Charts;

/// <summary>
/// Writes 8-bit pictures as PNG. Source: PNG specification, third edition (W3C 2025), sections 5.3 (chunks), 9 (filters),
/// 10 (zlib), 11.3.4.3 (dots per metre) and annex D (CRC). Written here because a map that travels in a figure needs no native library, and because with the filter of
/// <see cref="EncodeOpaque"/> a figure is a third the size of what Skia writes.
/// </summary>
public static class PngWriter
{
    private const byte _trueColour = 2, _trueColourWithAlpha = 6, _up = 2;
    private const double _inchM = 0.0254;

    private static readonly uint[] _crcTable = [.. Enumerable.Range(0, 256).Select(CrcEntry)];

    /// <summary>Encodes <paramref name="rgba"/>: 4 bytes per pixel, rows from the top.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="rgba">4 bytes per pixel, rows from the top.</param>
    /// <param name="isShaded">True for a picture of shades: each row is written as its difference from the row above, by which a surface takes a quarter less.</param>
    /// <exception cref="ArgumentException">The array is not width × height × 4 long, or a side is not positive.</exception>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgba, bool isShaded = false)
    {
        Check(width, height, rgba);
        return File(width, height, _trueColourWithAlpha, null, isShaded ? CompressDifferences(4 * width, rgba) : Compress(width, rgba));
    }

    /// <summary>
    /// Encodes a picture that hides what is behind it: the alpha bytes are left out, and each row is written as its difference from the row above, which for most rows of a map that is
    /// shown larger than it is, is nothing. Choosing the best of several filters for each row takes twice the time and saves no byte.
    /// </summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="rgba">4 bytes per pixel, rows from the top.</param>
    /// <param name="dpi">Dots per inch, for who prints it; null for none.</param>
    /// <exception cref="ArgumentException">The array is not width × height × 4 long, or a side is not positive.</exception>
    public static byte[] EncodeOpaque(int width, int height, ReadOnlySpan<byte> rgba, double? dpi = null)
    {
        Check(width, height, rgba);
        return File(width, height, _trueColour, dpi, CompressDifferences(3 * width, WithoutAlpha(rgba)));
    }

    /// <summary>The picture as a <c>data:</c> URI.</summary>
    public static string DataUri(int width, int height, ReadOnlySpan<byte> rgba) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(width, height, rgba));

    private static void Check(int width, int height, ReadOnlySpan<byte> rgba)
    {
        if (width < 1 || height < 1 || rgba.Length != 4L * width * height)
            throw new ArgumentException($"A {width} × {height} picture has {4L * width * height} bytes, got {rgba.Length}.", nameof(rgba));
    }

    private static byte[] File(int width, int height, byte colourType, double? dpi, byte[] pixels)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, colourType);
        WriteChunk(png, "IHDR"u8, header);
        if (dpi is { } perInch)
        {
            Span<byte> size = stackalloc byte[9];
            BinaryPrimitives.WriteInt32BigEndian(size, (int)Math.Round(perInch / _inchM));
            BinaryPrimitives.WriteInt32BigEndian(size[4..], (int)Math.Round(perInch / _inchM));
            size[8] = 1;
            WriteChunk(png, "pHYs"u8, size);
        }
        WriteChunk(png, "IDAT"u8, pixels);
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] WithoutAlpha(ReadOnlySpan<byte> rgba)
    {
        var rgb = new byte[rgba.Length / 4 * 3];
        for (int i = 0, k = 0; i < rgba.Length; i += 4, k += 3) (rgb[k], rgb[k + 1], rgb[k + 2]) = (rgba[i], rgba[i + 1], rgba[i + 2]);
        return rgb;
    }

    private static byte[] CompressDifferences(int length, ReadOnlySpan<byte> pixels)
    {
        using var compressed = new MemoryStream();
        ReadOnlySpan<byte> above = new byte[length];
        var difference = new byte[length];
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            for (var at = 0; at < pixels.Length; at += length)
            {
                var row = pixels.Slice(at, length);
                var done = 0;
                for (; done <= length - Vector<byte>.Count; done += Vector<byte>.Count)
                    (new Vector<byte>(row[done..]) - new Vector<byte>(above[done..])).CopyTo(difference, done);
                for (; done < length; done++) difference[done] = (byte)(row[done] - above[done]);
                zlib.WriteByte(_up);
                zlib.Write(difference);
                above = row;
            }
        return compressed.ToArray();
    }

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
