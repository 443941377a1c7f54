using PureHDF;

namespace Spm.Core.IO.Hdf5;

/// <summary>Plain values (the kinds that <see cref="Hdf5Attributes"/> reads) on their way into a file.</summary>
internal static class Hdf5Values
{
    /// <summary>HDF5 keeps an attribute in a message of at most 64 KiB.</summary>
    private const int LargestAttribute = 60_000;

    /// <summary>h5py's Boolean, of one unsigned byte because PureHDF cannot write an enumeration of signed ones.</summary>
    private enum Truth : byte
    {
        FALSE,
        TRUE,
    }

    /// <summary>Adds <c>path/key</c> → value below a group, making subgroups; what is too large for an attribute becomes a dataset.</summary>
    public static void Add(H5Group group, string path, object value)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return;
        foreach (var part in parts[..^1]) group = Subgroup(group, part);
        if (value is Array { Length: > 0 } array and not string[] && array.Length * 8L > LargestAttribute)
            group[Free(group, parts[^1])] = Encode(value)!;
        else if (Encode(value) is { } encoded)
            group.Attributes[parts[^1]] = encoded;
    }

    private static H5Group Subgroup(H5Group group, string name)
    {
        while (group.TryGetValue(name, out var there))
        {
            if (there is H5Group found) return found;
            name += "_";
        }

        var made = new H5Group();
        group[name] = made;
        return made;
    }

    private static string Free(H5Group group, string name)
    {
        while (group.ContainsKey(name)) name += "_";
        return name;
    }

    /// <summary>The value as PureHDF writes it; null for an empty array, which an attribute cannot hold.</summary>
    private static object? Encode(object value) => value switch
    {
        Array { Length: 0 } => null,
        bool b => b ? Truth.TRUE : Truth.FALSE,
        string or string[] or long or long[] or double or double[] or int or int[] or float or float[] => value,
        IEnumerable<string> texts => texts.ToArray(),
        _ => Convert.ToString(value) ?? "",
    };
}
