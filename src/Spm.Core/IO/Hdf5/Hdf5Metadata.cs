using PureHDF;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>Attributes of groups, flattened to <c>path/key</c>.</summary>
internal static class Hdf5Metadata
{
    private const int DeepestGroup = 32;
    private const ulong LongestArray = 1 << 20;

    /// <summary>Adds the attributes of the groups from the root down to <paramref name="group"/>, keyed by absolute path; what is there already stays.</summary>
    public static void AddAncestors(Hdf5File file, string group, Dictionary<string, object> target)
    {
        var found = new Dictionary<string, object>();
        Hdf5Attributes.Flatten(file.Root, "", found);
        var parts = group.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var n = 1; n <= parts.Length; n++)
        {
            var path = string.Join('/', parts[..n]);
            if (file.Find(path) is { } ancestor) Hdf5Attributes.Flatten(ancestor, path, found);
        }

        foreach (var (key, value) in found) target.TryAdd(key, value);
    }

    /// <summary>Adds the attributes and small numeric datasets of a group and of all groups within it under <paramref name="prefix"/>.</summary>
    public static void AddTree(IH5Group group, string prefix, Dictionary<string, object> target, int depth = 0)
    {
        if (depth > DeepestGroup) return;
        Hdf5Attributes.Flatten(group, prefix, target);
        foreach (var child in group.Children())
        {
            var path = prefix.Length == 0 ? child.Name : $"{prefix}/{child.Name}";
            if (child is IH5Group inner)
                AddTree(inner, path, target, depth + 1);
            else if (child is NativeDataset dataset && Hdf5Elements.IsComplex(dataset.Type) == false && dataset.Space.Rank == 1 && dataset.Space.Dimensions[0] <= LongestArray)
                target[path] = Hdf5Elements.ReadAll(dataset);
        }
    }
}
