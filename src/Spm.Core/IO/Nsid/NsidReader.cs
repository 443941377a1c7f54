using PureHDF;
using PureHDF.VOL.Native;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Nsid;

/// <summary>
/// Reads NSID: an N-dimensional HDF5 dataset whose axes are described by dimension scales.
/// Source: NSID specification of pyNSID 0.0.7; HDF5 Dimension Scale Specification 1.0.
/// </summary>
internal static class NsidReader
{
    /// <summary>True for numbers with dimension scales, or with the attributes of a main dataset.</summary>
    public static bool IsMain(NativeDataset dataset) =>
        dataset.Space.Rank > 0 && Hdf5Elements.IsComplex(dataset.Type) is not null && Hdf5Attributes.Text(dataset, "CLASS") != "DIMENSION_SCALE"
        && (dataset.AttributeExists("DIMENSION_LIST") || dataset.AttributeExists("main_data_name")
            || (dataset.AttributeExists("quantity") && dataset.AttributeExists("units")));

    /// <summary>Reads the main dataset at a path; spatial dimensions come first whatever their order in the file.</summary>
    /// <returns>A dataset whose samples are still in the file.</returns>
    /// <exception cref="DataFileException">An axis without a scale of its length, or elements that are no numbers.</exception>
    public static Dataset Read(Hdf5File file, DataChannel channel, NativeDataset main)
    {
        var slash = channel.Path.LastIndexOf('/');
        var group = slash < 0 ? "" : channel.Path[..slash];
        var parent = (IH5Group)file.Find(group)!;
        var dimensions = NsidDimensions.Read(file, channel, main, parent);
        var axes = Enumerable.Range(0, dimensions.Length).OrderBy(k => dimensions[k].Kind).ToArray();
        return new Dataset(channel.Name, channel.Quantity, channel.Unit, [.. axes.Select(k => dimensions[k])],
            new Hdf5SampleStore(file, main, axes) { DatasetPath = channel.Path }, Metadata(file, group, parent, main), Hdf5Provenance.Read(parent));
    }

    private static Dictionary<string, object> Metadata(Hdf5File file, string group, IH5Group parent, NativeDataset main)
    {
        var metadata = new Dictionary<string, object>();
        Hdf5Attributes.Flatten(main, "", metadata, "quantity", "units", "main_data_name");
        foreach (var child in parent.Children().OfType<IH5Group>().Where(g => g.Name.EndsWith("metadata", StringComparison.OrdinalIgnoreCase)))
            Hdf5Metadata.AddTree(child, child.Name == "metadata" ? "" : child.Name, metadata);
        Hdf5Metadata.AddAncestors(file, group, metadata);
        return metadata;
    }
}
