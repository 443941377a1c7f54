using System.Buffers.Binary;
using System.Text;

namespace Spm.Core.Instruments.Nanonis.Wire;

/// <summary>
/// The 40 bytes before every body (TCP protocol, "Request message" and "Response message"): command name[32] padded with NUL, int32 body
/// size, then in a request uint16 send-response flag and uint16 0, in a response 4 zero bytes. Everything is big-endian.
/// </summary>
/// <param name="Command">Name of the command.</param>
/// <param name="BodyLength">Bytes of the body that follows.</param>
/// <param name="WantsResponse">True when the sender waits for a response; only requests carry it.</param>
public readonly record struct WireHeader(string Command, int BodyLength, bool WantsResponse)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 40;

    /// <summary>Most characters of a command's name.</summary>
    public const int NameLength = 32;

    private const int LengthOffset = 32;
    private const int FlagOffset = 36;

    /// <summary>Reads a header. The body size is checked against <paramref name="maxBody"/> before anybody believes it.</summary>
    /// <exception cref="NanonisWireException">The name is not one, or the size is negative or too large.</exception>
    public static WireHeader Read(ReadOnlySpan<byte> bytes, int maxBody)
    {
        if (bytes.Length < Size) throw new NanonisWireException("header", bytes.Length, $"{Size} bytes", $"{bytes.Length}");
        var name = bytes[..NameLength];
        var end = name.IndexOf((byte)0) is var nul && nul < 0 ? NameLength : nul;
        if (end == 0) throw new NanonisWireException("header", 0, "the name of a command", "nothing");
        for (var i = 0; i < end; i++)
            if (name[i] is <= 0x20 or >= 0x7F) throw new NanonisWireException("header", i, "the name of a command in ASCII", $"byte 0x{name[i]:X2}");
        var command = Encoding.ASCII.GetString(name[..end]);
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[LengthOffset..]);
        if (length < 0 || length > maxBody) throw new NanonisWireException(command, LengthOffset, $"a body of 0 to {maxBody:N0} bytes", $"{length:N0}");
        return new WireHeader(command, length, BinaryPrimitives.ReadUInt16BigEndian(bytes[FlagOffset..]) != 0);
    }

    /// <summary>A whole message: header and body in one array, because some clients expect both in one segment.</summary>
    /// <exception cref="ArgumentException">The name is empty, longer than 32 characters, or not ASCII.</exception>
    public static byte[] Message(string command, ReadOnlySpan<byte> body, bool wantsResponse)
    {
        if (command.Length is 0 or > NameLength || command.Any(c => c is <= ' ' or >= '\u007F'))
            throw new ArgumentException($"The name of a command has 1 to {NameLength} printable ASCII characters, got '{command}'.", nameof(command));
        var message = new byte[Size + body.Length];
        Encoding.ASCII.GetBytes(command, message);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(LengthOffset), body.Length);
        if (wantsResponse) BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(FlagOffset), 1);
        body.CopyTo(message.AsSpan(Size));
        return message;
    }
}
