using System.Globalization;

namespace Spm.Kernel.Wire;

/// <summary>The header of a message ("General message format" of the Jupyter messaging specification).</summary>
/// <param name="MsgId">Unique id of the message.</param>
/// <param name="Session">Id of the client's or kernel's session.</param>
/// <param name="Username">Who sent it.</param>
/// <param name="Date">ISO 8601 time of sending.</param>
/// <param name="MsgType">Such as <c>execute_request</c>.</param>
/// <param name="Version">Version of the protocol.</param>
internal sealed record MessageHeader(string MsgId, string Session, string Username, string Date, string MsgType, string Version)
{
    /// <summary>The version of the protocol that this kernel speaks.</summary>
    public const string ProtocolVersion = "5.4";

    public static MessageHeader Create(string type, string session) => new(
        Guid.NewGuid().ToString("N"), session, "kernel", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), type, ProtocolVersion);
}
