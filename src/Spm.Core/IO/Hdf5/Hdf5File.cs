using Microsoft.Win32.SafeHandles;
using PureHDF;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>An open HDF5 file. Not thread-safe by itself: readers hold <see cref="Gate"/>. A small file is read into memory and may be moved at once.</summary>
internal sealed class Hdf5File : IDisposable
{
    /// <summary>Files and datasets below this many bytes are held in memory.</summary>
    public const long SmallBytes = 64L << 20;

    /// <summary>A cyclic file must end: no tree deeper, and none with more objects.</summary>
    private const int DeepestGroup = 32, MostObjects = 100_000;

    private readonly GuardedStream _stream;

    private Hdf5File(string path, GuardedStream stream, NativeFile root, SafeFileHandle? handle) => (Path, _stream, Root, Handle) = (path, stream, root, handle);

    /// <summary>The name it was opened by.</summary>
    public string Path { get; }

    /// <summary>The root group.</summary>
    public NativeFile Root { get; }

    /// <summary>For reading by position; null for a file that is held in memory.</summary>
    public SafeFileHandle? Handle { get; }

    /// <summary>Held while reading: the decoder seeks in one stream.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inMemoryBelow">A file of fewer bytes is read into memory as a whole.</param>
    /// <exception cref="DataFileException">Not HDF5, truncated, damaged, or not readable.</exception>
    public static Hdf5File Open(string path, long inMemoryBelow = SmallBytes)
    {
        Stream? stream = null;
        try
        {
            var length = new FileInfo(path).Length;
            stream = length < inMemoryBelow
                ? new MemoryStream(File.ReadAllBytes(path), writable: false)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            Hdf5Signature.Check(path, stream);
            var guarded = new GuardedStream(path, stream);
            return new Hdf5File(path, guarded, H5File.Open(guarded, leaveOpen: false), (stream as FileStream)?.SafeFileHandle);
        }
        catch (UnauthorizedAccessException e)
        {
            stream?.Dispose();
            throw new DataFileException(path, null, "a file that may be read", "one that you have no permission to read", e);
        }
        catch (Exception e) when (Hdf5Damage.Is(e))
        {
            stream?.Dispose();
            throw Hdf5Damage.Error(path, e);
        }
        catch (DataFileException)
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Says that a read of this many bytes is wanted and begins.</summary>
    public void Allow(long bytes) => _stream.Allow(bytes);

    /// <summary>Every dataset of the file with its path (no leading slash), in the file's order.</summary>
    public IEnumerable<(string Path, NativeDataset Dataset)> Datasets() => Walk(Root, "", 0, new Counter());

    /// <summary>The object at a path, or null.</summary>
    public IH5Object? Find(string path) => path.Length == 0 ? Root : Root.LinkExists(path) ? Root.Get(path) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        _stream.Dispose();
    }

    private IEnumerable<(string, NativeDataset)> Walk(NativeGroup group, string path, int depth, Counter counter)
    {
        if (depth > DeepestGroup || counter.Value > MostObjects)
            throw new DataFileException(Path, null, $"at most {DeepestGroup} groups within each other and {MostObjects} objects", $"more, at '{path[..Math.Min(path.Length, 80)]}'");
        foreach (var child in group.Children())
        {
            counter.Value++;
            var childPath = path.Length == 0 ? child.Name : $"{path}/{child.Name}";
            if (child is NativeDataset dataset)
                yield return (childPath, dataset);
            else if (child is NativeGroup childGroup)
            {
                foreach (var found in Walk(childGroup, childPath, depth + 1, counter)) yield return found;
            }
        }
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
