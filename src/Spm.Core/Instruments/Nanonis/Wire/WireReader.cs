using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Spm.Core.Instruments.Nanonis.Wire;

/// <summary>
/// Reads a body from front to back (TCP protocol, "Data Types"). No count is believed before the bytes it promises have been seen to be
/// there, so that a hostile length costs nothing.
/// </summary>
/// <param name="command">The command, for messages.</param>
/// <param name="body">The body.</param>
public sealed class WireReader(string command, ReadOnlyMemory<byte> body)
{
    private int _offset;

    /// <summary>Bytes not read yet.</summary>
    public int Remaining => body.Length - _offset;

    /// <summary>Bytes read.</summary>
    public int Offset => _offset;

    /// <summary>An unsigned int16.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2, "an unsigned int16"));

    /// <summary>An unsigned int32.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4, "an unsigned int32"));

    /// <summary>An int.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(4, "an int32"));

    /// <summary>A float32.</summary>
    public float ReadSingle() => BinaryPrimitives.ReadSingleBigEndian(Take(4, "a float32"));

    /// <summary>
    /// A float32 as the number that was meant: the shortest decimal that rounds to it, so that 8.1 V stays 8.1 V and is not refused as 8.1000004.
    /// </summary>
    public double ReadNumber() => ReadSingle() is var value && float.IsFinite(value) ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;

    /// <summary>So many float32 as the numbers that were meant.</summary>
    public double[] ReadNumbers(int count)
    {
        CheckCount(count, 4, "the count of a float32 array");
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = ReadNumber();
        return values;
    }

    /// <summary>A float64.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8, "a float64"));

    /// <summary>A string: int32 length, bytes. What is not UTF-8 becomes U+FFFD; a message must not fail for its spelling.</summary>
    public string ReadText() => Encoding.UTF8.GetString(Take(ReadCount(1, "a string's length"), "a string"));

    /// <summary>
    /// A string array: int32 size in bytes, int32 count, length-prefixed items. The items are read by count and the size is only checked
    /// to be possible: a public client writes 4 × count there.
    /// </summary>
    public string[] ReadTexts()
    {
        var size = ReadInt32();
        if (size < 0 || size > Math.Max(0, Remaining - 4)) throw Wrong(_offset - 4, $"a string array of 0 to {Math.Max(0, Remaining - 4)} bytes", $"{size}");
        return ReadTexts(ReadCount(4, "the count of a string array"));
    }

    /// <summary>So many length-prefixed strings.</summary>
    public string[] ReadTexts(int count)
    {
        CheckCount(count, 4, "the count of strings");
        var texts = new string[count];
        for (var i = 0; i < count; i++) texts[i] = ReadText();
        return texts;
    }

    /// <summary>int32 count, then so many int32.</summary>
    public int[] ReadInts() => ReadInts(ReadCount(4, "the count of an int32 array"));

    /// <summary>So many int32.</summary>
    public int[] ReadInts(int count)
    {
        CheckCount(count, 4, "the count of an int32 array");
        var values = new int[count];
        for (var i = 0; i < count; i++) values[i] = ReadInt32();
        return values;
    }

    /// <summary>int32 count, then so many float32.</summary>
    public float[] ReadSingles() => ReadSingles(ReadCount(4, "the count of a float32 array"));

    /// <summary>So many float32.</summary>
    public float[] ReadSingles(int count)
    {
        CheckCount(count, 4, "the count of a float32 array");
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = ReadSingle();
        return values;
    }

    /// <summary>A 2-D float32: int32 rows, int32 columns, row-major values.</summary>
    public (int Rows, int Columns, float[] Values) ReadMatrix()
    {
        var (rows, columns) = (ReadInt32(), ReadInt32());
        if (rows < 0 || columns < 0 || (long)rows * columns * 4 > Remaining)
            throw Wrong(_offset - 8, $"a matrix of at most {Remaining / 4} values", $"{rows} rows × {columns} columns");
        return (rows, columns, ReadSingles(rows * columns));
    }

    /// <summary>The error block that ends every response: uint32 status, int32 length, text.</summary>
    /// <returns>The controller's text, or null when there is no error.</returns>
    public string? ReadError()
    {
        var status = ReadUInt32();
        var text = ReadText();
        ReadEnd();
        return status == 0 ? null : text.Length > 0 ? text : $"error {status}";
    }

    /// <summary>True when what remains is exactly an error block, which tells versions apart that end in different places.</summary>
    public bool IsAtError()
    {
        if (Remaining < 8) return false;
        var span = body.Span[_offset..];
        return BinaryPrimitives.ReadUInt32BigEndian(span) <= 1 && BinaryPrimitives.ReadInt32BigEndian(span[4..]) == Remaining - 8;
    }

    /// <summary>Throws when something remains.</summary>
    public void ReadEnd()
    {
        if (Remaining > 0) throw Wrong(_offset, "the end of the body", $"{Remaining} more bytes");
    }

    private int ReadCount(int bytesEach, string what)
    {
        var count = ReadInt32();
        return CheckCount(count, bytesEach, what, 4);
    }

    private int CheckCount(int count, int bytesEach, string what, int bytesBack = 0) =>
        count >= 0 && (long)count * bytesEach <= Remaining ? count : throw Wrong(_offset - bytesBack, $"{what}, at most {Remaining / bytesEach}", $"{count}");

    private ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > Remaining) throw Wrong(_offset, what, Remaining == 0 ? "the end of the body" : $"only {Remaining} more bytes");
        var span = body.Span.Slice(_offset, count);
        _offset += count;
        return span;
    }

    private NanonisWireException Wrong(int offset, string expected, string found) => new(command, offset, expected, found);
}
