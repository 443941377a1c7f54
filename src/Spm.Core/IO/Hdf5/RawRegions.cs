using Microsoft.Win32.SafeHandles;
using PureHDF;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>
/// The numbers of an HDF5 file whose structure has been written with empty contiguous datasets: each is filled from its first byte to its
/// last, in pieces of any size, so that nothing has to be in memory as a whole and short rows cost nothing (see <see cref="Hdf5Layout"/>).
/// </summary>
internal sealed class RawRegions
{
    private const int Page = 1 << 14;

    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, Region> _regions = [];

    /// <summary>Writes the structure into an empty stream and finds the datasets.</summary>
    /// <param name="stream">Empty; it stays open.</param>
    /// <param name="structure">The file; its datasets of type <see cref="H5Dataset{T}"/> are to be filled.</param>
    /// <param name="paths">Their paths.</param>
    /// <exception cref="NotSupportedException">PureHDF does not put the datasets where they can be found.</exception>
    public RawRegions(FileStream stream, H5File structure, IEnumerable<string> paths)
    {
        structure.Write(stream);
        stream.Flush();
        _file = stream.SafeFileHandle;
        using var reader = H5File.Open(stream, leaveOpen: true);
        foreach (var path in paths)
        {
            var dataset = (NativeDataset)reader.Dataset(path);
            var bytes = dataset.Space.Dimensions.Aggregate((long)dataset.Type.Size, (product, n) => checked(product * (long)n));
            var first = bytes == 0 ? 0 : Hdf5Layout.FirstByte(dataset) ?? throw new NotSupportedException($"This version of PureHDF does not place '{path}' as one run of bytes.");
            _regions[path] = new Region(first, bytes);
        }
    }

    /// <summary>Appends bytes to a dataset.</summary>
    /// <exception cref="InvalidOperationException">More bytes than the dataset holds.</exception>
    public void Append(string path, ReadOnlySpan<byte> bytes) => Append(path, bytes, isWritten: true);

    /// <summary>As <see cref="Append(string, ReadOnlySpan{byte})"/>; bytes that are all zero are not written, since a new file holds zeros where nothing has been written.</summary>
    public void AppendMostlyZero(string path, ReadOnlySpan<byte> bytes)
    {
        for (var first = 0; first < bytes.Length; first += Page)
        {
            var page = bytes.Slice(first, Math.Min(Page, bytes.Length - first));
            Append(path, page, isWritten: page.ContainsAnyExcept((byte)0));
        }
    }

    /// <exception cref="InvalidOperationException">A dataset has not been filled.</exception>
    public void Complete()
    {
        var end = _regions.Values.Select(r => r.First + r.Bytes).DefaultIfEmpty().Max();
        if (RandomAccess.GetLength(_file) < end) RandomAccess.SetLength(_file, end);
        foreach (var (path, region) in _regions)
            if (region.Done != region.Bytes) throw new InvalidOperationException($"'{path}' holds {region.Bytes} bytes and was given {region.Done}.");
    }

    private void Append(string path, ReadOnlySpan<byte> bytes, bool isWritten)
    {
        var region = _regions[path];
        if (region.Done + bytes.Length > region.Bytes)
            throw new InvalidOperationException($"'{path}' holds {region.Bytes} bytes and was given {region.Done + bytes.Length}.");
        if (isWritten) PositionedWrite.Write(_file, bytes, region.First + region.Done);
        region.Done += bytes.Length;
    }

    private sealed class Region(long first, long bytes)
    {
        public long First => first;

        public long Bytes => bytes;

        public long Done { get; set; }
    }
}
