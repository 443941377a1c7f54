using PureHDF;
using PureHDF.VOL.Native;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;
using Spm.Core.IO.Nsid;

namespace Spm.Core.IO.Usid;

/// <summary>
/// Reads USID: a matrix of positions × spectroscopic steps with four ancillary datasets that say what each row and column is.
/// Source: USID specification of pyUSID 0.0.10 (Main and Ancillary Datasets).
/// </summary>
internal static class UsidReader
{
    private static readonly string[] _links = ["Position_Indices", "Position_Values", "Spectroscopic_Indices", "Spectroscopic_Values"];

    /// <summary>True for a matrix of numbers that refers to its four ancillary datasets.</summary>
    public static bool IsMain(NativeDataset dataset) =>
        dataset.Space.Rank == 2 && Hdf5Elements.IsComplex(dataset.Type) is not null && _links.All(dataset.AttributeExists);

    /// <summary>
    /// Reads the main dataset at a path. Dimensions are ordered slowest first by how often their indices change, whatever order the writer used.
    /// Positions or steps that are no full grid become one dimension, and <c>reader_notes</c> in the metadata says so.
    /// USID needs a dimension of each kind: a lone one of length 1 is a placeholder and is left out.
    /// </summary>
    /// <returns>A dataset whose samples are still in the file.</returns>
    /// <exception cref="DataFileException">An ancillary dataset is missing or does not fit.</exception>
    public static Dataset Read(Hdf5File file, DataChannel channel, NativeDataset main)
    {
        var notes = new List<string>();
        var positions = UsidAxes.Dimensions(Table(file, channel, main, "Position", (long)main.Space.Dimensions[0], isTransposed: false), notes);
        var steps = UsidAxes.Dimensions(Table(file, channel, main, "Spectroscopic", (long)main.Space.Dimensions[1], isTransposed: true), notes);
        var dimensions = new[] { positions, steps }.Where(d => d is not [{ Length: 1 }]).SelectMany(d => d).ToList();
        if (dimensions.Count == 0) dimensions = steps;
        var metadata = new Dictionary<string, object>();
        Hdf5Attributes.Flatten(main, "", metadata, "quantity", "units");
        var slash = channel.Path.LastIndexOf('/');
        Hdf5Metadata.AddAncestors(file, slash < 0 ? "" : channel.Path[..slash], metadata);
        if (notes.Count > 0) metadata["reader_notes"] = notes.ToArray();
        return new Dataset(channel.Name, channel.Quantity, channel.Unit, dimensions, new Hdf5SampleStore(file, main, [0, 1]) { DatasetPath = channel.Path }, metadata);
    }

    /// <summary>Reads one pair of ancillary datasets; spectroscopic ones are stored transposed.</summary>
    private static UsidTable Table(Hdf5File file, DataChannel channel, NativeDataset main, string kind, long count, bool isTransposed)
    {
        var (indices, values) = (Linked(file, channel, main, $"{kind}_Indices"), Linked(file, channel, main, $"{kind}_Values"));
        var shape = indices.Space.Dimensions;
        var at = isTransposed ? 1 : 0;
        if (shape.Length != 2 || (long)shape[at] != count || !shape.SequenceEqual(values.Space.Dimensions))
            throw new DataFileException(file.Path, null, $"{kind}_Indices and {kind}_Values with {count} {(isTransposed ? "columns" : "rows")} for '{channel.Path}'",
                $"{string.Join(" × ", shape)} and {string.Join(" × ", values.Space.Dimensions)}");
        var dimensions = (int)shape[1 - at];
        var labels = Hdf5Attributes.Texts(values, "labels") ?? Hdf5Attributes.Texts(indices, "labels") ?? [];
        var units = Hdf5Attributes.Texts(values, "units") ?? Hdf5Attributes.Texts(indices, "units") ?? [];
        if (labels.Length < dimensions)
            throw new DataFileException(file.Path, null, $"an attribute 'labels' with {dimensions} names on {kind}_Values of '{channel.Path}'", $"{labels.Length} names");
        return new UsidTable(isTransposed ? DimensionKind.Spectroscopic : DimensionKind.Spatial, (int)count, labels[..dimensions],
            [.. Enumerable.Range(0, dimensions).Select(k => NsidDimensions.Unit(k < units.Length ? units[k] : null))],
            Columns(Hdf5Elements.ReadAll(indices), dimensions, (int)count, isTransposed), Columns(Hdf5Elements.ReadAll(values), dimensions, (int)count, isTransposed));
    }

    private static NativeDataset Linked(Hdf5File file, DataChannel channel, NativeDataset main, string link)
    {
        var attribute = main.Attribute(link);
        if (attribute.Type.Class == H5DataTypeClass.Reference)
        {
            var reference = attribute.Space.Type == H5DataspaceType.Scalar ? attribute.Read<NativeObjectReference1>() : attribute.Read<NativeObjectReference1[]>()[0];
            if (file.Root.Get(reference) is NativeDataset dataset && Hdf5Elements.IsComplex(dataset.Type) == false) return dataset;
        }

        throw new DataFileException(file.Path, null, $"an object reference to a dataset of numbers in attribute '{link}' of '{channel.Path}'", $"HDF5 class {attribute.Type.Class}");
    }

    private static double[][] Columns(double[] matrix, int dimensions, int count, bool isTransposed) =>
        [.. Enumerable.Range(0, dimensions).Select(k => Enumerable.Range(0, count).Select(i => isTransposed ? matrix[k * count + i] : matrix[i * dimensions + k]).ToArray())];
}
