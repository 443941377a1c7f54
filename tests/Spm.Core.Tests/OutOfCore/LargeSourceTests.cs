using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.IO.Nsid;
using Spm.Core.Tests.Fitting;
using Spm.Core.Tests.IO;

namespace Spm.Core.Tests.OutOfCore;

/// <summary>Tests that measure the memory of the process run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class MemoryMeasured
{
    public const string Name = "memory measured";
}

/// <summary>Data that stay in their file: 64 MB and more.</summary>
[Collection(MemoryMeasured.Name)]
public sealed class LargeSourceTests : IDisposable
{
    private const int Rows = 300, Columns = 320;

    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>123 MB stream through; blocks in flight, results of a block and the runtime's own take far less.</summary>
    [Fact]
    public void A_file_several_times_larger_than_the_memory_used_streams_through()
    {
        const long Bound = 30L << 20;
        var (source, before) = (DataFile.Open(Source()), GC.GetTotalMemory(forceFullCollection: true));
        var (most, reports) = (0L, 0);
        var summary = FitToFile.Run(ShoFitter.Plan(source), _bench["fit.h5"], progress: new FileFits.Watch(_ =>
        {
            // What could be collected does not count: the bound is about what is held.
            if (Interlocked.Increment(ref reports) % 8 == 0) Volatile.Write(ref most, Math.Max(Volatile.Read(ref most), GC.GetTotalMemory(forceFullCollection: true)));
        }), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(Rows * Columns, summary.Fits);
        Assert.True(new FileInfo(_bench["data.h5"]).Length > 3 * Bound);
        Assert.InRange(most - before, 0, Bound);
    }

    [Fact]
    public void Large_data_are_linked_and_found_again_also_when_both_files_have_moved()
    {
        FitToFile.Run(ShoFitter.Plan(DataFile.Open(Source())), _bench["fit.h5"], cancel: TestContext.Current.CancellationToken);
        Assert.True(new FileInfo(_bench["fit.h5"]).Length < new FileInfo(_bench["data.h5"]).Length / 2);
        var moved = Directory.CreateDirectory(_bench["moved"]).FullName;
        foreach (var name in new[] { "fit.h5", "data.h5" }) File.Move(_bench[name], Path.Combine(moved, name));
        var fit = FitFile.Open(Path.Combine(moved, "fit.h5"));
        Assert.Equal(Path.Combine(moved, "data.h5"), fit.Source.SourcePath);
        var (expected, actual) = (new Complex[80], new Complex[80]);
        new Tiled().Read(777 * 80, expected);
        fit.Source.ReadPixels(777, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(["Y", "X", "Frequency"], fit.Source.Dimensions.Select(d => d.Name));
    }

    [Fact]
    public void A_fit_whose_data_are_gone_is_mapped_and_says_so_when_they_are_needed()
    {
        FitToFile.Run(ShoFitter.Plan(DataFile.Open(Source())), _bench["fit.h5"], cancel: TestContext.Current.CancellationToken);
        File.Delete(_bench["data.h5"]);
        var fit = FitFile.Open(_bench["fit.h5"]);
        Assert.Equal((Rows, Columns), (FitMaps.Of(fit, "f0").Values.GetLength(0), FitMaps.Of(fit, "f0").Values.GetLength(1)));
        var error = Assert.Throws<DataFileException>(() => fit.Source.ReadPixels(0, new Complex[80]));
        Assert.Contains("data.h5 is not there any more; put it back, or beside the result", error.Message, StringComparison.Ordinal);
        File.WriteAllText(_bench["data.h5"], "something else");
        error = Assert.Throws<DataFileException>(() => FitFile.Open(_bench["fit.h5"]).Source.ReadPixels(0, new Complex[80]));
        Assert.Contains("has changed since (14 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_was_changed_since_the_fit_began_is_refused()
    {
        FileFits.RunInPart(ShoFitter.Plan(DataFile.Open(Source())), _bench["fit.h5"], 100);
        File.SetLastWriteTimeUtc(_bench["data.h5"], new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        var error = Assert.Throws<DataFileException>(() => FileFits.Run(ShoFitter.Plan(DataFile.Open(_bench["data.h5"])), _bench["fit.h5"]));
        Assert.Contains("date of the source file was", error.Message, StringComparison.Ordinal);
    }

    private string Source()
    {
        Dimension[] dimensions =
        [
            new("Y", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, Rows)),
            new("X", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, Columns)),
            new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, ShoSamples.Frequencies),
        ];
        NsidWriter.Write(new Dataset("spectra", "Piezoresponse", "V", dimensions, new Tiled()), _bench["data.h5"]);
        return _bench["data.h5"];
    }

    /// <summary>The same 500 spectra again and again.</summary>
    private sealed class Tiled : SampleStore
    {
        private static readonly Complex[] _tile = ShoSamples.Make(500, 4).Spectra;

        public override long Length => (long)Rows * Columns * ShoSamples.Bins;

        public override bool IsComplex => true;

        public override void Read(long first, Span<double> destination) => throw ComplexWhereRealIsExpected();

        public override void Read(long first, Span<Complex> destination)
        {
            CheckBlock(first, destination.Length);
            for (var k = 0; k < destination.Length; k++) destination[k] = _tile[(first + k) % _tile.Length];
        }
    }
}
