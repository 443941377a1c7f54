using Spm.Core.Data;
using Spm.Core.IO;

namespace Spm.Core.Tests.IO;

public sealed class UsidReaderTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_single_frequency_image_is_two_dimensional_with_its_slow_axis_first()
    {
        var path = Workbench.Shared("data/SingFreqPFM_0003.h5");
        Assert.Equal(["HeightRetrace", "AmplitudeRetrace", "DeflectionRetrace", "PhaseRetrace"], DataFile.List(path).Select(c => c.Quantity));
        Assert.Equal("Channel_001", DataFile.List(path)[1].Name);
        var image = DataFile.Open(path, "AmplitudeRetrace");
        Assert.Equal([("Y", 128, "m"), ("X", 128, "m")], image.Dimensions.Select(d => (d.Name, d.Length, d.Unit)));
        Assert.All(image.Dimensions, d => Assert.Equal(DimensionKind.Spatial, d.Kind));
        Assert.Equal(5e-6, image.Dimensions[0].Values[^1], 1e-12);
        Assert.Equal("m", image.Unit);
        Assert.Equal(1L, image.Metadata["Measurement_000/ARCZ"]);
        var expected = _bench.Numbers("print(*h5py.File(sys.argv[1])['Measurement_000/Channel_001/Raw_Data'][:, 0].tolist())", path);
        var actual = new double[16384];
        image.ReadPixels(0, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_force_curve_has_its_distance_as_only_dimension()
    {
        var path = Workbench.Shared("data/AFM_Force_Curve.h5");
        var curve = DataFile.Open(path);
        Assert.Equal([("Z", 2045, "m")], curve.Dimensions.Select(d => (d.Name, d.Length, d.Unit)));
        Assert.Equal((1L, 2045, "Deflection"), (curve.PixelCount, curve.PointsPerPixel, curve.Quantity));
        var expected = _bench.Numbers("g = h5py.File(sys.argv[1])['Measurement_000/Channel_000']; print(*g['Raw_Data'][0].tolist(), *g['Spectroscopic_Values'][0].tolist())", path);
        var actual = new double[2045];
        curve.ReadPixels(0, actual);
        Assert.Equal(expected, actual.Concat(curve.Dimensions[0].Values));
    }

    [Theory]
    [InlineData("slow_first")]
    [InlineData("fast_first")]
    public void Dimensions_are_ordered_by_their_rate_of_change_and_not_by_their_column(string order)
    {
        _bench.RunPython(Usid + """
            y, x = grid(3, 4)
            c, b, f = grid(2, 5, 6)
            rows = [('y', 'm', y, y * 1e-8), ('x', 'm', x, x * 2e-8)]
            columns = [('Cycle', '', c, c), ('DC_Offset', 'V', b, b - 2.), ('Frequency', 'Hz', f, 3e5 + 1e3 * f)]
            if sys.argv[1] == 'fast_first': rows, columns = rows[::-1], columns[::-1]
            write('u.h5', np.arange(720).reshape(12, 60).astype('c8'), rows, columns)
            """, order);
        var spectra = DataFile.Open(_bench["u.h5"]);
        Assert.Equal([("y", 3), ("x", 4), ("Cycle", 2), ("DC_Offset", 5), ("Frequency", 6)], spectra.Dimensions.Select(d => (d.Name, d.Length)));
        Assert.Equal([-2, -1, 0, 1, 2], spectra.Dimensions[3].Values);
        Assert.Equal(12, spectra.PixelCount);
        Assert.True(spectra.IsComplex);
        Assert.Equal("BEPSData", spectra.Metadata["data_type"]);
        Assert.DoesNotContain("reader_notes", spectra.Metadata.Keys);
    }

    [Fact]
    public void Positions_that_are_no_full_grid_become_one_dimension_and_a_note_says_so()
    {
        _bench.RunPython(Usid + """
            y, x = (a[:7] for a in grid(3, 3))
            t, = grid(4)
            write('u.h5', np.arange(28.).reshape(7, 4), [('y', 'm', y, y), ('x', 'm', x, x)], [('t', 's', t, t)])
            """);
        var dataset = DataFile.Open(_bench["u.h5"]);
        Assert.Equal([("Position", 7), ("t", 4)], dataset.Dimensions.Select(d => (d.Name, d.Length)));
        Assert.Contains("no full grid of y, x", ((string[])dataset.Metadata["reader_notes"]).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bias_that_differs_from_cycle_to_cycle_keeps_every_value()
    {
        _bench.RunPython(Usid + """
            x, = grid(2)
            c, b, f = grid(3, 4, 5)
            write('u.h5', np.zeros((2, 60)), [('x', 'm', x, x)], [('FORC', '', c, c), ('DC_Offset', 'V', b, b * (c + 1.)), ('Frequency', 'Hz', f, f)])
            """);
        var dataset = DataFile.Open(_bench["u.h5"]);
        Assert.Equal([("x", 2), ("DC_Offset", 12), ("Frequency", 5)], dataset.Dimensions.Select(d => (d.Name, d.Length)));
        Assert.Equal([0, 1, 2, 3, 0, 2, 4, 6, 0, 3, 6, 9], dataset.Dimensions[1].Values);
        Assert.Contains("FORC", ((string[])dataset.Metadata["reader_notes"]).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ancillary_datasets_that_do_not_fit_are_an_error_that_names_both_sizes()
    {
        _bench.RunPython(Usid + """
            x, = grid(2)
            t, = grid(4)
            write('u.h5', np.zeros((3, 4)), [('x', 'm', x, x)], [('t', 's', t, t)])
            """);
        var error = Assert.Throws<DataFileException>(() => DataFile.Open(_bench["u.h5"]));
        Assert.Contains("3 rows", error.Expected, StringComparison.Ordinal);
        Assert.Contains("2 × 1", error.Found, StringComparison.Ordinal);
    }

    /// <summary>A small USID writer in h5py; <c>grid</c> gives the indices of a full grid, slowest first.</summary>
    internal const string Usid = """
        def grid(*shape):
            return [a.ravel() for a in np.indices(shape)]
        def write(path, data, rows, columns):
            with h5py.File(path, 'w') as h:
                h.attrs['data_type'] = 'BEPSData'
                g = h.create_group('Measurement_000/Channel_000')
                d = g.create_dataset('Raw_Data', data=data)
                d.attrs.update(quantity='Response', units='V')
                for kind, axes in (('Position', rows), ('Spectroscopic', columns)):
                    for k, (what, type) in enumerate((('Indices', 'u4'), ('Values', 'f4'))):
                        m = np.array([a[2 + k] for a in axes]).astype(type)
                        a = g.create_dataset(f'{kind}_{what}', data=m.T if kind == 'Position' else m)
                        a.attrs['labels'] = [n for n, *_ in axes]
                        a.attrs['units'] = [u for _, u, *_ in axes]
                        d.attrs[f'{kind}_{what}'] = a.ref

        """;
}
