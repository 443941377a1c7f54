using System.Numerics;
using CsCheck;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class BandDriveFittingTests
{
    private const double RateHz = 4e6;

    private static readonly Gen<(double CenterHz, double BandwidthHz, int Bins)> Bands = Gen.Select(Gen.Double[50e3, 1.5e6], Gen.Double[0.01, 0.5], Gen.Int[8, 200], (center, width, bins) => (center, width * center, bins));

    [Fact]
    public void Tones_lie_where_they_were_asked_for_and_are_whole_periods_of_a_wave_that_the_digitizer_can_record() => Bands.ForAll(band =>
    {
        var drive = BandDrive.Fitting(RateHz, band.CenterHz, band.BandwidthHz, band.Bins);
        var stepHz = band.BandwidthHz / (band.Bins - 1);
        var furthest = Enumerable.Range(0, band.Bins).Max(j => Math.Abs(drive.FrequencyHz(j) - (band.CenterHz - band.BandwidthHz / 2 + j * stepHz)));
        // The bound is exact; 1e-9 of the frequency is left to rounding.
        return drive.Bins == band.Bins && drive.SampleRateHz <= RateHz * (1 + 1e-12) && drive.FrequencyHz(band.Bins - 1) < drive.SampleRateHz / 2
            && furthest <= stepHz * band.BandwidthHz / (4 * band.CenterHz - 2 * stepHz) + 1e-9 * band.CenterHz
            && Math.Abs((drive.FrequencyHz(0) + drive.FrequencyHz(band.Bins - 1)) / 2 - band.CenterHz) <= 1e-9 * band.CenterHz;
    });

    [Fact]
    public void The_usual_band_takes_4096_samples_and_one_next_to_the_highest_takes_the_fastest_rate_instead()
    {
        Assert.Equal(4096, BandDrive.Fitting(RateHz, 350e3, 60e3, 80).Samples);
        var high = BandDrive.Fitting(RateHz, 1.8e6, 60e3, 80);
        Assert.False(BitOperations.IsPow2(high.Samples));
        Assert.InRange(high.SampleRateHz, 0.999 * RateHz, RateHz);
    }

    [Theory]
    [InlineData(1.99e6, 60e3, 80, "faster digitizer")]
    [InlineData(30e3, 60e3, 80, "half a step")]
    [InlineData(350e3, double.NaN, 80, "bandwidthHz")]
    [InlineData(350e3, 60e3, 1, "bins")]
    [InlineData(double.NaN, 60e3, 80, "above 0")]
    [InlineData(350e3, 1e-3, 80, "samples of a period")]
    public void A_band_that_cannot_be_driven_is_refused_with_advice(double centerHz, double bandwidthHz, int bins, string said) =>
        Assert.Contains(said, Assert.ThrowsAny<ArgumentException>(() => BandDrive.Fitting(RateHz, centerHz, bandwidthHz, bins)).Message, StringComparison.Ordinal);
}
