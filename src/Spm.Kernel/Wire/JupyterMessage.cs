using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Spm.Kernel.Wire;

/// <summary>One message as it travels: routing identities, four JSON parts as bytes, and binary buffers.</summary>
internal sealed class JupyterMessage
{
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <summary>Who it comes from or goes to on a ROUTER socket; the topic on a PUB socket.</summary>
    public IReadOnlyList<byte[]> Identities { get; init; } = [];

    public required MessageHeader Header { get; init; }

    /// <summary>The header's own bytes: they become the parent header of every answer.</summary>
    public required byte[] HeaderBytes { get; init; }

    public byte[] ParentHeaderBytes { get; init; } = EmptyObject;

    public byte[] MetadataBytes { get; init; } = EmptyObject;

    public byte[] ContentBytes { get; init; } = EmptyObject;

    public IReadOnlyList<byte[]> Buffers { get; init; } = [];

    public string Type => Header.MsgType;

    /// <summary>The content as a record.</summary>
    /// <exception cref="JsonException">The content does not have the fields of this message type.</exception>
    public T Content<T>(JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(ContentBytes, type) ?? throw new JsonException($"The content of {Type} is null.");

    /// <summary>A message of this kernel.</summary>
    /// <param name="type">Such as <c>status</c>.</param>
    /// <param name="session">The kernel's session.</param>
    /// <param name="parent">The request it belongs to, if any.</param>
    /// <param name="content">Its content.</param>
    /// <param name="contentType">How the content is written.</param>
    /// <param name="identities">Where it goes.</param>
    public static JupyterMessage Create<T>(string type, string session, JupyterMessage? parent, T content, JsonTypeInfo<T> contentType, IReadOnlyList<byte[]> identities)
    {
        var header = MessageHeader.Create(type, session);
        return new JupyterMessage
        {
            Identities = identities,
            Header = header,
            HeaderBytes = JsonSerializer.SerializeToUtf8Bytes(header, WireJson.Plain.MessageHeader),
            ParentHeaderBytes = parent?.HeaderBytes ?? EmptyObject,
            ContentBytes = JsonSerializer.SerializeToUtf8Bytes(content, contentType),
        };
    }

    /// <summary>The same message with metadata and binary parts.</summary>
    public JupyterMessage With(JsonObject metadata, IReadOnlyList<byte[]> buffers) => new()
    {
        Identities = Identities,
        Header = Header,
        HeaderBytes = HeaderBytes,
        ParentHeaderBytes = ParentHeaderBytes,
        MetadataBytes = JsonSerializer.SerializeToUtf8Bytes(metadata, WireJson.Plain.JsonObject),
        ContentBytes = ContentBytes,
        Buffers = buffers,
    };
}
