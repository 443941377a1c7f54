using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Spm.Kernel.Wire;

/// <summary>Between messages and frames: identities, delimiter, signature, header, parent header, metadata, content, buffers ("The wire protocol").</summary>
internal sealed class MessageCodec(MessageSigner signer)
{
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    private readonly ReplayGuard _replays = new();

    public IReadOnlyList<byte[]> Encode(JupyterMessage message) =>
    [
        .. message.Identities,
        Delimiter,
        signer.Sign(message.HeaderBytes, message.ParentHeaderBytes, message.MetadataBytes, message.ContentBytes),
        message.HeaderBytes,
        message.ParentHeaderBytes,
        message.MetadataBytes,
        message.ContentBytes,
        .. message.Buffers,
    ];

    /// <summary>Reads a message; a malformed or forged one gives false and what is wrong with it.</summary>
    public bool TryDecode(IReadOnlyList<byte[]> frames, [NotNullWhen(true)] out JupyterMessage? message, [NotNullWhen(false)] out string? problem)
    {
        (message, problem) = (null, null);
        var at = 0;
        while (at < frames.Count && !frames[at].AsSpan().SequenceEqual(Delimiter)) at++;
        if (at == frames.Count) problem = "it has no delimiter <IDS|MSG>";
        else if (frames.Count - at - 1 < 5) problem = $"it has {frames.Count - at - 1} frames after the delimiter, and 5 are needed";
        else if (!signer.IsRight(frames[at + 1], frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5])) problem = "its signature is wrong";
        else if (!_replays.IsNew(frames[at + 1])) problem = "it came before: a recorded message was sent again";
        if (problem is not null) return false;
        try
        {
            var header = JsonSerializer.Deserialize(frames[at + 2], WireJson.Plain.MessageHeader);
            if (header?.MsgType is null || header.MsgId is null)
            {
                problem = "its header has no msg_id or msg_type";
                return false;
            }
            message = new JupyterMessage
            {
                Identities = [.. frames.Take(at)],
                Header = header,
                HeaderBytes = frames[at + 2],
                ParentHeaderBytes = frames[at + 3],
                MetadataBytes = frames[at + 4],
                ContentBytes = frames[at + 5],
                Buffers = [.. frames.Skip(at + 6)],
            };
            return true;
        }
        catch (JsonException e)
        {
            problem = $"its header is not JSON: {e.Message}";
            return false;
        }
    }
}
