using CsCheck;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Waveforms;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Tests.Waveforms;

public class BiasWaveformTests
{
    private static readonly InstrumentLimits _limits = new();

    [Fact]
    public void The_phase_shift_plays_the_cycle_later_and_the_fraction_keeps_its_first_part() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 3], Gen.Int[1, 4]).ForAll((quarter, shift, kept) =>
        {
            var full = new TriangleBias { StepsPerCycle = 4 * quarter, AmplitudeV = 3, OffsetV = 0.5 };
            var (cycle, part) = (full.SamplesV(), full with { PhaseShift = shift / 4.0, CycleFraction = kept / 4.0, Cycles = 2 });
            // Rotated as numpy.roll(cycle, steps × shift)[: steps × fraction], twice.
            var rolled = Enumerable.Range(0, 4 * quarter).Select(i => cycle[(i - shift * quarter + 4 * quarter) % (4 * quarter)]).Take(kept * quarter).ToArray();
            Assert.Equal([.. rolled, .. rolled], part.SamplesV());
        });

    [Fact]
    public void A_shift_of_three_quarters_starts_at_the_top_and_of_one_quarter_at_the_bottom()
    {
        Assert.Equal([8, 4, 0, -4, -8, -4, 0, 4], new TriangleBias { StepsPerCycle = 8, PhaseShift = 0.75 }.SamplesV());
        Assert.Equal([-8, -4, 0, 4, 8], new TriangleBias { StepsPerCycle = 8, PhaseShift = 0.25 }.SamplesV()[..5]);
        Assert.Equal([0, -4, -8, -4], new TriangleBias { StepsPerCycle = 8, AmplitudeV = -8, CycleFraction = 0.5 }.SamplesV());
    }

    [Fact]
    public void The_biases_of_a_loop_are_the_triangle()
    {
        var request = new LoopRequest { MaxBiasV = 7, StepsPerCycle = 32 };
        Assert.Equal(new TriangleBias { AmplitudeV = 7, StepsPerCycle = 32 }.SamplesV(), request.BiasesV());
        Assert.Equal(0.064, new TriangleBias { AmplitudeV = 7, StepsPerCycle = 32, StepS = 2e-3 }.DurationS, 1e-15);
    }

    [Fact]
    public void Reversal_curves_are_found_at_the_low_biases_of_the_series() =>
        Gen.Select(Gen.Int[2, 20], Gen.Int[2, 16], Gen.Double[0, 7], Gen.Double[-10, -1]).ForAll((cycles, quarter, first, last) =>
        {
            var forc = new ForcBias { ForcCycles = cycles, StepsPerCycle = 4 * quarter, LowFirstV = first, LowLastV = last };
            var reversals = ForcWaveform.Reversals(forc.SamplesV());
            Assert.Equal(forc.LowsV(), reversals.Select(b => b.ReversalV), (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.All(reversals, b => Assert.True(b.IsRising));
            Assert.Equal(8, forc.SamplesV()[0], 1e-12);
        });

    [Fact]
    public void A_series_spans_its_high_and_low_bias_from_whatever_start()
    {
        foreach (var shift in (double[])[0, 0.25, 0.5, 0.75])
        {
            var forc = new ForcBias { HighFirstV = 1, HighLastV = 10, LowFirstV = -1, LowLastV = -10, ForcCycles = 4, CyclesPerForc = 2, StepsPerCycle = 16, PhaseShift = shift };
            var samples = forc.SamplesV();
            Assert.Equal(4 * 2 * 16, samples.Length);
            Assert.Equal([1.0, 4, 7, 10], forc.HighsV());
            for (var k = 0; k < 4; k++)
            {
                var series = samples[(32 * k)..(32 * k + 32)];
                Assert.Equal(forc.HighsV()[k], series.Max(), 1e-12);
                Assert.Equal(forc.LowsV()[k], series.Min(), 1e-12);
                Assert.Equal(series[..16], series[16..]);
            }
        }
    }

    [Fact]
    public void After_every_write_pulse_comes_the_read_bias_of_its_series()
    {
        var bias = new CkpfmBias { WritesV = [5, -5], ReadsV = [-1, 0, 1], WriteSteps = 2, ReadSteps = 3 };
        var samples = bias.SamplesV();
        Assert.Equal([5, 5, -1, -1, -1, -5, -5, -1, -1, -1, 5, 5, 0], samples[..13]);
        Assert.Equal(2 * 3 * 5, samples.Length);
        for (var read = 0; read < 3; read++)
            for (var write = 0; write < 2; write++)
            {
                var at = bias.ReadSample(write, read);
                Assert.Equal((bias.WritesV[write], bias.ReadsV[read]), (samples[at - 1], samples[at]));
            }
        Assert.Throws<ArgumentOutOfRangeException>(() => bias.ReadSample(2, 0));
        Assert.Equal(64 * 9 * 2, new CkpfmBias().SamplesV().Length);
    }

    [Fact]
    public void The_mean_of_a_pulse_train_is_its_duty_and_alternating_pulses_cancel() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[0, 50], Gen.Int[1, 20], Gen.Double[0, 10]).ForAll((width, gap, count, amplitude) =>
        {
            var train = new PulseTrain { WidthS = width * 1e-5, GapS = gap * 1e-5, Count = 2 * count, AmplitudeV = amplitude, BaseV = 0.25 };
            Assert.Equal(0.25 + amplitude * width / (width + gap), train.Measures().MeanV, 1e-9);
            Assert.Equal(0.25 - amplitude * width / (width + gap), (train with { Polarity = PulsePolarity.Negative }).Measures().MeanV, 1e-9);
            Assert.Equal(0.25, (train with { Polarity = PulsePolarity.Alternating }).Measures().MeanV, 1e-9);
            Assert.Equal(2 * count * (width + gap) * 1e-5, train.DurationS, 1e-12);
        });

    [Fact]
    public void A_waveform_does_not_change_with_the_arrays_it_was_made_of()
    {
        double[] volts = [1, 2, 3];
        var (sampled, bias) = (new SampledWaveform(volts, 10), new CkpfmBias { WritesV = volts, ReadsV = [0] });
        volts[0] = 99;
        sampled.SamplesV()[1] = 99;
        Assert.Equal([1.0, 2, 3], sampled.SamplesV());
        Assert.Equal(1, bias.SamplesV()[0]);
    }

    public static TheoryData<Waveform, string> Impossible => new()
    {
        { new TriangleBias { StepsPerCycle = 30 }, "StepsPerCycle must be a multiple of 4, got 30. Try: StepsPerCycle = 32" },
        { new TriangleBias { CycleFraction = 0.3 }, "CycleFraction must be 0.25, 0.5, 0.75 or 1, got 0.3." },
        { new TriangleBias { PhaseShift = 1 }, "PhaseShift must be 0, 0.25, 0.5 or 0.75, got 1." },
        { new TriangleBias { AmplitudeV = double.NaN }, "AmplitudeV must be a number of volts, got NaN. Try: AmplitudeV = 8" },
        { new TriangleBias { StepS = 0 }, "StepS must be 1 ns to 10 ks, got 0 s." },
        { new ForcBias { ForcCycles = 0 }, "ForcCycles must be 1 to 1" },
        { new ForcBias { LowLastV = double.NegativeInfinity }, "LowLastV must be a number of volts" },
        { new CkpfmBias { ReadsV = [] }, "There are 64 write and 0 read biases" },
        { new CkpfmBias { WritesV = [1, double.NaN] }, "WritesV[1] must be a number of volts, got NaN." },
        { new PulseTrain { WidthS = 1e-6 }, "A pulse of 1 µs is shorter than half a sample of 10 µs." },
        { new PulseTrain { AmplitudeV = -5 }, "AmplitudeV must be 0 V to 1 kV, got -5 V." },
        { new PulseTrain { Count = 1_000_000 }, "Lower RateHz or Count." },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void An_impossible_bias_says_what_would_be_right(Waveform waveform, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => waveform.SamplesV()).Message, StringComparison.Ordinal);

    [Fact]
    public void An_array_with_a_hole_is_refused_with_its_place()
    {
        Assert.Contains("Sample 2 of 3 is NaN", Assert.Throws<ArgumentException>(() => new SampledWaveform([0, 1, double.NaN], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("0 samples", Assert.Throws<ArgumentException>(() => new SampledWaveform([], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("above 0 Hz, got -1", Assert.Throws<ArgumentException>(() => new SampledWaveform([0], -1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bias_beyond_the_limit_is_refused_with_the_first_sample_that_is()
    {
        new TriangleBias { AmplitudeV = 10 }.Check(_limits);
        var error = Assert.Throws<LimitExceededException>(() => new TriangleBias { AmplitudeV = 12 }.Check(_limits));
        // 12 V·4i/64 is above 10 V from i = 14 on.
        Assert.Equal(("bias", 10.5, "by sample 14 of 64"), (error.Limit, error.Asked, error.Where));
        Assert.StartsWith("The bias limit allows -10 V to 10 V, 10.5 V was asked for by sample 14 of 64. Nothing was done.", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Waveform> Defaults => [.. new Waveform[] { new SincDrive(), new ChirpDrive(), new MultitoneDrive(), new TriangleBias(), new ForcBias(), new CkpfmBias(), new PulseTrain(), new PulseTrain { Polarity = PulsePolarity.Alternating } }];

    [Theory]
    [MemberData(nameof(Defaults), DisableDiscoveryEnumeration = true)]
    public void Every_waveform_as_it_stands_keeps_to_the_limits_as_they_stand(Waveform waveform) => waveform.Check(_limits);

    [Fact]
    public void A_level_is_held_for_as_long_as_the_slew_limit_asks_for_the_step_to_it()
    {
        // 5 V at 1 kV/s: 5 ms.
        new PulseTrain { WidthS = 5e-3, GapS = 5e-3 }.Check(_limits);
        var width = Assert.Throws<LimitExceededException>(() => new PulseTrain { WidthS = 4e-3, GapS = 5e-3 }.Check(_limits));
        // The first pulse is where a ramp took the bias; the second, after 900 samples, is the first that is too short.
        Assert.Equal(("bias slew", 1250, "by sample 900 of 9000"), (width.Limit, width.Asked, width.Where));
        var gap = Assert.Throws<LimitExceededException>(() => new PulseTrain { WidthS = 5e-3, GapS = 4e-3 }.Check(_limits));
        Assert.Equal(("bias slew", 1250, "by sample 500 of 9000"), (gap.Limit, gap.Asked, gap.Where));
        Assert.Equal("bias slew", Assert.Throws<LimitExceededException>(() => new PulseTrain { Count = 1, WidthS = 4e-3 }.Check(_limits)).Limit);
    }

    [Fact]
    public void A_waveform_of_the_steps_of_a_ramp_passes_and_a_hair_faster_does_not() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[-10, 10], Gen.Double[1, 1e4], Gen.Double[1e-4, 1e-2]).ForAll((from, to, slew, stepS) =>
        {
            // Whole ticks of 100 ns, as a time span has them.
            var step = TimeSpan.FromTicks((long)(stepS * TimeSpan.TicksPerSecond));
            double[] levels = [from, .. BiasRamp.Steps(from, to, slew, step)];
            if (levels.Length is < 4 or > 10_000) return;
            var steps = new SampledWaveform(levels, 1 / step.TotalSeconds);
            steps.Check(_limits with { MaxBiasSlewVPerS = slew });
            var taken = Math.Abs(levels[1] - levels[0]) / step.TotalSeconds;
            Assert.Equal("bias slew", Assert.Throws<LimitExceededException>(() => steps.Check(_limits with { MaxBiasSlewVPerS = taken * (1 - 1e-6) })).Limit);
        });

    [Fact]
    public void The_slew_that_a_waveform_says_is_the_least_limit_it_passes() =>
        Gen.Select(Gen.Int[0, 4].Array[3, 60], Gen.Double[10, 1e5]).ForAll((levels, rateHz) =>
        {
            var waveform = new SampledWaveform(levels.Select(level => level * 1.5), rateHz);
            var slew = waveform.Measures().SlewVPerS;
            waveform.Check(_limits with { MaxBiasSlewVPerS = slew });
            if (slew > 0) Assert.Equal("bias slew", Assert.Throws<LimitExceededException>(() => waveform.Check(_limits with { MaxBiasSlewVPerS = slew * (1 - 1e-6) })).Limit);
        });

    [Fact]
    public void A_pulse_that_lasts_too_long_is_refused_by_the_limit_of_a_pulse()
    {
        var limits = _limits with { MaxPulseS = 8e-3 };
        Assert.Equal("pulse duration", Assert.Throws<LimitExceededException>(() => new PulseTrain().Check(limits)).Limit);
        Assert.Equal("pulse duration", Assert.Throws<LimitExceededException>(() => new CkpfmBias().Check(limits)).Limit);
        new TriangleBias { StepS = 0.1 }.Check(limits);
    }
}
