using PureHDF;
using PureHDF.VOL.Native;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Usid;

/// <summary>From a fit to data that stay in a file of their own: the way there (absolute and from the result's folder), the dataset, the size.</summary>
internal static class FitSourceLink
{
    /// <summary>True when the data are in a file that can be linked to, and not in memory.</summary>
    public static bool IsPossible(Dataset source) => source.Samples is Hdf5SampleStore { DatasetPath.Length: > 0 };

    /// <summary>Writes the attributes.</summary>
    /// <param name="group">The group of the fit.</param>
    /// <param name="source">Data for which <see cref="IsPossible"/> is true.</param>
    /// <param name="path">Where the file of the fit will be.</param>
    public static void Write(H5Group group, Dataset source, string path)
    {
        var store = (Hdf5SampleStore)source.Samples;
        var full = Path.GetFullPath(store.FilePath);
        group.Attributes["source_file"] = full;
        group.Attributes["source_file_relative"] = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", full);
        group.Attributes["source_file_bytes"] = new FileInfo(full).Length;
        group.Attributes["source_dataset"] = store.DatasetPath;
    }

    /// <summary>The samples of a linked fit and their metadata; null with the reason where they cannot be found or have changed.</summary>
    /// <param name="path">The file of the fit.</param>
    /// <param name="group">The group of the fit.</param>
    public static (Dataset? Data, string Why) Open(string path, NativeGroup group)
    {
        var (dataset, absolute) = (Hdf5Attributes.Text(group, "source_dataset"), Hdf5Attributes.Text(group, "source_file"));
        if (dataset is null || absolute is null) return (null, "the file does not say where they are");
        var bytes = Hdf5Attributes.Value(group.Attribute("source_file_bytes")) is long size ? size : -1;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        var candidates = new[] { Path.GetFullPath(Hdf5Attributes.Text(group, "source_file_relative") ?? absolute, folder), absolute };
        if (candidates.FirstOrDefault(c => File.Exists(c) && new FileInfo(c).Length == bytes) is { } found) return (DataFile.Open(found, dataset), "");
        return (null, candidates.FirstOrDefault(File.Exists) is { } other
            ? $"{other} has changed since ({new FileInfo(other).Length} bytes, {bytes} when it was fitted)"
            : $"{absolute} is not there any more; put it back, or beside the result");
    }
}
