using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Spm.Core.Instruments.Nanonis.Wire;

/// <summary>Writes a body from front to back (TCP protocol, "Data Types"); every method returns the writer.</summary>
public sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The bytes written.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.WrittenMemory;

    /// <summary>An unsigned int16.</summary>
    public WireWriter UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(2), checked((ushort)value));
        return Advance(2);
    }

    /// <summary>An unsigned int32.</summary>
    public WireWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(4), value);
        return Advance(4);
    }

    /// <summary>A truth value as unsigned int32.</summary>
    public WireWriter Flag(bool value) => UInt32(value ? 1u : 0u);

    /// <summary>An int.</summary>
    public WireWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(4), value);
        return Advance(4);
    }

    /// <summary>A float32.</summary>
    public WireWriter Single(double value)
    {
        BinaryPrimitives.WriteSingleBigEndian(_buffer.GetSpan(4), (float)value);
        return Advance(4);
    }

    /// <summary>A float64.</summary>
    public WireWriter Double(double value)
    {
        BinaryPrimitives.WriteDoubleBigEndian(_buffer.GetSpan(8), value);
        return Advance(8);
    }

    /// <summary>A string: int32 length in bytes, UTF-8.</summary>
    public WireWriter Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Int32(bytes.Length);
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>A string array: int32 size in bytes, int32 count, length-prefixed items.</summary>
    public WireWriter Texts(IReadOnlyCollection<string> texts)
    {
        Int32(texts.Sum(t => 4 + Encoding.UTF8.GetByteCount(t)));
        Int32(texts.Count);
        foreach (var text in texts) Text(text);
        return this;
    }

    /// <summary>int32 count, then the values.</summary>
    public WireWriter Ints(IReadOnlyCollection<int> values)
    {
        Int32(values.Count);
        foreach (var value in values) Int32(value);
        return this;
    }

    /// <summary>int32 count, then the values as float32.</summary>
    public WireWriter Singles(IReadOnlyCollection<double> values) => Int32(values.Count).SinglesAlone(values);

    /// <summary>The values as float32, without a count.</summary>
    public WireWriter SinglesAlone(IEnumerable<double> values)
    {
        foreach (var value in values) Single(value);
        return this;
    }

    /// <summary>int32 count, then the values as float64.</summary>
    public WireWriter Doubles(IReadOnlyCollection<double> values)
    {
        Int32(values.Count);
        foreach (var value in values) Double(value);
        return this;
    }

    /// <summary>A 2-D float32: int32 rows, int32 columns, the rows.</summary>
    public WireWriter Matrix(IReadOnlyList<double[]> rows)
    {
        Int32(rows.Count);
        Int32(rows.Count == 0 ? 0 : rows[0].Length);
        foreach (var row in rows) SinglesAlone(row);
        return this;
    }

    /// <summary>The error block: uint32 status, int32 length, text; no text, no error.</summary>
    public WireWriter Error(string? text) => Flag(text is not null).Text(text ?? "");

    private WireWriter Advance(int count)
    {
        _buffer.Advance(count);
        return this;
    }
}
