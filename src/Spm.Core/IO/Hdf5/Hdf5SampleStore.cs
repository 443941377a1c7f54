using System.Numerics;
using System.Runtime.InteropServices;
using PureHDF.Selections;
using PureHDF.VOL.Native;
using Spm.Core.Data;

namespace Spm.Core.IO.Hdf5;

/// <summary>
/// Samples that stay in an HDF5 file and are read block by block, each as a hyperslab. Safe for several threads (one reads at a time).
/// The file is open until <see cref="Dispose()"/> or until nobody holds the store any more.
/// </summary>
public sealed class Hdf5SampleStore : SampleStore, IDisposable
{
    private readonly Hdf5File _file;
    private readonly NativeDataset _dataset;
    private readonly long[] _shape;
    private readonly int[] _axes;
    private readonly bool _isInFileOrder;
    private readonly ContiguousSamples? _contiguous;

    /// <summary>Chunks that one block touches and the next one needs again.</summary>
    private readonly H5DatasetAccess _access = new(ChunkCache: new SimpleReadingChunkCache(chunkSlotCount: 4096, byteCount: 64UL << 20));

    /// <summary>A store whose axis k is file axis <paramref name="axes"/>[k].</summary>
    internal Hdf5SampleStore(Hdf5File file, NativeDataset dataset, int[] axes)
    {
        (_file, _dataset, _axes) = (file, dataset, axes);
        _shape = [.. axes.Select(axis => checked((long)dataset.Space.Dimensions[axis]))];
        _isInFileOrder = axes.SequenceEqual(Enumerable.Range(0, axes.Length));
        _contiguous = _isInFileOrder ? ContiguousSamples.Of(file, dataset) : null;
        Length = _shape.Aggregate(1L, (product, n) => checked(product * n));
        IsComplex = Hdf5Elements.IsComplex(dataset.Type)
            ?? throw new DataFileException(file.Path, null, "numbers or complex numbers {r, i}", $"elements of HDF5 class {dataset.Type.Class} and {dataset.Type.Size} bytes in '{dataset.Name}'");
    }

    /// <summary>PureHDF keeps open files in a static table, so that without this a forgotten dataset would keep its file open for ever.</summary>
    ~Hdf5SampleStore() => _file.Dispose();

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override bool IsComplex { get; }

    /// <summary>Path of the file, as it was opened.</summary>
    internal string FilePath => _file.Path;

    /// <summary>Path of the dataset in the file.</summary>
    internal string DatasetPath { get; init; } = "";

    /// <inheritdoc/>
    internal override long SamplesPerUnit => (_isInFileOrder ? Hdf5Layout.ChunkRows(_dataset) : 1) * _shape.Skip(1).Aggregate(1L, (product, n) => product * n);

    /// <inheritdoc/>
    internal override bool IsSingleComplex => IsComplex && _contiguous is { IsSingle: true };

    /// <inheritdoc/>
    internal override void ReadSingle(long first, Span<float> interleaved)
    {
        if (!IsSingleComplex) base.ReadSingle(first, interleaved);
        CheckBlock(first, interleaved.Length / 2);
        _contiguous!.Read(2 * first, interleaved);
        GC.KeepAlive(this);
    }

    /// <summary>Size of the samples in memory, in bytes.</summary>
    internal long MemoryBytes => checked(Length * (IsComplex ? 16 : 8));

    /// <inheritdoc/>
    public override void Read(long first, Span<double> destination)
    {
        if (IsComplex) throw ComplexWhereRealIsExpected();
        CheckBlock(first, destination.Length);
        if (_contiguous is not null) ReadContiguous(first, destination);
        else Read<double>(first, destination, (dataset, selection, target) => Hdf5Elements.Read(dataset, selection, target, _access));
    }

    /// <inheritdoc/>
    public override void Read(long first, Span<Complex> destination)
    {
        CheckBlock(first, destination.Length);
        if (IsComplex)
        {
            if (_contiguous is not null) ReadContiguous(2 * first, MemoryMarshal.Cast<Complex, double>(destination));
            else Read<Complex>(first, destination, (dataset, selection, target) => Hdf5Elements.Read(dataset, selection, target, _access));
            return;
        }

        var real = new double[destination.Length];
        Read(first, real);
        for (var k = 0; k < real.Length; k++) destination[k] = real[k];
    }

    /// <summary>The same samples in memory.</summary>
    internal SampleStore ToMemory()
    {
        if (IsComplex)
        {
            var complex = new Complex[Length];
            Read(0, complex);
            return new ComplexMemoryStore(complex);
        }

        var real = new double[Length];
        Read(0, real);
        return new RealMemoryStore(real);
    }

    /// <summary>Closes the file; reading afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_file.Gate) _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private void ReadContiguous(long firstNumber, Span<double> destination)
    {
        _contiguous!.Read(firstNumber, destination);
        GC.KeepAlive(this);
    }

    private void Read<T>(long first, Span<T> destination, BlockReader<T> read)
    {
        lock (_file.Gate)
        {
            try
            {
                _file.Allow((long)destination.Length * _dataset.Type.Size);
                var done = 0;
                foreach (var block in BlockPlan.Of(first, destination.Length, _shape))
                {
                    ReadBlock(block, destination.Slice(done, (int)block.Count), read);
                    done += (int)block.Count;
                }
            }
            catch (Exception e) when (Hdf5Damage.Is(e))
            {
                throw Hdf5Damage.Error(_file.Path, e, $"samples of '{_dataset.Name}'");
            }
        }

        GC.KeepAlive(this);
    }

    private void ReadBlock<T>(BlockPlan.Block block, Span<T> destination, BlockReader<T> read)
    {
        var (starts, lengths) = (new ulong[_axes.Length], new ulong[_axes.Length]);
        for (var k = 0; k < _axes.Length; k++) (starts[_axes[k]], lengths[_axes[k]]) = ((ulong)block.Start[k], (ulong)block.Length[k]);
        var selection = new HyperslabSelection(_axes.Length, starts, lengths);
        if (_isInFileOrder)
        {
            read(_dataset, selection, destination);
            return;
        }

        var inFileOrder = new T[destination.Length];
        read(_dataset, selection, inFileOrder);
        BlockPlan.Permute<T>(inFileOrder, destination, block.Length, _axes);
    }

    private delegate void BlockReader<T>(NativeDataset dataset, Selection selection, Span<T> destination);
}
