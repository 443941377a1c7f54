using PureHDF;
using PureHDF.VOL.Native;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Usid;

/// <summary>The dimensions of a fit in full: USID's own tables hold float32 values and no quantities. One dataset per dimension.</summary>
internal static class UsidFitAxes
{
    private const string Fitted = "fitted", Numbering = "numbers the fits";

    /// <summary>The group <c>axes</c>.</summary>
    public static H5Group Write(IReadOnlyList<Dimension> dimensions, Dimension fitted, Dataset source)
    {
        var group = new H5Group();
        foreach (var (k, dimension) in dimensions.Append(fitted).Index())
            group[$"{k:D2}"] = new H5Dataset(dimension.Values)
            {
                Attributes = new()
                {
                    ["axis_name"] = dimension.Name,
                    ["axis_quantity"] = dimension.Quantity,
                    ["axis_unit"] = dimension.Unit,
                    ["axis_kind"] = dimension.Kind.ToString(),
                    ["axis_role"] = k == dimensions.Count ? Fitted : Numbering,
                    ["axis_of_source"] = (long)Array.FindIndex([.. source.Dimensions], d => ReferenceEquals(d, dimension)),
                },
            };
        return group;
    }

    /// <summary>Reads the group: the dimensions that number the fits, the fitted one, and all of them as they lie in the source.</summary>
    /// <exception cref="DataFileException">There is no such group, or something is missing in it.</exception>
    public static (List<Dimension> Dimensions, Dimension Fitted, List<Dimension> OfSource) Read(string path, NativeGroup fit)
    {
        if (!fit.LinkExists("axes") || fit.Get("axes") is not IH5Group group) throw new DataFileException(path, null, $"a group 'axes' in '{fit.Name}'", "none");
        var axes = group.Children().OfType<NativeDataset>().OrderBy(d => d.Name, StringComparer.Ordinal)
            .Select(d => (Dimension: Decode(path, d), IsFitted: Hdf5Attributes.Text(d, "axis_role") == Fitted, OfSource: Hdf5Attributes.Value(d.Attribute("axis_of_source")) is long at ? at : -1)).ToList();
        if (axes.Count(a => a.IsFitted) != 1) throw new DataFileException(path, null, $"one fitted dimension in the axes of '{fit.Name}'", $"{axes.Count(a => a.IsFitted)}");
        return ([.. axes.Where(a => !a.IsFitted).Select(a => a.Dimension)], axes.First(a => a.IsFitted).Dimension, [.. axes.OrderBy(a => a.OfSource).Select(a => a.Dimension)]);
    }

    private static Dimension Decode(string path, NativeDataset axis)
    {
        string Text(string name) => Hdf5Attributes.Text(axis, name) ?? throw new DataFileException(path, null, $"an attribute '{name}' of axis '{axis.Name}'", "none");
        var kind = Text("axis_kind");
        return Enum.TryParse<DimensionKind>(kind, out var known)
            ? new(Text("axis_name"), Text("axis_quantity"), Text("axis_unit"), known, Hdf5Elements.ReadAll(axis))
            : throw new DataFileException(path, null, "Spatial or Spectroscopic as the kind of an axis", kind);
    }
}
