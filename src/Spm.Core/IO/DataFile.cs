using PureHDF.VOL.Native;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;
using Spm.Core.IO.Nsid;
using Spm.Core.IO.Usid;

namespace Spm.Core.IO;

/// <summary>Opens measurement files. The format is found by content, never by the file's name: HDF5 with NSID or USID datasets.</summary>
public static class DataFile
{
    /// <summary>
    /// Opens one dataset of a file. Without <paramref name="channel"/> it is the first in the file's order, and <c>channels</c> in the metadata lists all.
    /// Samples of less than 64 MB are in memory; larger ones stay in the file, which stays open as long as the dataset is in use.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="channel">Path, name or quantity of the dataset wanted, in upper or lower case; null for the first.</param>
    /// <exception cref="DataFileException">No such file, another format, damaged, no dataset in it, or no such channel (the message lists those there are).</exception>
    public static Dataset Open(string path, string? channel = null)
    {
        DataFilePath.Check(path);
        var file = Hdf5File.Open(path);
        var keepOpen = false;
        try
        {
            var mains = Mains(file);
            var (chosen, main) = Choose(path, mains, channel);
            var read = chosen.Format == "USID" ? UsidReader.Read(file, chosen, main) : NsidReader.Read(file, chosen, main);
            var metadata = new Dictionary<string, object>(read.Metadata);
            if (mains.Count > 1) metadata["channels"] = mains.Select(m => m.Channel.Path).ToArray();
            var store = (Hdf5SampleStore)read.Samples;
            keepOpen = store.MemoryBytes >= Hdf5File.SmallBytes;
            var samples = keepOpen ? store : store.ToMemory();
            if (!keepOpen) store.Dispose();
            return new Dataset(read.Name, read.Quantity, read.Unit, read.Dimensions, samples, metadata,
                [.. read.Provenance, ProvenanceStep.Ours("open", Path.GetFileName(path), ("channel", chosen.Path))])
            { SourcePath = Path.GetFullPath(path) };
        }
        catch (Exception e) when (Hdf5Damage.Is(e))
        {
            throw Hdf5Damage.Error(path, e);
        }
        finally
        {
            if (!keepOpen) file.Dispose();
        }
    }

    /// <summary>Lists the datasets of a file, in the file's order.</summary>
    /// <exception cref="DataFileException">No such file, another format, or damaged.</exception>
    public static IReadOnlyList<DataChannel> List(string path)
    {
        DataFilePath.Check(path);
        using var file = Hdf5File.Open(path);
        try
        {
            return [.. Mains(file).Select(m => m.Channel)];
        }
        catch (Exception e) when (Hdf5Damage.Is(e))
        {
            throw Hdf5Damage.Error(path, e);
        }
    }

    private static List<(DataChannel Channel, NativeDataset Dataset)> Mains(Hdf5File file)
    {
        var mains = new List<(DataChannel, NativeDataset)>();
        var others = new List<string>();
        foreach (var (path, dataset) in file.Datasets())
        {
            var format = UsidReader.IsMain(dataset) ? "USID" : NsidReader.IsMain(dataset) ? "NSID" : null;
            if (format is null) others.Add(path);
            else mains.Add((Describe(path, dataset, format), dataset));
        }

        return mains.Count > 0 ? mains : throw new DataFileException(file.Path, null,
            "an NSID dataset (with dimension scales, or attributes 'quantity' and 'units') or a USID dataset (with references to Position_Indices…)",
            others.Count == 0 ? "an HDF5 file without datasets" : $"datasets without a description of their axes: {string.Join(", ", others.Take(10))}{(others.Count > 10 ? " …" : "")}");
    }

    private static DataChannel Describe(string path, NativeDataset dataset, string format)
    {
        var parts = path.Split('/');
        var name = parts.Length > 1 && parts[^1] == "Raw_Data" && parts[^2] != "Raw_Data" ? parts[^2] : parts[^1];
        return new DataChannel(path, name, [.. dataset.Space.Dimensions.Select(n => checked((long)n))],
            Hdf5Attributes.Text(dataset, "quantity") ?? name, NsidDimensions.Unit(Hdf5Attributes.Text(dataset, "units")), format);
    }

    private static (DataChannel Channel, NativeDataset Dataset) Choose(string path, List<(DataChannel Channel, NativeDataset Dataset)> mains, string? wanted)
    {
        if (wanted is null) return mains[0];
        var trimmed = wanted.Trim('/');
        Func<DataChannel, string>[] keys = [c => c.Path, c => c.Name, c => c.Quantity, c => c.Path.Split('/')[^1]];
        foreach (var key in keys)
        {
            var matches = mains.Where(m => string.Equals(key(m.Channel), trimmed, StringComparison.OrdinalIgnoreCase)).ToList();
            if (matches.Count == 1) return matches[0];
            if (matches.Count > 1)
                throw new DataFileException(path, null, "the path of one channel", $"'{wanted}', which is the name of {string.Join(" and ", matches.Select(m => m.Channel.Path))}");
        }

        throw new DataFileException(path, null, $"one of the channels {string.Join("; ", mains.Select(m => m.Channel))}", $"no channel '{wanted}'");
    }
}
