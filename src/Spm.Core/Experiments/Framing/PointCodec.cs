using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Spm.Core.Experiments.Framing;

/// <summary>
/// A point as bytes, little-endian: int64 index, float64 clock in s; int32 count and the coordinates as float64; int32 number of values, each with name and unit
/// (int32 length, UTF-8), a byte (0 real, 1 complex), int32 count, the numbers as float64 (complex ones as real, imaginary);
/// int32 length and bytes of the instrument's state. Numbers keep every bit.
/// </summary>
internal static class PointCodec
{
    /// <summary>Writes a point.</summary>
    /// <exception cref="ArgumentException">It is larger than a record may be.</exception>
    public static byte[] Encode(JournalPoint point)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(point.Index);
        writer.Write(BitConverter.DoubleToInt64Bits(point.ClockS));
        WriteNumbers(writer, point.Coordinates);
        writer.Write(point.Values.Count);
        foreach (var value in point.Values)
        {
            WriteText(writer, value.Name);
            WriteText(writer, value.Unit);
            writer.Write(value.IsComplex);
            if (value.IsComplex)
            {
                writer.Write(value.Count);
                WriteBits(writer, MemoryMarshal.Cast<Complex, double>(value.Complex));
            }
            else
            {
                WriteNumbers(writer, value.Real);
            }
        }

        writer.Write(point.State.Length);
        writer.Write(point.State);
        writer.Flush();
        return stream.Length <= JournalFormat.LargestContent
            ? stream.ToArray()
            : throw new ArgumentException($"Point {point.Index} has {stream.Length:N0} bytes, {JournalFormat.LargestContent:N0} fit into a journal's record. Measure fewer numbers per point.");
    }

    /// <summary>Reads a point; null when these bytes are none.</summary>
    public static JournalPoint? TryDecode(ReadOnlySpan<byte> from)
    {
        var reader = new ByteReader(from);
        var (index, clock) = (reader.Int64(), BitConverter.Int64BitsToDouble(reader.Int64()));
        var coordinates = reader.Numbers();
        var count = reader.Int32();
        var values = new List<JournalValue>();
        for (var k = 0; k < count && reader.IsWhole; k++)
        {
            var (name, unit, isComplex) = (reader.Text(), reader.Text(), reader.Byte() == 1);
            if (name.Length == 0) return null;
            values.Add(isComplex ? new JournalValue(name, unit, reader.ComplexNumbers()) : new JournalValue(name, unit, reader.Numbers()));
        }

        var state = reader.Bytes(reader.Int32()).ToArray();
        return reader.IsWhole && reader.IsAtEnd && count >= 0 ? new JournalPoint(index, coordinates, values, clock, state) : null;
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static void WriteNumbers(BinaryWriter writer, ReadOnlySpan<double> numbers)
    {
        writer.Write(numbers.Length);
        WriteBits(writer, numbers);
    }

    private static void WriteBits(BinaryWriter writer, ReadOnlySpan<double> numbers)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(numbers));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
            writer.Write(bytes);
        }
    }
}
