using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.IO.Nsid;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Tests.IO;

public sealed class DataFileTargetTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_good_place_is_left_as_it_was()
    {
        File.WriteAllText(_bench["old.h5"], "old");
        DataFileTarget.Prepare(_bench["old.h5"]);
        DataFileTarget.Prepare(_bench["new.h5"]);
        Assert.Equal("old", File.ReadAllText(_bench["old.h5"]));
        Assert.Equal([_bench["old.h5"]], Directory.GetFiles(_bench.Folder));
    }

    [Fact]
    public void A_missing_folder_is_made()
    {
        DataFileTarget.Prepare(Path.Combine(_bench["a"], "b", "new.h5"));
        Assert.True(Directory.Exists(Path.Combine(_bench["a"], "b")));
    }

    [Fact]
    public void What_cannot_be_written_is_said_before_the_work()
    {
        File.WriteAllText(_bench["file"], "");
        Assert.Contains("cannot be made", Assert.Throws<DataFileException>(() => DataFileTarget.Prepare(Path.Combine(_bench["file"], "a", "x.h5"))).Message, StringComparison.Ordinal);
        Assert.Contains("a file and no folder", Assert.Throws<DataFileException>(() => DataFileTarget.Prepare(Path.Combine(_bench["file"], "x.h5"))).Message, StringComparison.Ordinal);
        Assert.Contains("a folder", Assert.Throws<DataFileException>(() => DataFileTarget.Prepare(_bench.Folder)).Message, StringComparison.Ordinal);
        Assert.Contains("empty name", Assert.Throws<DataFileException>(() => DataFileTarget.Prepare("")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_the_spectra_is_not_overwritten_by_the_loops_that_come_of_them()
    {
        _bench.MakeSpectra("sho", _bench["s.h5"], "--rows", "2", "--columns", "2");
        var spectra = DataFile.Open(_bench["s.h5"]);
        var swept = new Dataset(spectra.Name, spectra.Quantity, spectra.Unit,
            [new Dimension("Bias", "Bias", "V", DimensionKind.Spectroscopic, [0, 1, 0, -1]), spectra.Dimensions[^1]], spectra.Samples)
        { SourcePath = spectra.SourcePath };
        var loops = LoopProjection.Project(ShoFitter.Fit(swept, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("never overwritten", Assert.Throws<DataFileException>(() => NsidWriter.Write(loops, _bench["s.h5"])).Message, StringComparison.Ordinal);
        Assert.Contains("never overwritten", Assert.Throws<DataFileException>(() => DataFileTarget.Prepare(_bench["s.h5"], loops)).Message, StringComparison.Ordinal);
    }
}
