using Spm.Core.IO;

namespace Spm.Core.Tests.IO;

public sealed class DamagedFileTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_missing_file_is_answered_with_the_nearest_names()
    {
        File.WriteAllText(_bench["BEPS_PTO_50x50.h5"], "x");
        File.WriteAllText(_bench["notes.txt"], "x");
        var error = Assert.Throws<DataFileException>(() => DataFile.Open(_bench["BEPS_PT0_5Ox50.h5"]));
        Assert.EndsWith("there is no such file. Did you mean BEPS_PTO_50x50.h5?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<DataFileException>(() => DataFile.Open(Path.Combine(_bench["nowhere"], "a.h5")));
        Assert.Contains($"no folder '{_bench["nowhere"]}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file_and_its_data_files_are_listed()
    {
        File.WriteAllText(_bench["scan.h5"], "x");
        var error = Assert.Throws<DataFileException>(() => DataFile.List(_bench.Folder));
        Assert.Contains("this is a folder, and a file is needed; the folder holds scan.h5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public void What_is_no_file_name_is_refused(string path) => Assert.Throws<DataFileException>(() => DataFile.Open(path));

    [Fact]
    public void An_empty_file_is_called_empty()
    {
        File.WriteAllBytes(_bench["a.h5"], []);
        Assert.Contains("the file is empty (0 bytes)", Assert.Throws<DataFileException>(() => DataFile.Open(_bench["a.h5"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GWYP....", "Gwyddion")]
    [InlineData("hello there", "text: 'hello there'")]
    [InlineData("\u0001\u0002", "01 02")]
    public void Another_format_is_named_by_its_content(string content, string found)
    {
        File.WriteAllText(_bench["a.h5"], content);
        var error = Assert.Throws<DataFileException>(() => DataFile.Open(_bench["a.h5"]));
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.Contains("HDF5", error.Expected, StringComparison.Ordinal);
        Assert.Equal(0, error.Offset);
    }

    [Fact]
    public void The_format_is_found_by_content_and_not_by_extension()
    {
        File.Copy(Workbench.Shared("data/AFM_Force_Curve.h5"), _bench["curve.txt"]);
        Assert.Equal("Deflection", DataFile.Open(_bench["curve.txt"]).Quantity);
    }

    [Fact]
    public void An_unknown_channel_is_answered_with_those_there_are()
    {
        var path = Workbench.Shared("data/SingFreqPFM_0003.h5");
        var error = Assert.Throws<DataFileException>(() => DataFile.Open(path, "Amplitud"));
        Assert.Contains("no channel 'Amplitud'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Measurement_000/Channel_003/Raw_Data (16384 × 1, PhaseRetrace in m)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_without_dimension_scales_is_refused_with_what_is_missing()
    {
        _bench.RunPython("h = h5py.File('a.h5', 'w'); h['d'] = np.zeros((3, 4)); h['d'].attrs.update(quantity='Q', units='V')");
        var error = Assert.Throws<DataFileException>(() => DataFile.Open(_bench["a.h5"]));
        Assert.Contains("a dimension scale on every axis of 'd'", error.Message, StringComparison.Ordinal);
        Assert.Contains("none on axis 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_HDF5_file_is_refused_with_the_datasets_it_has()
    {
        _bench.RunPython("h = h5py.File('a.h5', 'w'); h['group/d'] = np.zeros((3, 4))");
        Assert.Contains("group/d", Assert.Throws<DataFileException>(() => DataFile.List(_bench["a.h5"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_where_numbers_are_expected_is_refused()
    {
        _bench.RunPython(NsidReaderTests.Nsid + "write('a.h5', np.array([b'a', b'b']), [('x', 'SPATIAL')])");
        Assert.Throws<DataFileException>(() => DataFile.Open(_bench["a.h5"]));
    }

    [Fact]
    public void A_group_that_contains_itself_ends_with_an_error()
    {
        _bench.RunPython("h = h5py.File('a.h5', 'w'); g = h.create_group('g'); g['again'] = g");
        Assert.Throws<DataFileException>(() => DataFile.List(_bench["a.h5"]));
    }

    [Theory]
    [InlineData("data/BEPS_PTO_50x50.h5")]
    [InlineData("data/SingFreqPFM_0003.h5")]
    public void A_file_cut_at_any_length_is_called_truncated(string name)
    {
        var bytes = File.ReadAllBytes(Workbench.Shared(name));
        int[] lengths = [1, 7, 8, 9, 20, 47, 48, 96, 100, 511, 512, .. Enumerable.Range(1, 49).Select(k => (int)((long)bytes.Length * k / 50)), bytes.Length - 1];
        foreach (var length in lengths)
        {
            File.WriteAllBytes(_bench["cut.h5"], bytes[..length]);
            var error = Assert.Throws<DataFileException>(() => DataFile.Open(_bench["cut.h5"]));
            Assert.Contains("cut.h5", error.Message, StringComparison.Ordinal);
            if (length >= 48) Assert.Contains($"a truncated file of {length} bytes", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("data/AFM_Force_Curve.h5", 1)]
    [InlineData("data/BEPS_PTO_50x50.h5", 2)]
    public void A_file_with_flipped_bytes_opens_or_gives_the_one_error(string name, int seed)
    {
        var bytes = File.ReadAllBytes(Workbench.Shared(name));
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 150; round++)
        {
            var damaged = (byte[])bytes.Clone();
            // The structure is at the front of both files: most flips go there.
            for (var flip = 0; flip < 1 + round % 8; flip++)
                damaged[random.Next(round % 3 == 0 ? damaged.Length : 12_000)] = (byte)random.Next(256);
            File.WriteAllBytes(_bench["flip.h5"], damaged);
            try
            {
                DataFile.Open(_bench["flip.h5"]);
            }
            catch (DataFileException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 150);
    }
}
