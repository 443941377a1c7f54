using System.Buffers.Binary;

namespace Spm.Core.Instruments.Nanonis.Wire;

/// <summary>
/// One frame of the TCP logger's stream, big-endian: uint32 number of channels, float32 oversampling, uint64 counter, uint16 state, then a
/// float32 per channel.
/// </summary>
/// <param name="Oversampling">Samples averaged into each value.</param>
/// <param name="Counter">Counts frames since the logger was started; a gap means that frames were lost.</param>
/// <param name="State">0 disconnected, 1 idle, 2 start, 3 stop, 4 running, 5 TCP connect, 6 TCP disconnect, 7 buffer overflow.</param>
/// <param name="Values">A value per channel, in the channel's unit.</param>
public sealed record DataFrame(float Oversampling, ulong Counter, int State, IReadOnlyList<float> Values)
{
    /// <summary>Bytes before the values.</summary>
    public const int HeaderSize = 18;

    /// <summary>A controller has no more signals.</summary>
    public const int MaxChannels = 128;

    /// <summary>The frame as it is sent.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderSize + 4 * Values.Count];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Values.Count);
        BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(4), Oversampling);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Counter);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(16), (ushort)State);
        for (var i = 0; i < Values.Count; i++) BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(HeaderSize + 4 * i), Values[i]);
        return bytes;
    }

    /// <summary>Reads the next frame of a stream.</summary>
    /// <returns>The frame, or null when the stream ended between two frames.</returns>
    /// <exception cref="NanonisWireException">There are more channels than a controller has, or the stream ended within a frame.</exception>
    public static async Task<DataFrame?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderSize];
        var got = await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (got == 0) return null;
        if (got < HeaderSize) throw new NanonisWireException("data stream", got, $"a frame of {HeaderSize} bytes or more", "the end of the connection");
        var channels = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (channels > MaxChannels) throw new NanonisWireException("data stream", 0, $"at most {MaxChannels} channels", $"{channels}");
        var body = new byte[4 * channels];
        got = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (got < body.Length) throw new NanonisWireException("data stream", HeaderSize + got, $"{channels} values", "the end of the connection");
        return new DataFrame(
            BinaryPrimitives.ReadSingleBigEndian(header.AsSpan(4)),
            BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(8)),
            BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)),
            [.. Enumerable.Range(0, (int)channels).Select(i => BinaryPrimitives.ReadSingleBigEndian(body.AsSpan(4 * i)))]);
    }
}
