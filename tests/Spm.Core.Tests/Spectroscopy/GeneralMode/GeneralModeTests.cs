using System.Numerics;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;
using Spm.Core.Spectroscopy.GeneralMode;

namespace Spm.Core.Tests.Spectroscopy.GeneralMode;

public class GeneralModeTests
{
    private const int Samples = 1 << 15;
    private const double SampleRateHz = 4e6, DriveHz = 573 * SampleRateHz / Samples;

    [Fact]
    public void The_noise_floor_is_the_noise_and_lines_do_not_move_it()
    {
        var noise = ComplexNoise(20_000, 3);
        var floor = NoiseFloor.Of(noise);
        for (var k = 0; k < 600; k++) noise[k * 31] += 1000;
        var withLines = NoiseFloor.Of(noise);
        // σ of 20,000 complex numbers: 0.5 % and five of it; √(−2 ln 1e-6) = 5.257.
        Assert.Equal(3, floor.Sigma, 5 * 3 / Math.Sqrt(4 * 20_000));
        Assert.Equal(3, withLines.Sigma, 5 * 3 / Math.Sqrt(4 * 20_000));
        Assert.Equal(5.257, floor.Threshold / floor.Sigma, 1e-3);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    [InlineData(1e-3)]
    public void Cutting_the_tail_of_the_noise_does_not_lower_its_floor(double falseRate)
    {
        var floor = NoiseFloor.Of(ComplexNoise(200_000, 3), falseRate);
        // What is cut costs precision, a factor of 10 where half is cut.
        Assert.Equal(3, floor.Sigma, 3 * 50 / Math.Sqrt(4 * 200_000));
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-3)]
    [InlineData(1e9)]
    public void The_floor_scales_with_the_unit(double unit)
    {
        var noise = ComplexNoise(5000, 1);
        for (var k = 0; k < 100; k++) noise[k * 31] += 100;
        var (one, other) = (NoiseFloor.Of(noise), NoiseFloor.Of([.. noise.Select(z => z * unit)]));
        Assert.Equal(one.Iterations, other.Iterations);
        Assert.Equal(one.Sigma, other.Sigma / unit, 1e-12 * one.Sigma);
    }

    [Fact]
    public void A_filter_that_keeps_everything_returns_the_stream()
    {
        var signal = Recorded(out _);
        var result = GeneralModeAnalysis.Filter(signal, SampleRateHz, new GeneralModeFilter { NoiseFloorOn = false, KeepMean = true });
        for (var n = 0; n < signal.Length; n++) Assert.Equal(signal[n], result.SignalV[n], 1e-12);
    }

    [Fact]
    public void A_band_keeps_the_tones_in_it_and_drops_the_others()
    {
        double[] bins = [400, 900, 5000];
        var signal = Tones(bins);
        var result = GeneralModeAnalysis.Filter(signal, SampleRateHz, new GeneralModeFilter { LowestHz = 800 * SampleRateHz / Samples, HighestHz = 1000 * SampleRateHz / Samples, NoiseFloorOn = false });
        var alone = Tones([900]);
        for (var n = 0; n < Samples; n++) Assert.Equal(alone[n], result.SignalV[n], 1e-11);
    }

    [Fact]
    public void A_comb_keeps_harmonics_and_drops_what_lies_between()
    {
        var signal = Tones([300, 600, 650, 900, 1200, 1500]);
        var result = GeneralModeAnalysis.Filter(signal, SampleRateHz, new GeneralModeFilter { CombHz = 300 * SampleRateHz / Samples, Harmonics = 4, NoiseFloorOn = false });
        var harmonics = Tones([300, 600, 900, 1200]);
        for (var n = 0; n < Samples; n++) Assert.Equal(harmonics[n], result.SignalV[n], 1e-11);
        Assert.Equal(4, result.Kept.Count(k => k));
    }

    [Fact]
    public void Filtered_noise_leaves_nothing_but_the_rate_of_false_bins()
    {
        var signal = new double[1 << 17];
        var normals = new float[signal.Length];
        new GaussianNoise(4, RandomPurpose.DetectorNoise).Fill(0, normals);
        for (var n = 0; n < signal.Length; n++) signal[n] = normals[n];
        var kept = GeneralModeAnalysis.Filter(signal, SampleRateHz, new GeneralModeFilter { FalseRate = 1e-3 }).Kept.Count(k => k);
        // 65,536 bins: 65.5 expected, five times their root.
        Assert.InRange(kept, 65 - 40, 66 + 40);
    }

    [Fact]
    public void The_raw_stream_keeps_what_a_lock_in_at_one_frequency_misses()
    {
        var signal = Recorded(out var truth);
        var filtered = GeneralModeAnalysis.Filter(signal, SampleRateHz, new GeneralModeFilter { LowestHz = 10e3 });
        var lockIn = GeneralModeAnalysis.LockIn(signal, SampleRateHz, DriveHz, 1000);
        var (byFilter, byLockIn) = (GeneralModeAnalysis.Misfit(filtered.SignalV, truth), GeneralModeAnalysis.Misfit(lockIn.SignalV, truth));
        // The response has the drive's first and second harmonic (½ C′V²) at resonance; one frequency is less than half of it.
        Assert.True(byFilter < 0.05, $"misfit {byFilter}");
        Assert.True(byLockIn > 0.3, $"misfit of the lock-in {byLockIn}");
        Assert.True(filtered.EnergyKept > 0.95 && lockIn.EnergyKept < 0.7);
        Assert.True(filtered.InformationKept > lockIn.InformationKept);
        Assert.True(filtered.Kept.Count(k => k) < Samples / 20, "a small part of the bins holds the signal");
    }

    [Fact]
    public void A_floor_in_segments_follows_noise_that_is_not_white()
    {
        var signal = new double[1 << 16];
        new FlickerNoise(new GaussianNoise(1, RandomPurpose.FlickerNoise), new RandomSequence(1, RandomPurpose.FlickerNoise)).Add(1, signal);
        int Kept(int segments) => GeneralModeAnalysis.Filter(signal, SampleRateHz, new GeneralModeFilter { FloorSegments = segments }).Kept.Count(k => k);
        // 1/f noise alone: one floor for all lets the low frequencies pass.
        Assert.True(Kept(1) > 10 * Math.Max(1, Kept(12)), $"{Kept(1)} against {Kept(12)}");
    }

    [Fact]
    public void A_stream_that_cannot_be_transformed_says_why()
    {
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => GeneralModeAnalysis.Filter(new double[9], 1e6, new GeneralModeFilter())).Message);
        Assert.Contains("Sample 3", Assert.Throws<ArgumentException>(() => GeneralModeAnalysis.Filter([0, 1, 2, double.NaN], 1e6, new GeneralModeFilter())).Message);
        Assert.Contains("Try: LowestHz", Assert.Throws<ArgumentException>(() => GeneralModeAnalysis.Filter(new double[8], 1e6, new GeneralModeFilter { LowestHz = 5, HighestHz = 2 })).Message);
        Assert.All(GeneralModeAnalysis.Filter(new double[8], 1e6, new GeneralModeFilter()).SignalV, v => Assert.Equal(0, v));
    }

    private static double[] Recorded(out double[] truth)
    {
        // A Kelvin-probe drive whose second harmonic meets the resonance.
        // The second half of twice the time, when the start has rung down: 24 time constants.
        var drive = Enumerable.Range(0, 2 * Samples).Select(n => 2 * Math.Cos(2 * Math.PI * DriveHz * n / SampleRateHz)).ToArray();
        double[] Record(SignalChain chain)
        {
            var volts = new double[2 * Samples];
            var recorder = new SignalRecorder(chain, 9);
            recorder.Place(new EigenMode(3, 140e3, 150), new TipForce(0, -2e-9, 0.35, 0.5));
            recorder.Record(drive, volts);
            return volts[Samples..];
        }
        truth = Record(new SignalChain().Quiet());
        return Record(new SignalChain());
    }

    private static double[] Tones(double[] bins) => [.. Enumerable.Range(0, Samples).Select(n => bins.Sum(k => Math.Cos(2 * Math.PI * (k * n % Samples) / Samples + k)))];

    private static Complex[] ComplexNoise(int count, double sigma)
    {
        var sequence = new RandomSequence(5, RandomPurpose.SpectrumNoise);
        return [.. Enumerable.Range(0, count).Select(_ => sigma * sequence.NextComplexGaussian())];
    }
}
