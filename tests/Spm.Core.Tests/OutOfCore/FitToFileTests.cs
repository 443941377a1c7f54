using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.Tests.IO;

namespace Spm.Core.Tests.OutOfCore;

public sealed class FitToFileTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Resonances_fitted_into_a_file_are_those_fitted_in_memory()
    {
        var summary = FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), _bench["fit.h5"]);
        FileFits.AssertSame(ShoFitter.Fit(FileFits.Spectra(), cancel: TestContext.Current.CancellationToken), FitFile.Open(_bench["fit.h5"]));
        Assert.Equal((60, 0, 80, _bench["fit.h5"]), (summary.Fits, summary.FitsFoundFinished, summary.PointsPerFit, summary.Path));
        Assert.Equal(["fit.h5"], Directory.GetFiles(_bench.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Loops_with_the_bias_before_the_cycle_are_those_fitted_in_memory()
    {
        FileFits.Run(LoopFitter.Plan(FileFits.Loops()), _bench["fit.h5"]);
        var (memory, file) = (LoopFitter.Fit(FileFits.Loops(), cancel: TestContext.Current.CancellationToken), FitFile.Open(_bench["fit.h5"]));
        FileFits.AssertSame(memory, file);
        var (expected, actual) = (new double[3], new double[3]);
        memory.Evaluate(memory.ParametersOf(4), [-3, 0, 3], expected);
        file.Evaluate(file.ParametersOf(4), [-3, 0, 3], actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Any_model_of_the_library_can_be_fitted_into_a_file_and_drawn_from_there()
    {
        var plan = ModelFitter.Plan(FileFits.Decays(), ModelCatalogue.Find("exponential"));
        var summary = FileFits.Run(plan, _bench["fit.h5"]);
        var (memory, file) = (FitRunner.Run(plan, cancel: TestContext.Current.CancellationToken), FitFile.Open(_bench["fit.h5"]));
        FileFits.AssertSame(memory, file);
        Assert.Equal(memory.Cost, file.Cost);
        var (expected, actual) = (new double[2], new double[2]);
        memory.Evaluate(memory.ParametersOf(7), [5, 50], expected);
        file.Evaluate(file.ParametersOf(7), [5, 50], actual);
        Assert.Equal(expected, actual);
        Assert.Equal(24, summary.Verdict.Single(v => v.Verdict == FitVerdict.Good).Count);
    }

    [Fact]
    public void A_file_and_a_result_in_memory_have_the_same_summary()
    {
        var file = FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), _bench["fit.h5"]);
        var memory = FitSummary.Of(ShoFitter.Fit(FileFits.Spectra(), cancel: TestContext.Current.CancellationToken));
        Assert.Equal(memory.Status, file.Status);
        Assert.Equal(memory.Verdict, file.Verdict);
        Assert.Equal(memory.RSquared, file.RSquared);
        Assert.Equal(memory.PointsExcluded, file.PointsExcluded);
        Assert.Equal(memory.Parameters.SelectMany(p => p.Quantiles.Append(p.MedianStandardError)), file.Parameters.SelectMany(p => p.Quantiles.Append(p.MedianStandardError)));
        Assert.True(file.PointsExcluded >= 1);
    }

    [Fact]
    public void The_data_of_a_small_fit_go_along_and_metadata_with_them()
    {
        FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), _bench["fit.h5"]);
        var again = FitFile.Open(_bench["fit.h5"]);
        var (expected, actual) = (new System.Numerics.Complex[80], new System.Numerics.Complex[80]);
        FileFits.Spectra().ReadPixels(5, expected);
        again.Source.ReadPixels(5, actual);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Real, pair.Second.Real, Math.Abs(pair.First.Real) * 1e-7));
        Assert.Equal("Ada", again.Source.Metadata["Measurement_000/operator"]);
        Assert.False(FitFile.IsFit(Write(again.Source)));
    }

    [Fact]
    public void Progress_ends_at_the_number_of_fits()
    {
        var most = 0L;
        FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), _bench["fit.h5"], progress: new FileFits.Watch(done => InterlockedMax(ref most, done)));
        Assert.Equal(60, most);
    }

    [Fact]
    public void A_fit_along_a_position_is_refused_before_anything_is_read()
    {
        var plan = new AlongPosition(FileFits.Spectra());
        Assert.Contains("along a position ('X')", Assert.Throws<ArgumentException>(() => FileFits.Run(plan, _bench["fit.h5"])).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_bench.Folder));
    }

    private string Write(Dataset dataset)
    {
        Core.IO.Nsid.NsidWriter.Write(dataset, _bench["data.h5"]);
        return _bench["data.h5"];
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most)) Interlocked.CompareExchange(ref most, value, seen);
    }

    private sealed class AlongPosition(Dataset source) : FitPlan
    {
        public override string Model => "line";

        public override Dataset Source => source;

        public override IReadOnlyList<FitParameter> Parameters => [new("Slope", "m", "", "")];

        public override Dimension FitDimension => source.Dimensions[1];

        public override IReadOnlyList<Dimension> FitDimensions => [source.Dimensions[0], source.Dimensions[2]];

        public override int FitsPerPixel => 80;

        public override IReadOnlyList<(string Name, object Value)> Options => [];

        public override int MaxDegreeOfParallelism => 1;

        public override FitWorker CreateWorker(int pixels) => throw new InvalidOperationException("Nothing should be read.");

        public override void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> model) => throw new InvalidOperationException("Nothing should be evaluated.");
    }
}
