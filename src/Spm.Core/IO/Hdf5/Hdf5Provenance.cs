using PureHDF;
using Spm.Core.Data;

namespace Spm.Core.IO.Hdf5;

/// <summary>How a dataset came to be, as groups of attributes.</summary>
internal static class Hdf5Provenance
{
    /// <summary>One group per step, numbered so that their order by name is their order in time.</summary>
    public static H5Group Write(IReadOnlyList<ProvenanceStep> steps)
    {
        var provenance = new H5Group();
        for (var n = 0; n < steps.Count; n++)
        {
            var step = steps[n];
            var parameters = new H5Group();
            foreach (var (name, value) in step.Parameters) parameters.Attributes[name] = value;
            provenance[$"{n:D3}_{step.Action.Replace('/', '_')}"] = new H5Group
            {
                ["parameters"] = parameters,
                Attributes = new() { ["action"] = step.Action, ["tool"] = step.Tool, ["version"] = step.Version, ["source"] = step.Source },
            };
        }

        return provenance;
    }

    /// <summary>One step per group under <c>provenance</c>; an attribute that is none of action, package, tool, version, source is a parameter.</summary>
    public static List<ProvenanceStep> Read(IH5Group parent)
    {
        var steps = new List<ProvenanceStep>();
        if (!parent.LinkExists("provenance") || parent.Get("provenance") is not IH5Group provenance) return steps;
        foreach (var step in provenance.Children().OfType<IH5Group>().OrderBy(g => g.Name, StringComparer.Ordinal))
        {
            var values = new Dictionary<string, object>();
            Hdf5Metadata.AddTree(step, "", values);
            var texts = values.ToDictionary(v => v.Key, v => Convert.ToString(v.Value) ?? "");
            string Take(string key, string otherwise) => texts.Remove(key, out var text) ? text : otherwise;
            var action = Take("action", step.Name);
            var tool = Take("tool", Take("package", step.Name));
            texts.Remove("package");
            var (version, source) = (Take("version", ""), Take("source", ""));
            steps.Add(new ProvenanceStep(action, tool, version, source,
                texts.ToDictionary(t => t.Key.StartsWith("parameters/", StringComparison.Ordinal) ? t.Key["parameters/".Length..] : t.Key, t => t.Value)));
        }

        return steps;
    }
}
