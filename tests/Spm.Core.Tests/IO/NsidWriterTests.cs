using System.Numerics;
using Spm.Core.Data;
using Spm.Core.IO;
using Spm.Core.IO.Nsid;

namespace Spm.Core.Tests.IO;

public sealed class NsidWriterTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_was_written_is_read_back_with_metadata_and_provenance()
    {
        var written = Loops();
        NsidWriter.Write(written, _bench["loops.h5"]);
        var read = DataFile.Open(_bench["loops.h5"]);
        Assert.Equal((written.Name, written.Quantity, written.Unit), (read.Name, read.Quantity, read.Unit));
        Assert.Equal(written.Dimensions.Select(d => d with { Values = [] }), read.Dimensions.Select(d => d with { Values = d.Values[..0] }), SameAxis);
        Assert.Equal(written.Dimensions.SelectMany(d => d.Values), read.Dimensions.SelectMany(d => d.Values));
        Assert.Equal(Real(written), Real(read));
        foreach (var (key, value) in written.Metadata) Assert.Equal(value, read.Metadata[key]);
        Assert.Equal(["record", "fit loop", "open"], read.Provenance.Select(step => step.Action));
        Assert.Equal(("twin", "1.2.3", "simulation", "7"), (read.Provenance[0].Tool, read.Provenance[0].Version, read.Provenance[0].Source, read.Provenance[0].Parameters["seed"]));
        Assert.Equal(_bench["loops.h5"], read.SourcePath);
    }

    [Fact]
    public void Complex_samples_keep_every_bit()
    {
        Complex[] samples = [new(1.0 / 3, -2.0 / 7), new(double.NaN, 1e300), new(0, -0.0), Complex.ImaginaryOne];
        NsidWriter.Write(new Dataset("a/b", "Response", "V", [new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, [1, 2, 3, 4])], new ComplexMemoryStore(samples)), _bench["c.h5"]);
        var read = new Complex[4];
        var dataset = DataFile.Open(_bench["c.h5"]);
        dataset.ReadPixels(0, read);
        Assert.Equal("a_b", dataset.Name);
        Assert.Equal(samples, read);
    }

    [Fact]
    public void H5py_finds_the_scales_of_every_axis_and_all_attributes()
    {
        NsidWriter.Write(Loops(), _bench["loops.h5"]);
        var seen = _bench.RunPython("""
            h = h5py.File('loops.h5')
            d = h['Measurement_000/loops/loops']
            print(d.shape, d.dtype, d.attrs['quantity'], d.attrs['units'], d.attrs['data_type'], d.attrs['main_data_name'])
            for i in range(3):
                s = d.dims[i][0]
                print(d.dims[i].label, s.name, s.attrs['units'], s.attrs['dimension_type'], s.attrs['CLASS'], s[-1])
            print(d[1, 2, 3], h['Measurement_000/loops/metadata/tip'].attrs['radius'], h['Measurement_000/loops/metadata'].attrs['retrace'].__class__.__name__)
            """);
        Assert.Equal("""
            (2, 3, 4) float64 Piezoresponse a.u. SPECTRAL_IMAGE loops
            Y /Measurement_000/loops/Y m SPATIAL DIMENSION_SCALE 1e-06
            X /Measurement_000/loops/X m SPATIAL DIMENSION_SCALE 2e-06
            Bias /Measurement_000/loops/Bias V SPECTRAL DIMENSION_SCALE 8.0
            11.5 2.5e-08 bool_
            """, seen.TrimEnd());
    }

    [Fact]
    public void A_written_file_is_written_again_without_loss()
    {
        NsidWriter.Write(DataFile.Open(Workbench.Shared("data/BEPS_PTO_50x50.h5")), _bench["copy.h5"]);
        var (original, copy) = (DataFile.Open(Workbench.Shared("data/BEPS_PTO_50x50.h5")), DataFile.Open(_bench["copy.h5"]));
        Assert.Equal(Real(original), Real(copy));
        Assert.Equal(original.Metadata["data_type"], copy.Metadata["data_type"]);
        Assert.Equal(original.Provenance.Count + 1, copy.Provenance.Count);
        foreach (var (key, value) in original.Metadata) Assert.Equal(value, copy.Metadata[key]);
    }

    [Fact]
    public void Hundreds_of_acquisition_parameters_are_all_written()
    {
        var image = DataFile.Open(Workbench.Shared("data/SingFreqPFM_0003.h5"), "PhaseRetrace");
        NsidWriter.Write(image, _bench["image.h5"]);
        var copy = DataFile.Open(_bench["image.h5"]);
        Assert.True(image.Metadata.Count > 850);
        foreach (var (key, value) in image.Metadata) Assert.Equal(value, copy.Metadata[key]);
        Assert.Equal([image.Metadata.Keys.Count(k => k.StartsWith("Measurement_000/", StringComparison.Ordinal) && !k.Contains("Channel", StringComparison.Ordinal))],
            _bench.Numbers("print(len([k for k in h5py.File('image.h5')['Measurement_000/Channel_003/metadata/Measurement_000'].attrs if 'Channel' not in k]))"));
    }

    [Fact]
    public void The_file_the_data_came_from_is_never_overwritten()
    {
        NsidWriter.Write(Loops(), _bench["loops.h5"]);
        File.CreateSymbolicLink(_bench["link.h5"], _bench["loops.h5"]);
        var before = File.ReadAllBytes(_bench["loops.h5"]);
        var dataset = DataFile.Open(_bench["loops.h5"]);
        Assert.Contains("never overwritten", Assert.Throws<DataFileException>(() => NsidWriter.Write(dataset, _bench["loops.h5"])).Message, StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => NsidWriter.Write(dataset, _bench["link.h5"]));
        Assert.Throws<DataFileException>(() => NsidWriter.Write(DataFile.Open(_bench["link.h5"]), _bench["loops.h5"]));
        Assert.Equal(before, File.ReadAllBytes(_bench["loops.h5"]));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_older_file_and_nothing_else()
    {
        File.WriteAllText(_bench["old.h5"], "old");
        var broken = new Dataset("d", "Q", "V", [new("t", "Time", "s", DimensionKind.Spectroscopic, [1, 2])], new BrokenStore());
        Assert.Throws<InvalidDataException>(() => NsidWriter.Write(broken, _bench["old.h5"]));
        Assert.Equal("old", File.ReadAllText(_bench["old.h5"]));
        Assert.Single(Directory.GetFiles(_bench.Folder));
    }

    [Fact]
    public void A_missing_folder_and_a_folder_as_target_are_named()
    {
        Assert.Contains("make it first", Assert.Throws<DataFileException>(() => NsidWriter.Write(Loops(), Path.Combine(_bench["no"], "a.h5"))).Message, StringComparison.Ordinal);
        Assert.Contains("a folder", Assert.Throws<DataFileException>(() => NsidWriter.Write(Loops(), _bench.Folder)).Message, StringComparison.Ordinal);
    }

    internal static Dataset Loops() => new("loops", "Piezoresponse", "a.u.",
        [
            new("Y", "Position", "m", DimensionKind.Spatial, [0, 1e-6]),
            new("X", "Position", "m", DimensionKind.Spatial, [0, 1e-6, 2e-6]),
            new("Bias", "Bias", "V", DimensionKind.Spectroscopic, [-8, 0, 4, 8]),
        ],
        new RealMemoryStore([.. Enumerable.Range(0, 24).Select(k => k * 0.5)]),
        new Dictionary<string, object>
        {
            ["operator"] = "Ada µ",
            ["modality"] = "PFM",
            ["empty"] = "",
            ["retrace"] = true,
            ["tip/radius"] = 2.5e-8,
            ["tip/counts"] = new long[] { 1, 2, 3 },
            ["tip/names"] = new[] { "a", "b" },
            ["original_metadata/Gain"] = 3L,
            ["long_array"] = Enumerable.Range(0, 20_000).Select(k => (double)k).ToArray(),
            ["long_text"] = new string('x', 100_000),
        },
        [
            new("record", "twin", "1.2.3", "simulation", new Dictionary<string, string> { ["seed"] = "7" }),
            ProvenanceStep.Ours("fit loop", "loops"),
        ]);

    internal static double[] Real(Dataset dataset)
    {
        var samples = new double[dataset.Samples.Length];
        dataset.Samples.Read(0, samples);
        return samples;
    }

    private static bool SameAxis(Dimension a, Dimension b) => (a.Name, a.Quantity, a.Unit, a.Kind) == (b.Name, b.Quantity, b.Unit, b.Kind);

    private sealed class BrokenStore : SampleStore
    {
        public override long Length => 2;

        public override bool IsComplex => false;

        public override void Read(long first, Span<double> destination) => throw new InvalidDataException("The disk came off.");

        public override void Read(long first, Span<Complex> destination) => throw new InvalidDataException("The disk came off.");
    }
}
