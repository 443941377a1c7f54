using System.Text.Json.Serialization;

namespace Spm.Core.Experiments.Framing;

/// <summary>The header as JSON, compiled: a run of a tenth of a second should not spend half of it on reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class JournalJson : JsonSerializerContext;
