using PureHDF;
using PureHDF.VOL.Native;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Nsid;

/// <summary>The axes of an NSID main dataset, from the scales that DIMENSION_LIST refers to, else from siblings named in DIMENSION_LABELS.</summary>
internal static class NsidDimensions
{
    private static readonly string[] _spatialNames = ["x", "y", "z"];

    /// <summary>One dimension per axis, in the file's order.</summary>
    /// <exception cref="DataFileException">An axis has no scale, or one of another length.</exception>
    public static Dimension[] Read(Hdf5File file, DataChannel channel, NativeDataset main, IH5Group parent)
    {
        var attached = main.AttributeExists("DIMENSION_LIST") ? main.Attribute("DIMENSION_LIST").Read<NativeObjectReference1[][]>() : [];
        var labels = Hdf5Attributes.Texts(main, "DIMENSION_LABELS") ?? [];
        var dimensions = new Dimension[main.Space.Rank];
        for (var axis = 0; axis < dimensions.Length; axis++)
        {
            var label = axis < labels.Length ? labels[axis] : "";
            var scale = axis < attached.Length && attached[axis] is [var reference, ..]
                ? file.Root.Get(reference) as NativeDataset
                : label.Length > 0 && parent.LinkExists(label) ? parent.Get(label) as NativeDataset : null;
            dimensions[axis] = scale is null ? throw NoScale(file, channel, axis, label) : Decode(file, channel, scale, axis, label, (long)main.Space.Dimensions[axis]);
        }

        return dimensions;
    }

    /// <summary>One spelling for units that writers leave open.</summary>
    public static string Unit(string? unit) => unit?.Trim() switch
    {
        null or "generic" or "unknown" or "None" => "",
        "a. u." or "arb. units" => "a.u.",
        var given => given,
    };

    private static Dimension Decode(Hdf5File file, DataChannel channel, NativeDataset scale, int axis, string label, long length)
    {
        var name = Hdf5Attributes.Text(scale, "name") ?? (label.Length > 0 ? label : Hdf5Attributes.Text(scale, "NAME") ?? scale.Name);
        if (scale.Space.Rank != 1 || Hdf5Elements.IsComplex(scale.Type) != false || (long)scale.Space.Dimensions[0] != length)
            throw new DataFileException(file.Path, null, $"a dimension scale of {length} numbers for axis {axis} of '{channel.Path}'",
                $"'{name}' with {string.Join(" × ", scale.Space.Dimensions)} elements of HDF5 class {scale.Type.Class}");
        var unit = Unit(Hdf5Attributes.Text(scale, "units"));
        var kind = Hdf5Attributes.Text(scale, "dimension_type")?.ToUpperInvariant() switch
        {
            "SPATIAL" => DimensionKind.Spatial,
            null or "" or "UNKNOWN" => _spatialNames.Contains(name.ToLowerInvariant()) ? DimensionKind.Spatial : DimensionKind.Spectroscopic,
            _ => DimensionKind.Spectroscopic,
        };
        return new Dimension(name, Hdf5Attributes.Text(scale, "quantity") ?? name, unit, kind, Hdf5Elements.ReadAll(scale));
    }

    private static DataFileException NoScale(Hdf5File file, DataChannel channel, int axis, string label) => new(file.Path, null,
        $"a dimension scale on every axis of '{channel.Path}' (attached with DIMENSION_LIST, or a dataset beside it named in DIMENSION_LABELS)",
        $"none on axis {axis}{(label.Length > 0 ? $" ('{label}')" : "")}");
}
