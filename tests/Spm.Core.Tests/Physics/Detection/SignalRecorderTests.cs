using System.Numerics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class SignalRecorderTests
{
    private static readonly SignalChain Quiet = new SignalChain().Quiet();

    private static readonly SignalChain ThermalOnly = Quiet with { ThermalNoiseOn = true, Detector = Quiet.Detector with { SaturationOn = false } };

    [Theory]
    [InlineData(60e3, 8)]
    [InlineData(350e3, 20)]
    [InlineData(1.6e6, 5)]
    public void Thermal_motion_has_equipartition_at_any_ratio_of_resonance_and_sampling_rate(double resonanceHz, double quality)
    {
        const int count = 1 << 20;
        var mode = new EigenMode(0.5, resonanceHz, quality);
        var recorder = new SignalRecorder(ThermalOnly, seed: 1);
        recorder.Place(mode, new TipForce(0));
        var (volts, x) = (new double[count], new double[count]);
        recorder.Record(new double[count], volts, x);
        var energyRatio = x.Average(v => v * v) * mode.SpringConstantNPerM / (EigenMode.BoltzmannJPerK * 295);
        // x² is correlated over Q/(2π f0), so that the mean of N samples has a variance of 2·(Q f_s/(2π f0))/N and more; five standard errors.
        var independent = Math.Min(count, count * Math.PI * resonanceHz / (quality * 4e6));
        Assert.Equal(1, energyRatio, 5 * Math.Sqrt(2 / independent));
    }

    [Fact]
    public void Two_modes_share_the_equipartition()
    {
        const int count = 1 << 20;
        EigenMode[] modes = [new(1, 70e3, 5), new(40, 440e3, 5)];
        var recorder = new SignalRecorder(ThermalOnly, seed: 2);
        recorder.Place(modes, new TipForce(0));
        var (volts, x) = (new double[count], new double[count]);
        recorder.Record(new double[count], volts, x);
        var expected = EigenMode.BoltzmannJPerK * 295 * (1 + 1 / 40.0);
        // 57,000 independent values.
        Assert.Equal(1, x.Average(v => v * v) / expected, 5 * Math.Sqrt(2 / 57e3));
    }

    [Fact]
    public void The_energy_of_a_free_oscillation_decays_at_the_rate_of_its_width()
    {
        var mode = new EigenMode(40, 350e3, 170);
        var recorder = new SignalRecorder(Quiet, seed: 1);
        recorder.Place(mode, new TipForce(1e-9));
        var push = new double[4000];
        push[0] = 1;
        var (volts, x) = (new double[4000], new double[4000]);
        recorder.Record(push, volts, x);
        double Energy(int from) => x.AsSpan(from, 800).ToArray().Sum(v => v * v);
        // e^{−2π f0 t/Q}; 800 samples are 70 whole periods.
        var rate = Math.Log(Energy(1000) / Energy(3000)) / (2000 * Quiet.Digitizer.StepS);
        Assert.Equal(2 * Math.PI * 350e3 / 170, rate, 1e-4 * rate);
    }

    [Fact]
    public void Amplitude_falls_to_one_over_root_two_at_half_a_width_from_resonance()
    {
        var mode = new EigenMode(40, 350e3, 170);
        var atResonance = Amplitude(mode, 350e3);
        Assert.Equal(170, atResonance * 40 / 1e-9, 0.05);
        foreach (var side in new[] { -1, 1 })
        {
            // |f² − f0²| = f f0/Q, exactly.
            var f = 350e3 * (side / 340.0 + Math.Sqrt(1 + 1 / (340.0 * 340)));
            var expected = mode.ComplianceMPerN(f).Magnitude / mode.ComplianceMPerN(350e3).Magnitude;
            Assert.Equal(expected, Amplitude(mode, f) / atResonance, 1e-4);
            Assert.Equal(1 / Math.Sqrt(2), expected * f / 350e3, 1e-9);
        }
    }

    [Fact]
    public void Position_and_speed_carry_over_to_the_next_pixel()
    {
        // Half of a free oscillation on one mode, half on the same mode placed again, against all at once; and a change of the resonance keeps the speed.
        var (first, other) = (new EigenMode(40, 350e3, 170), new EigenMode(40 * 1.21, 385e3, 170));
        double[] push = [1, .. new double[1023]];
        var (once, twice, changed, volts) = (new double[1024], new double[1024], new double[1024], new double[1024]);
        var recorder = new SignalRecorder(Quiet, 1);
        recorder.Place(first, new TipForce(1e-9));
        recorder.Record(push, volts, once);
        foreach (var (second, x) in new[] { (first, twice), (other, changed) })
        {
            recorder = new SignalRecorder(Quiet, 1);
            recorder.Place(first, new TipForce(1e-9));
            recorder.Record(push.AsSpan(0, 512), volts.AsSpan(0, 512), x.AsSpan(0, 512));
            recorder.Place(second, new TipForce(1e-9));
            recorder.Record(push.AsSpan(512), volts.AsSpan(512), x.AsSpan(512));
        }
        Assert.Equal(once, twice);
        // The same mass on a stiffer spring: kinetic energy is kept, so that the next sample moves as far as before to first order in the step.
        var (stepBefore, stepAfter) = (changed[512] - changed[511], once[512] - once[511]);
        Assert.Equal(stepAfter, stepBefore, 0.15 * once.Max());
        Assert.NotEqual(once[600], changed[600]);
    }

    [Fact]
    public void A_parabola_of_force_has_its_extremum_at_the_contact_potential()
    {
        var mode = new EigenMode(3, 70e3, 30);
        var biases = Enumerable.Range(-10, 21).Select(i => 0.2 * i).ToArray();
        var deflection = biases.Select(bias => Mean(mode, new TipForce(0, -2e-9, 0.35, bias))).ToArray();
        var (c0, c1, c2) = Parabola(biases, deflection);
        // Static: x = ½ C′ (V − V_cpd)²/k, nothing but rounding beside it.
        Assert.Equal(0.35, -c1 / (2 * c2), 1e-9);
        Assert.Equal(-1e-9 / 3, c2, 1e-18);
        Assert.Equal(0, c0 - c1 * c1 / (4 * c2), 1e-18);
    }

    [Fact]
    public void Electrostatic_harmonics_are_those_of_the_square_of_the_voltage()
    {
        var force = new TipForce(0, -2e-9, 0.35, 1.2);
        const int count = 4000;
        var (dc, first, second) = (0.0, Complex.Zero, Complex.Zero);
        for (var n = 0; n < count; n++)
        {
            var angle = 2 * Math.PI * n / count;
            var f = force.At(2 * Math.Cos(angle));
            (dc, first, second) = (dc + f / count, first + 2 * f / count * Complex.FromPolarCoordinates(1, -angle), second + 2 * f / count * Complex.FromPolarCoordinates(1, -2 * angle));
        }
        Assert.Equal(0.5 * -2e-9 * (0.85 * 0.85 + 2 * 2 / 2.0), dc, 1e-20);
        Assert.Equal(force.FirstHarmonicN(2), first.Real, 1e-20);
        Assert.Equal(force.SecondHarmonicN(2), second.Real, 1e-20);
        Assert.Equal(0, new TipForce(0, -2e-9, 0.35, 0.35).FirstHarmonicN(2));
    }

    [Fact]
    public void White_noise_of_the_detector_has_its_density()
    {
        var chain = Quiet with { Detector = Quiet.Detector with { WhiteNoiseOn = true, WhiteNoiseVPerRootHz = 3e-6 } };
        var volts = Silence(chain, 1 << 18);
        // Variance e² f_s/2; five standard errors of a variance.
        var expected = 3e-6 * 3e-6 * 4e6 / 2;
        Assert.Equal(1, volts.Average(v => v * v) / expected, 5 * Math.Sqrt(2.0 / volts.Length));
    }

    [Fact]
    public void Saturation_clips_the_output_and_can_be_switched_off()
    {
        var mode = new EigenMode(3, 70e3, 30);
        var far = new TipForce(0, StaticN: 3e-6);
        var clipped = Output(Quiet, mode, far);
        var free = Output(Quiet with { Detector = Quiet.Detector with { SaturationOn = false } }, mode, far);
        Assert.All(clipped, v => Assert.Equal(10, v));
        Assert.All(free, v => Assert.Equal(20, v, 1e-9));
    }

    [Fact]
    public void A_stream_does_not_depend_on_the_pieces_in_which_it_is_recorded()
    {
        var (whole, pieces) = (new short[5000], new short[5000]);
        var drive = Enumerable.Range(0, 5000).Select(n => Math.Sin(0.5 * n)).ToArray();
        var recorder = Noisy();
        recorder.Record(drive, whole);
        recorder = Noisy();
        for (int from = 0, count = 1; from < 5000; from += count, count = Math.Min(2 * count + 1, 5000 - from))
            recorder.Record(drive.AsSpan(from, count), pieces.AsSpan(from, count));
        // The order of the arithmetic differs by rounding, which the digitizer shows as one code now and then.
        Assert.All(whole.Zip(pieces), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        Assert.True(whole.Zip(pieces).Count(pair => pair.First != pair.Second) < 5);

        static SignalRecorder Noisy()
        {
            var recorder = new SignalRecorder(new SignalChain(), seed: 5, measurement: 2, line: 7);
            recorder.Place(new EigenMode(40, 350e3, 170), new TipForce(1e-9));
            return recorder;
        }
    }

    [Theory]
    [InlineData(double.NaN, 2)]
    [InlineData(double.PositiveInfinity, 6)]
    [InlineData(1e200, 1)]
    public void A_voltage_that_is_not_finite_is_refused_and_the_stream_goes_on(double volts, int at)
    {
        var recorder = new SignalRecorder(Quiet, 1);
        recorder.Place(new EigenMode(3, 70e3, 30), new TipForce(1e-9, -1e-9));
        var drive = new double[7];
        drive[at] = volts;
        Assert.Contains($"sample {at} ", Assert.Throws<ArgumentException>(() => recorder.Record(drive, new double[7])).Message);
        var output = new double[7];
        recorder.Record(new double[7], output);
        Assert.All(output, v => Assert.Equal(0, v));
        Assert.Throws<ArgumentException>(() => recorder.Place(new EigenMode(3, 70e3, 30), new TipForce(double.NaN)));
    }

    [Fact]
    public void Recording_before_a_place_says_what_to_do() =>
        Assert.Contains("Place", Assert.Throws<InvalidOperationException>(() => new SignalRecorder(Quiet, 1).Record(new double[4], new double[4])).Message);

    [Fact]
    public void Impossible_values_are_refused_with_an_example()
    {
        Assert.Contains("SampleRateHz = 4e6", Assert.Throws<ArgumentOutOfRangeException>(() => new SignalRecorder(Quiet with { Digitizer = new() { SampleRateHz = 5e6 } }, 1)).Message);
        Assert.Contains("QualityFactor", Assert.Throws<ArgumentOutOfRangeException>(() => new SignalRecorder(Quiet, 1).Place(new EigenMode(3, 70e3, double.NaN), new TipForce(0))).Message);
        Assert.Throws<ArgumentException>(() => new SignalRecorder(Quiet, 1).Place([], new TipForce(0)));
    }

    private static double Amplitude(EigenMode mode, double frequencyHz)
    {
        // 100 time constants of ring-up, then the projection on 7,000 samples, a whole number of periods to within 1e-4.
        var drive = Enumerable.Range(0, 80_000).Select(n => Math.Cos(2 * Math.PI * frequencyHz * n / 4e6)).ToArray();
        var (volts, x) = (new double[drive.Length], new double[drive.Length]);
        var recorder = new SignalRecorder(Quiet, 1);
        recorder.Place(mode, new TipForce(1e-9));
        recorder.Record(drive, volts, x);
        // Two unknowns, cosine and sine, by least squares over the last samples.
        var (cc, cs, ss, xc, xs) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var n = 73_000; n < 80_000; n++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * frequencyHz * n / 4e6);
            (cc, cs, ss, xc, xs) = (cc + cos * cos, cs + cos * sin, ss + sin * sin, xc + x[n] * cos, xs + x[n] * sin);
        }
        var (a, b) = ((xc * ss - xs * cs) / (cc * ss - cs * cs), (xs * cc - xc * cs) / (cc * ss - cs * cs));
        return Math.Sqrt(a * a + b * b) / OscillatorStep.HoldGain(frequencyHz, 0.25e-6);
    }

    private static double Mean(EigenMode mode, TipForce force)
    {
        var (volts, x) = (new double[64], new double[64]);
        var recorder = new SignalRecorder(Quiet, 1);
        recorder.Place(mode, force);
        recorder.Record(new double[64], volts, x);
        return x.Average();
    }

    private static double[] Output(SignalChain chain, EigenMode mode, TipForce force)
    {
        var volts = new double[64];
        var recorder = new SignalRecorder(chain, 1);
        recorder.Place(mode, force);
        recorder.Record(new double[64], volts);
        return volts;
    }

    private static double[] Silence(SignalChain chain, int count)
    {
        var volts = new double[count];
        var recorder = new SignalRecorder(chain, 3);
        recorder.Place(new EigenMode(40, 350e3, 170), new TipForce(0));
        recorder.Record(new double[count], volts);
        return volts;
    }

    private static (double, double, double) Parabola(double[] x, double[] y)
    {
        // Second differences of evenly spaced points give a parabola's coefficients exactly.
        var (h, mid) = (x[1] - x[0], x.Length / 2);
        var c2 = (y[mid + 1] - 2 * y[mid] + y[mid - 1]) / (2 * h * h);
        var c1 = (y[mid + 1] - y[mid - 1]) / (2 * h) - 2 * c2 * x[mid];
        return (y[mid] - c1 * x[mid] - c2 * x[mid] * x[mid], c1, c2);
    }
}
