using System.Reflection;
using PureHDF;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>
/// Where in the file the bytes of a contiguous dataset lie, so that they can be read and written by position: PureHDF 2.2 walks row by row,
/// which is twenty times slower for short rows. Source: HDF5 File Format Specification 3.0, section IV.A.2.i (data layout message).
/// </summary>
/// <remarks>As with <see cref="Hdf5ByteOrder"/>, PureHDF has decoded the address but shows it to nobody; it is read by reflection.</remarks>
internal static class Hdf5Layout
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const ulong Undefined = ulong.MaxValue;

    /// <summary>
    /// First byte of a dataset whose bytes lie one after the other; null when they do not (chunked, compact, virtual, in other files, never written)
    /// or when this version of PureHDF keeps the address elsewhere.
    /// </summary>
    public static long? FirstByte(NativeDataset dataset)
    {
        if (dataset.Layout.Class != H5DataLayoutClass.Contiguous || Get(dataset, "InternalExternalFileList") is not null) return null;
        var layout = Get(dataset, "InternalDataLayout");
        var address = Get(layout, "Address") ?? Get(Get(layout, "Properties"), "Address");
        var origin = Get(Get(Get(dataset, "Context"), "Driver"), "BaseAddress");
        if (address is not ulong at || at == Undefined || origin is null) return null;
        return checked((long)at + Convert.ToInt64(origin));
    }

    /// <summary>Rows of the slowest axis that one chunk holds; 1 where the dataset is not chunked.</summary>
    public static long ChunkRows(NativeDataset dataset) => ChunkLengths(dataset) is [var rows, ..] ? Math.Max(1, rows) : 1;

    /// <summary>Length of a chunk along each axis; null where the dataset is not chunked or this version of PureHDF keeps it elsewhere.</summary>
    public static long[]? ChunkLengths(NativeDataset dataset)
    {
        if (dataset.Layout.Class != H5DataLayoutClass.Chunked) return null;
        var layout = Get(dataset, "InternalDataLayout");
        var sizes = (Get(layout, "DimensionSizes") ?? Get(Get(layout, "Properties"), "DimensionSizes")) as Array;
        // The last entry is the size of an element.
        return sizes?.Length == dataset.Space.Rank + 1 ? [.. sizes.Cast<object>().Take(dataset.Space.Rank).Select(Convert.ToInt64)] : null;
    }

    private static object? Get(object? source, string property) => source?.GetType().GetProperty(property, Any)?.GetValue(source);
}
