using System.Numerics;
using Spm.Core.Data;
using Spm.Core.IO;

namespace Spm.Core.Tests.IO;

public sealed class NsidReaderTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_measured_loops_have_the_dimensions_and_units_of_the_file()
    {
        var loops = DataFile.Open(Workbench.Shared("data/BEPS_PTO_50x50.h5"));
        Assert.Equal(["X", "Y", "Voltage"], loops.Dimensions.Select(d => d.Name));
        Assert.Equal([50, 50, 64], loops.Dimensions.Select(d => d.Length));
        Assert.Equal(["m", "m", "V"], loops.Dimensions.Select(d => d.Unit));
        Assert.Equal("Bias", loops.Dimensions[2].Quantity);
        Assert.Equal([DimensionKind.Spatial, DimensionKind.Spatial, DimensionKind.Spectroscopic], loops.Dimensions.Select(d => d.Kind));
        Assert.Equal(("Piezoresponse", "a.u."), (loops.Quantity, loops.Unit));
        Assert.Equal(8.5, loops.Dimensions[2].Values.Max());
        Assert.Equal("SPECTRAL_IMAGE", loops.Metadata["data_type"]);
        Assert.Contains(loops.Provenance, step => step is { Tool: "sidpy", Version: "0.12.8" });
        Assert.Equal("open", loops.Provenance[^1].Action);
    }

    [Fact]
    public void The_measured_loops_are_the_samples_that_h5py_reads()
    {
        var path = Workbench.Shared("data/BEPS_PTO_50x50.h5");
        var expected = _bench.Numbers("print(*h5py.File(sys.argv[1])['Channel_000/generic/generic'][()].ravel().tolist())", path);
        var actual = new double[expected.Length];
        DataFile.Open(path).ReadPixels(0, actual);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("Measurement_000/Channel_3/Channel_3/Channel_3")]
    [InlineData("/Measurement_000/Channel_3/Channel_3/Channel_3")]
    [InlineData("channel_3")]
    [InlineData("PhaseRetrace")]
    public void A_channel_is_found_by_path_by_name_and_by_quantity(string channel)
    {
        var phase = DataFile.Open(Workbench.Shared("data/PTO_Funakubo0001.h5"), channel);
        Assert.Equal(("PhaseRetrace", "deg", 65536L, 1), (phase.Quantity, phase.Unit, phase.PixelCount, phase.PointsPerPixel));
        Assert.Equal(4, ((string[])phase.Metadata["channels"]).Length);
        Assert.Equal(0L, phase.Metadata["original_metadata/ADCgain"]);
    }

    [Fact]
    public void Without_a_channel_the_first_one_is_opened()
    {
        var path = Workbench.Shared("data/PTO_Funakubo0001.h5");
        Assert.Equal(["HeightRetrace", "AmplitudeRetrace", "DeflectionRetrace", "PhaseRetrace"], DataFile.List(path).Select(c => c.Quantity));
        Assert.All(DataFile.List(path), c => Assert.Equal([256L, 256L], c.Shape));
        Assert.Equal("HeightRetrace", DataFile.Open(path).Quantity);
    }

    [Fact]
    public void Complex_spectra_stay_complex()
    {
        _bench.MakeSpectra("sho", "sho.h5", "--rows", "3", "--columns", "4", "--bins", "7");
        var expected = _bench.Numbers("a = h5py.File('sho.h5')['Measurement_000/Channel_000/Raw_Data/Raw_Data'][()].ravel(); print(*a.real.tolist(), *a.imag.tolist())");
        var spectra = DataFile.Open(_bench["sho.h5"]);
        Assert.True(spectra.IsComplex);
        Assert.Equal([3, 4, 7], spectra.Dimensions.Select(d => d.Length));
        var actual = new Complex[84];
        spectra.ReadPixels(0, actual);
        Assert.Equal(expected, actual.Select(c => c.Real).Concat(actual.Select(c => c.Imaginary)));
        Assert.Throws<InvalidOperationException>(() => spectra.ReadPixels(0, new double[7]));
    }

    [Theory]
    [InlineData("i1")]
    [InlineData("u1")]
    [InlineData("i2")]
    [InlineData("u2")]
    [InlineData("i4")]
    [InlineData("u4")]
    [InlineData("i8")]
    [InlineData("u8")]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData("c8")]
    [InlineData("c16")]
    public void Every_element_type_arrives_with_its_value(string type)
    {
        _bench.RunPython(Nsid + "write('t.h5', np.array([[0, 1, 2], [100, 101, 127]]).astype(sys.argv[1]), [('y', 'SPATIAL'), ('t', 'SPECTRAL')])", type);
        var dataset = DataFile.Open(_bench["t.h5"]);
        var values = new Complex[6];
        dataset.ReadPixels(0, values);
        Assert.Equal(type[0] == 'c', dataset.IsComplex);
        Assert.Equal([0, 1, 2, 100, 101, 127], values.Select(v => v.Real));
        Assert.All(values, v => Assert.Equal(0, v.Imaginary));
    }

    [Fact]
    public void Spatial_dimensions_come_first_whatever_their_order_in_the_file()
    {
        _bench.RunPython(Nsid + "write('t.h5', np.arange(24.).reshape(2, 3, 4), [('V', 'SPECTRAL'), ('y', 'SPATIAL'), ('x', 'SPATIAL')])");
        var dataset = DataFile.Open(_bench["t.h5"]);
        Assert.Equal(["y", "x", "V"], dataset.Dimensions.Select(d => d.Name));
        var values = new double[24];
        dataset.ReadPixels(0, values);
        Assert.Equal(Enumerable.Range(0, 12).SelectMany(pixel => new double[] { pixel, pixel + 12 }), values);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", chunks=(7, 100, 50), compression='gzip', shuffle=True")]
    public void Samples_too_many_for_memory_are_read_block_by_block(string storage)
    {
        // 8.8 million doubles are 70 MB, above the 64 MB that are read at once; the permuted order must hold for every block.
        _bench.RunPython(Nsid + $"write('big.h5', np.arange(8.8e6).reshape(22, 1000, 400), [('V', 'SPECTRAL'), ('y', 'SPATIAL'), ('x', 'SPATIAL')]{storage})");
        var dataset = DataFile.Open(_bench["big.h5"]);
        using var store = Assert.IsAssignableFrom<IDisposable>(dataset.Samples);
        Parallel.For(0, 12, task =>
        {
            var pixel = task * 33_211L;
            var block = new double[22 * 13];
            dataset.ReadPixels(pixel, block);
            for (var k = 0; k < block.Length; k++) Assert.Equal(k % 22 * 400_000 + pixel + k / 22, block[k]);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.ReadPixels(400_000, new double[22]));
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dataset.ReadPixels(0, new double[22]));
    }

    [Fact]
    public void A_small_file_may_be_moved_while_its_dataset_is_in_use()
    {
        _bench.RunPython(Nsid + "write('t.h5', np.arange(6.).reshape(2, 3), [('y', 'SPATIAL'), ('t', 'SPECTRAL')])");
        var dataset = DataFile.Open(_bench["t.h5"]);
        File.Delete(_bench["t.h5"]);
        var values = new double[3];
        dataset.ReadPixels(1, values);
        Assert.Equal([3, 4, 5], values);
    }

    [Fact]
    public void Metadata_of_every_plain_type_is_flattened_to_paths()
    {
        _bench.RunPython(Nsid + """
            write('t.h5', np.arange(6.).reshape(2, 3), [('y', 'SPATIAL'), ('t', 'SPECTRAL')])
            with h5py.File('t.h5', 'a') as h:
                h.attrs['operator'] = 'Ada'
                g = h.create_group('g/main/metadata/tip')
                g.attrs.update(radius=2.5e-8, name='µ tip', ok=True, counts=np.array([1, 2]), gains=np.array([.5, 2]), names=['a', 'b'])
            """);
        var metadata = DataFile.Open(_bench["t.h5"]).Metadata;
        Assert.Equal("Ada", metadata["operator"]);
        Assert.Equal(2.5e-8, metadata["tip/radius"]);
        Assert.Equal("µ tip", metadata["tip/name"]);
        Assert.Equal(true, metadata["tip/ok"]);
        Assert.Equal([1L, 2L], (long[])metadata["tip/counts"]);
        Assert.Equal([.5, 2], (double[])metadata["tip/gains"]);
        Assert.Equal(["a", "b"], (string[])metadata["tip/names"]);
    }

    [Fact]
    public void Scales_that_are_only_named_in_the_labels_are_found_beside_the_data()
    {
        _bench.RunPython(Nsid + """
            write('t.h5', np.arange(6.).reshape(2, 3), [('y', 'SPATIAL'), ('t', 'SPECTRAL')])
            with h5py.File('t.h5', 'a') as h: del h['g/main/main'].attrs['DIMENSION_LIST']
            """);
        Assert.Equal(["y", "t"], DataFile.Open(_bench["t.h5"]).Dimensions.Select(d => d.Name));
    }

    /// <summary>A small NSID writer in h5py.</summary>
    internal const string Nsid = """
        def write(path, data, axes, **storage):
            with h5py.File(path, 'w') as h:
                g = h.create_group('g/main')
                d = g.create_dataset('main', data=data, **storage)
                d.attrs.update(quantity='Response', units='V', main_data_name='main')
                for i, (name, kind) in enumerate(axes):
                    s = g.create_dataset(name, data=np.arange(data.shape[i]) * 0.5)
                    s.make_scale(name)
                    s.attrs.update(name=name, quantity=name, units='m', dimension_type=kind)
                    d.dims[i].label = name
                    d.dims[i].attach_scale(s)

        """;
}
