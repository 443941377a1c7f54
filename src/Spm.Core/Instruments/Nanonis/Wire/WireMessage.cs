namespace Spm.Core.Instruments.Nanonis.Wire;

/// <summary>One message of the wire.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Body">Its body.</param>
public sealed record WireMessage(WireHeader Header, ReadOnlyMemory<byte> Body)
{
    /// <summary>Largest body a controller is believed to send: 16 channels of 2048 × 2048 float32 are less.</summary>
    public const int MaxResponseBody = 64 << 20;

    /// <summary>Largest body of a request: a cloud of a million points is less.</summary>
    public const int MaxRequestBody = 16 << 20;

    // A body grows as its bytes arrive: a header alone must not cost its sender's promise in memory.
    private const int FirstBuffer = 64 << 10;

    /// <summary>A reader at the start of the body.</summary>
    public WireReader Read() => new(Header.Command, Body);

    /// <summary>Takes the next message out of a stream, however its segments are cut.</summary>
    /// <returns>The message, or null when the stream ended before its first byte.</returns>
    /// <exception cref="NanonisWireException">The header is wrong, or the stream ended within the message.</exception>
    public static async Task<WireMessage?> ReadAsync(Stream stream, int maxBody, CancellationToken cancellationToken)
    {
        var head = new byte[WireHeader.Size];
        var got = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (got == 0) return null;
        if (got < head.Length) throw new NanonisWireException("header", got, $"{WireHeader.Size} bytes", "the end of the connection");
        var header = WireHeader.Read(head, maxBody);
        return new WireMessage(header, await ReadBodyAsync(stream, header, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Stream stream, WireHeader header, CancellationToken cancellationToken)
    {
        var body = new byte[Math.Min(header.BodyLength, FirstBuffer)];
        for (var filled = 0; filled < header.BodyLength;)
        {
            if (filled == body.Length) Array.Resize(ref body, (int)Math.Min(2L * body.Length, header.BodyLength));
            var count = await stream.ReadAsync(body.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new NanonisWireException(header.Command, WireHeader.Size + filled, $"a body of {header.BodyLength:N0} bytes", $"the end of the connection after {filled:N0}");
            filled += count;
        }
        return body;
    }
}
