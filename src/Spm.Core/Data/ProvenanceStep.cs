namespace Spm.Core.Data;

/// <summary>One step of how a dataset came to be: what made it, in which version, from what, with which parameters.</summary>
/// <param name="Action">What was done, such as <c>fit loop</c>.</param>
/// <param name="Tool">The program or instrument.</param>
/// <param name="Version">Its version.</param>
/// <param name="Source">What it was made from: a file, a dataset, an instrument.</param>
/// <param name="Parameters">Name and value of every parameter that changes the result.</param>
public sealed record ProvenanceStep(string Action, string Tool, string Version, string Source, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>A step taken by this library.</summary>
    public static ProvenanceStep Ours(string action, string source, params (string Name, object Value)[] parameters) =>
        new(action, "Spm.Core", typeof(ProvenanceStep).Assembly.GetName().Version?.ToString(3) ?? "0.0.0", source,
            parameters.ToDictionary(p => p.Name, p => Convert.ToString(p.Value) ?? ""));
}
