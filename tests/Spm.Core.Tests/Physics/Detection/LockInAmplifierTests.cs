using System.Numerics;
using CsCheck;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class LockInAmplifierTests
{
    private const double SampleRateHz = 1e6;

    [Fact]
    public void Amplitude_and_phase_of_a_sine_are_found() =>
        Gen.Select(Gen.Double[0.01, 5], Gen.Double[-3.1, 3.1], Gen.Double[-3.1, 3.1], Gen.Int[2, 8]).ForAll(chosen =>
        {
            var (amplitude, phase, reference, order) = chosen;
            var lockIn = new LockInAmplifier(70e3, 1e-4, order, SampleRateHz, reference);
            var signal = Sine(amplitude, 70e3, phase, 10_000);
            lockIn.Process(signal, 10_000, new Complex[1]);
            var expected = Complex.FromPolarCoordinates(amplitude, phase - reference);
            // What is left of twice the reference after a filter of second order, (4πf τ)⁻² = 1.3e-4, and of the step after 100 τ: nothing.
            return (lockIn.Output - expected).Magnitude < 2e-4 * amplitude;
        });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_tone_beside_the_reference_is_weakened_as_by_RC_filters(int order)
    {
        const double offset = 2000;
        var lockIn = new LockInAmplifier(70e3, 1e-4, order, SampleRateHz);
        var signal = Sine(1, 70e3 + offset, 0.3, 60_000);
        var output = new Complex[60_000];
        lockIn.Process(signal, 1, output);
        // The output turns at the offset; projected on it over whole turns.
        var turned = Complex.Zero;
        for (var n = 10_000; n < 60_000; n++) turned += output[n] * Complex.FromPolarCoordinates(1.0 / 50_000, -2 * Math.PI * offset * (n / SampleRateHz));
        Assert.Equal(0, (turned - lockIn.Transfer(offset) * Complex.FromPolarCoordinates(1, 0.3)).Magnitude, 1e-6);
        // The discrete filter is the analog one to (2πf h) = 1.3 %.
        Assert.Equal(Math.Pow(1 + Math.Pow(2 * Math.PI * offset * 1e-4, 2), -order / 2.0), lockIn.Transfer(offset).Magnitude, 0.015 * order);
    }

    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(2, 0.125)]
    [InlineData(3, 3.0 / 32)]
    [InlineData(4, 5.0 / 64)]
    public void White_noise_comes_through_as_the_noise_bandwidth_says(int order, double bandwidthTimesConstant)
    {
        var lockIn = new LockInAmplifier(70e3, 2e-5, order, SampleRateHz);
        Assert.Equal(bandwidthTimesConstant / 2e-5, lockIn.NoiseBandwidthHz, 1e-9);
        var (normals, signal, output) = (new float[1 << 20], new double[1 << 20], new Complex[1 << 20]);
        new GaussianNoise(1, RandomPurpose.DetectorNoise).Fill(0, normals);
        for (var i = 0; i < signal.Length; i++) signal[i] = normals[i];
        lockIn.Process(signal, 1, output);
        // One-sided density of variance 1: 2/f_s. About 2·2²⁰/(20…80 samples) independent values; the RC filter is discrete, 2.5 %.
        var variance = output.Skip(1000).Average(z => (z.Real * z.Real + z.Imaginary * z.Imaginary) / 2);
        Assert.Equal(1, variance / Math.Pow(lockIn.NoiseSigmaV(2 / SampleRateHz), 2), 0.06);
    }

    [Fact]
    public void A_millisecond_or_an_hour_later_the_phase_is_the_same()
    {
        // The reference is an irrational part of the sampling rate; three million samples would show a drift.
        var lockIn = new LockInAmplifier(70e3 + Math.Sqrt(2), 1e-3, 4, SampleRateHz);
        var early = Complex.Zero;
        for (var block = 0; block < 300; block++)
        {
            var signal = new double[10_000];
            for (var n = 0; n < signal.Length; n++) signal[n] = Math.Cos(2 * Math.PI * (((70e3 + Math.Sqrt(2)) / SampleRateHz * (block * 10_000L + n)) % 1));
            lockIn.Process(signal, 10_000, new Complex[1]);
            if (block == 3) early = lockIn.Output;
        }
        Assert.Equal(0, (lockIn.Output - early).Magnitude, 1e-9);
        Assert.Equal(0, lockIn.Output.Phase, 1e-8);
    }

    [Fact]
    public void A_parabola_of_the_first_harmonic_crosses_zero_at_the_contact_potential()
    {
        // Kelvin probe: the in-phase signal at ω against bias is a line through V_cpd.
        var x = new[] { -1.0, 0, 1 }.Select(bias =>
        {
            var recorder = new SignalRecorder(new SignalChain { Digitizer = new Digitizer { SampleRateHz = SampleRateHz } }.Quiet(), 1);
            recorder.Place(new EigenMode(3, 70e3, 30), new TipForce(0, -2e-9, 0.35, bias));
            var volts = new double[20_000];
            recorder.Record(Sine(1, 20e3, 0, volts.Length), volts);
            var lockIn = new LockInAmplifier(20e3, 1e-3, 4, SampleRateHz);
            lockIn.Process(volts, volts.Length, new Complex[1]);
            return lockIn.Output.Real;
        }).ToArray();
        Assert.Equal(0.35, x[1] / (x[1] - x[2]), 1e-3);
        Assert.Equal(x[1] - x[0], x[2] - x[1], 1e-3 * Math.Abs(x[1] - x[0]));
    }

    private static double[] Sine(double amplitude, double frequencyHz, double phase, int count) =>
        [.. Enumerable.Range(0, count).Select(n => amplitude * Math.Cos(2 * Math.PI * frequencyHz * n / SampleRateHz + phase))];
}
