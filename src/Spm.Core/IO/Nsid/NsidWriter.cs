using PureHDF;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Nsid;

/// <summary>
/// Writes NSID: <c>Measurement_000/name/name</c> with one dimension scale per axis attached through DIMENSION_LIST, and the groups
/// <c>metadata</c>, <c>original_metadata</c>, <c>provenance</c>. Source: NSID specification of pyNSID 0.0.7; HDF5 Dimension Scale Specification 1.0.
/// </summary>
/// <remarks>
/// PureHDF 2.2 sets two limits. REFERENCE_LIST (from a scale back to the data) is left out, because it refuses circular references.
/// CLASS and NAME are strings of variable length, because it gives no attribute a fixed one, while the HDF5 library's H5DSis_scale asks
/// for 16 bytes. So <c>d.dims[i][0]</c> and <c>d.dims[i].label</c> work in h5py, <c>d.dims[i].keys()</c> and detaching do not.
/// </remarks>
public static class NsidWriter
{
    /// <summary>Writes a dataset; samples are copied in blocks of 2¹⁷, complex ones as complex128.</summary>
    /// <exception cref="DataFileException">The file cannot be written, or is the one the data came from.</exception>
    public static void Write(Dataset dataset, string path) => Write([dataset], path);

    /// <summary>Writes several datasets, such as the channels of a scan, into one file; equal names get a number.</summary>
    /// <exception cref="ArgumentException">There is no dataset.</exception>
    /// <exception cref="DataFileException">The file cannot be written, or is one the data came from.</exception>
    public static void Write(IReadOnlyList<Dataset> datasets, string path)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        if (datasets.Count == 0) throw new ArgumentException("There is no dataset to write.", nameof(datasets));
        var measurement = new H5Group();
        var samples = new Dictionary<string, SampleWriter>();
        foreach (var dataset in datasets)
        {
            var given = dataset.Name.Length == 0 ? "Raw_Data" : dataset.Name.Replace('/', '_');
            var name = given;
            for (var number = 2; measurement.ContainsKey(name); number++) name = $"{given}_{number}";
            measurement[name] = Channel(dataset, name, samples);
        }
        var file = new H5File { ["Measurement_000"] = measurement };
        AtomicFile.Write(path, datasets, stream =>
        {
            var regions = new RawRegions(stream, file, samples.Keys);
            foreach (var (path, channel) in samples) channel.Copy(piece => regions.Append(path, piece));
            regions.Complete();
        });
    }

    private static H5Group Channel(Dataset dataset, string name, Dictionary<string, SampleWriter> writers)
    {
        var samples = SampleWriter.For(dataset.Samples, [.. dataset.Dimensions.Select(d => (ulong)d.Length)], isSingle: false);
        writers[$"Measurement_000/{name}/{name}"] = samples;
        var group = new H5Group();
        var scales = Scales(dataset, name, group);
        samples.Target.Attributes = new()
        {
            ["quantity"] = dataset.Quantity,
            ["units"] = dataset.Unit,
            ["main_data_name"] = name,
            ["data_type"] = DataType(dataset),
            ["modality"] = "SPM",
            ["source"] = "Spm.Core",
            ["DIMENSION_LABELS"] = dataset.Dimensions.Select(d => d.Name).ToArray(),
            ["DIMENSION_LIST"] = scales.Select(s => new H5ObjectReference[] { s }).ToArray(),
        };
        var (metadata, original) = (new H5Group(), new H5Group());
        foreach (var (key, value) in dataset.Metadata)
        {
            const string Original = "original_metadata/";
            if (key is "data_type" or "modality" or "source" && value is string) samples.Target.Attributes[key] = value;
            else if (key.StartsWith(Original, StringComparison.Ordinal)) Hdf5Values.Add(original, key[Original.Length..], value);
            else Hdf5Values.Add(metadata, key, value);
        }

        group[name] = samples.Target;
        group["metadata"] = metadata;
        group["original_metadata"] = original;
        group["provenance"] = Hdf5Provenance.Write(dataset.Provenance);
        return group;
    }

    private static List<H5Dataset> Scales(Dataset dataset, string name, H5Group group)
    {
        var taken = new HashSet<string> { name, "metadata", "original_metadata", "provenance" };
        var scales = new List<H5Dataset>();
        foreach (var dimension in dataset.Dimensions)
        {
            var scaleName = dimension.Name.Length == 0 ? "axis" : dimension.Name.Replace('/', '_');
            while (!taken.Add(scaleName)) scaleName += "_";
            var scale = new H5Dataset(dimension.Values)
            {
                Attributes = new()
                {
                    ["CLASS"] = "DIMENSION_SCALE",
                    ["NAME"] = scaleName,
                    ["name"] = dimension.Name,
                    ["quantity"] = dimension.Quantity,
                    ["units"] = dimension.Unit,
                    ["dimension_type"] = dimension.Kind == DimensionKind.Spatial ? "SPATIAL" : "SPECTRAL",
                },
            };
            group[scaleName] = scale;
            scales.Add(scale);
        }

        return scales;
    }

    private static string DataType(Dataset dataset) => (dataset.SpatialDimensions.Count, dataset.SpectroscopicDimensions.Count) switch
    {
        (2, 0) => "IMAGE",
        ( > 0, > 0) => "SPECTRAL_IMAGE",
        (0, 1) => "SPECTRUM",
        _ => "UNKNOWN",
    };
}
