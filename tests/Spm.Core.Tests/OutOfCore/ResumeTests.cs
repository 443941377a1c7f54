using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.IO.FitFiles;
using Spm.Core.Tests.IO;

namespace Spm.Core.Tests.OutOfCore;

/// <summary>Fits that are cut short and continued.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly Workbench _bench = new();

    private string Target => _bench["fit.h5"];

    private string Partial => Target + ".partial";

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_cancelled_fit_continued_gives_the_file_of_an_uninterrupted_one()
    {
        var expected = Uninterrupted();
        FileFits.RunInPart(Plan(), Target, 20);
        Assert.False(File.Exists(Target));
        Assert.True(FitToFile.IsBegun(Target));
        var summary = FileFits.Run(Plan(), Target);
        Assert.InRange(summary.FitsFoundFinished, 20, 59);
        Assert.Equal(expected, File.ReadAllBytes(Target));
        Assert.False(FitToFile.IsBegun(Target));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-700)]
    [InlineData(13)]
    public void A_torn_tail_is_cut_off_and_fitted_again(int bytes)
    {
        var expected = Uninterrupted();
        FileFits.RunInPart(Plan(), Target, 20);
        using (var file = File.OpenWrite(Partial))
        {
            file.SetLength(file.Length + Math.Min(bytes, 0));
            file.Position = file.Length;
            for (var k = 0; k < bytes; k++) file.WriteByte((byte)(k * 37));
        }

        FileFits.Run(Plan(), Target);
        Assert.Equal(expected, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Blocks_from_a_flipped_bit_on_are_fitted_again()
    {
        var expected = Uninterrupted();
        FileFits.RunInPart(Plan(), Target, 20);
        var bytes = File.ReadAllBytes(Partial);
        bytes[^200] ^= 4;
        File.WriteAllBytes(Partial, bytes);
        FileFits.Run(Plan(), Target);
        Assert.Equal(expected, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_fit_that_was_killed_before_its_first_block_begins_anew()
    {
        var expected = Uninterrupted();
        FileFits.RunInPart(Plan(), Target, 20);
        File.WriteAllBytes(Partial, File.ReadAllBytes(Partial)[..40]);
        Assert.Equal(0, FileFits.Run(Plan(), Target).FitsFoundFinished);
        Assert.Equal(expected, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_fit_that_was_killed_after_its_last_block_is_only_written()
    {
        var expected = Uninterrupted();
        FileFits.RunInPart(Plan(), Target, 60);
        Assert.Equal(60, FileFits.Run(Plan(), Target).FitsFoundFinished);
        Assert.Equal(expected, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Other_options_are_refused_with_what_differs()
    {
        FileFits.RunInPart(Plan(), Target, 20);
        var error = Assert.Throws<DataFileException>(() => FileFits.Run(ShoFitter.Plan(FileFits.Spectra(), new() { Outliers = OutlierTreatment.Huber }), Target));
        Assert.Contains("option Outliers was Exclude, now Huber", error.Message, StringComparison.Ordinal);
        Assert.Contains("--restart", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, FileFits.Run(ShoFitter.Plan(FileFits.Spectra(), new() { Outliers = OutlierTreatment.Huber }), Target, restart: true).FitsFoundFinished);
    }

    [Fact]
    public void Other_data_are_refused()
    {
        FileFits.RunInPart(Plan(), Target, 20);
        var error = Assert.Throws<DataFileException>(() => FileFits.Run(ShoFitter.Plan(FileFits.Spectra(seed: 12)), Target));
        Assert.Contains("checksum of the samples was", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_was_changed_and_kept_its_name_is_refused()
    {
        FitPlan Decay<T>() where T : struct, IModelFunction => ModelFitter.Plan(FileFits.Decays(), FitModel.Of<T>("decay",
            new("Amplitude", "A") { ResponsePower = 1, Start = 1 }, new("Time constant", "tau") { AbscissaPower = 1, Start = 20, Lower = 1, Upper = 1000 }));
        FileFits.RunInPart(Decay<Falling>(), Target, 8);
        var error = Assert.Throws<DataFileException>(() => FileFits.Run(Decay<FallingToOne>(), Target));
        Assert.Contains("the model's formula (checksum) was", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_fits_into_one_file_at_a_time_are_refused()
    {
        using var first = PartialFit.Open(Target, FitIdentity.Of(Plan()), 2, restart: false);
        var error = Assert.Throws<DataFileException>(() => FileFits.Run(Plan(), Target));
        Assert.Contains("another process is fitting to this file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_that_name_that_is_none_of_ours_is_left_alone()
    {
        File.WriteAllText(Partial, "my own notes, which happen to have that name");
        var error = Assert.Throws<DataFileException>(() => FileFits.Run(Plan(), Target));
        Assert.Contains("not the file of a fit that was cut short", error.Message, StringComparison.Ordinal);
        Assert.Equal("my own notes, which happen to have that name", File.ReadAllText(Partial));
    }

    [Fact]
    public void What_was_fitted_before_the_data_could_not_be_read_is_kept()
    {
        var expected = Uninterrupted();
        var broken = new Breaking(FileFits.Spectra().Samples);
        var plan = ShoFitter.Plan(With(broken));
        broken.FailsFrom = 40 * 80;
        Assert.Equal("The cable is loose.", Assert.Throws<IOException>(() => FileFits.Run(plan, Target)).Message);
        broken.FailsFrom = long.MaxValue;
        Assert.InRange(FileFits.Run(plan, Target).FitsFoundFinished, 2, 40);
        Assert.Equal(expected, File.ReadAllBytes(Target));
    }

    private static FitPlan Plan() => ShoFitter.Plan(FileFits.Spectra());

    private byte[] Uninterrupted()
    {
        FileFits.Run(Plan(), Target);
        var bytes = File.ReadAllBytes(Target);
        File.Delete(Target);
        return bytes;
    }

    private static Dataset With(SampleStore samples)
    {
        var whole = FileFits.Spectra();
        return new(whole.Name, whole.Quantity, whole.Unit, whole.Dimensions, samples, whole.Metadata, whole.Provenance);
    }

    private sealed class Breaking(SampleStore inner) : SampleStore
    {
        public long FailsFrom { get; set; } = long.MaxValue;

        // The checksum of the data is taken in one piece, blocks of two pixels are not.
        public override long Length => inner.Length;

        public override bool IsComplex => inner.IsComplex;

        public override void Read(long first, Span<double> destination) => inner.Read(first, destination);

        public override void Read(long first, Span<System.Numerics.Complex> destination)
        {
            if (destination.Length <= FileFits.SamplesPerBlock && first >= FailsFrom) throw new IOException("The cable is loose.");
            inner.Read(first, destination);
        }
    }

    private readonly struct Falling : IModelFunction
    {
        public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, Core.Numerics.IReal<T> => p[0] * T.Exp(-x / p[1]);
    }

    private readonly struct FallingToOne : IModelFunction
    {
        public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, Core.Numerics.IReal<T> => p[0] * T.Exp(-x / p[1]) + 1;
    }
}
