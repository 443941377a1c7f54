using System.Text.Json.Nodes;

namespace Spm.Notebook;

/// <summary>A result that has its main numbers as JSON, for <c>spm … --json</c> in a shell and for programs that read them.</summary>
public interface IJsonSummary
{
    /// <summary>The numbers, in SI units, with names that carry the unit.</summary>
    JsonNode ToJson();
}
