using System.Numerics;
using PureHDF.VOL.Native;
using Spm.Core.IO.Hdf5;
using Spm.Core.Tests.IO;

namespace Spm.Core.Tests.OutOfCore;

/// <summary>Numbers read by their position in the file are those that the HDF5 decoder reads.</summary>
public sealed class ContiguousSamplesTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("<c8")]
    [InlineData("<c16")]
    [InlineData(">c8")]
    public void Complex_samples_are_the_same_contiguous_and_in_chunks(string type)
    {
        using var stores = Stores(type);
        foreach (var (first, count) in Pieces)
        {
            var (contiguous, chunked) = (new Complex[count], new Complex[count]);
            stores.Contiguous.Read(first, contiguous);
            stores.Chunked.Read(first, chunked);
            Assert.Equal(chunked, contiguous);
            Assert.Equal(first + 1, contiguous[0].Real);
            Assert.Equal(-2.0 * first, contiguous[0].Imaginary);
        }
    }

    [Theory]
    [InlineData("<f4")]
    [InlineData("<f8")]
    [InlineData(">f4")]
    [InlineData("<i2")]
    public void Real_samples_are_the_same_contiguous_and_in_chunks(string type)
    {
        using var stores = Stores(type);
        foreach (var (first, count) in Pieces)
        {
            var (contiguous, chunked) = (new double[count], new double[count]);
            stores.Contiguous.Read(first, contiguous);
            stores.Chunked.Read(first, chunked);
            Assert.Equal(chunked, contiguous);
            Assert.Equal(first + 1, contiguous[0]);
        }
    }

    [Fact]
    public void Whole_chunks_are_read_together()
    {
        using var stores = Stores("<f4");
        Assert.Equal((11 * 13, 4 * 11 * 13), (stores.Contiguous.SamplesPerUnit, stores.Chunked.SamplesPerUnit));
    }

    private static (long First, int Count)[] Pieces => [(0, 7 * 11 * 13), (5, 1), (17, 400), (1000, 1)];

    private Pair Stores(string type)
    {
        _bench.RunPython($"""
            n = np.arange(7 * 11 * 13)
            data = ((n + 1) - 2j * n if 'c' in '{type}' else n + 1).astype('{type}').reshape(7, 11, 13)
            h = h5py.File('data.h5', 'w')
            h['flat'] = data
            h.create_dataset('chunked', data=data, chunks=(4, 3, 13))
            """);
        return new Pair(_bench["data.h5"]);
    }

    private sealed class Pair(string path) : IDisposable
    {
        public Hdf5SampleStore Contiguous { get; } = Store(path, "flat");

        public Hdf5SampleStore Chunked { get; } = Store(path, "chunked");

        public void Dispose()
        {
            Contiguous.Dispose();
            Chunked.Dispose();
        }

        private static Hdf5SampleStore Store(string path, string name)
        {
            var file = Hdf5File.Open(path, inMemoryBelow: 0);
            return new(file, (NativeDataset)file.Find(name)!, [0, 1, 2]);
        }
    }
}
