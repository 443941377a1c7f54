using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spm.Notebook;

namespace Spm.Kernel.Wire;

/// <summary>How messages are written: names in snake case, nulls left out. Generated at build, so that the first message is fast.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MimeBundleConverter)])]
[JsonSerializable(typeof(MessageHeader))]
[JsonSerializable(typeof(ExecuteRequest))]
[JsonSerializable(typeof(ExecuteReply))]
[JsonSerializable(typeof(ExecuteInput))]
[JsonSerializable(typeof(ExecuteResult))]
[JsonSerializable(typeof(ErrorContent))]
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(StatusContent))]
[JsonSerializable(typeof(StreamText))]
[JsonSerializable(typeof(DisplayData))]
[JsonSerializable(typeof(ClearOutput))]
[JsonSerializable(typeof(InputRequest))]
[JsonSerializable(typeof(InputReply))]
[JsonSerializable(typeof(CompleteRequest))]
[JsonSerializable(typeof(CompleteReply))]
[JsonSerializable(typeof(InspectRequest))]
[JsonSerializable(typeof(InspectReply))]
[JsonSerializable(typeof(IsCompleteRequest))]
[JsonSerializable(typeof(IsCompleteReply))]
[JsonSerializable(typeof(KernelInfoReply))]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(HistoryReply))]
[JsonSerializable(typeof(ShutdownRequest))]
[JsonSerializable(typeof(ShutdownReply))]
[JsonSerializable(typeof(CommInfoReply))]
[JsonSerializable(typeof(CommContent))]
[JsonSerializable(typeof(CommInfoRequest))]
[JsonSerializable(typeof(DebugRequest))]
[JsonSerializable(typeof(DebugReply))]
[JsonSerializable(typeof(UsageReply))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>
    /// Escapes only what JSON must have escaped. The default is for JSON inside of a page: it writes six characters for every angle bracket and quote, of which HTML and SVG are full.
    /// </summary>
    public static WireJson Plain => field ??= new WireJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Writes a bundle as an object from MIME type to content.</summary>
internal sealed class MimeBundleConverter : JsonConverter<MimeBundle>
{
    public static JsonObject ToJson(MimeBundle bundle) =>
        new(bundle.Data.Select(d => KeyValuePair.Create(d.Key, d.Value is JsonNode node ? node.DeepClone() : (JsonNode?)(string)d.Value)));

    public override MimeBundle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("No message to a kernel holds a MIME bundle.");

    public override void Write(Utf8JsonWriter writer, MimeBundle value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (mimeType, content) in value.Data)
        {
            writer.WritePropertyName(mimeType);
            if (content is JsonNode node) node.WriteTo(writer);
            else writer.WriteStringValue((string)content);
        }
        writer.WriteEndObject();
    }
}
