using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Spm.Core.Experiments.Framing;

/// <summary>Reads what <see cref="PointCodec"/> wrote; what is missing is noted and comes out as zero or empty, so that no length is believed before it is checked.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>False once more was asked for than there was.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>True when nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.Length == 0;

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > _rest.Length) IsWhole = false;
        if (!IsWhole) return default;
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public byte Byte() => Bytes(1) is [var value] ? value : (byte)0;

    public int Int32() => Bytes(sizeof(int)) is { Length: > 0 } taken ? BinaryPrimitives.ReadInt32LittleEndian(taken) : 0;

    public long Int64() => Bytes(sizeof(long)) is { Length: > 0 } taken ? BinaryPrimitives.ReadInt64LittleEndian(taken) : 0;

    public string Text() => Encoding.UTF8.GetString(Bytes(Int32()));

    public double[] Numbers() => Doubles(Int32());

    public Complex[] ComplexNumbers() => MemoryMarshal.Cast<double, Complex>(Doubles(2L * Int32())).ToArray();

    private double[] Doubles(long count)
    {
        var taken = Bytes(count * sizeof(double));
        var numbers = new double[taken.Length / sizeof(double)];
        for (var k = 0; k < numbers.Length; k++) numbers[k] = BinaryPrimitives.ReadDoubleLittleEndian(taken[(k * sizeof(double))..]);
        return numbers;
    }
}
