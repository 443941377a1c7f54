using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class ScanNoiseTests
{
    [Fact]
    public void Drift_without_walk_is_its_velocity()
    {
        var drift = new ThermalDrift(3e-10, 0, 1, 0);
        foreach (var t in new[] { 0, 0.01, 0.5, 7, 100.3 }) Assert.Equal(3e-10 * t, drift.At(t), 1e-22);
    }

    [Fact]
    public void Variance_of_the_walk_grows_with_time()
    {
        const int seeds = 2000;
        foreach (var time in new[] { 1.0, 16.0 })
        {
            var squares = Enumerable.Range(0, seeds).Average(seed => Math.Pow(new ThermalDrift(0, 1, seed, 0).At(time), 2));
            // Five standard errors of a variance from as many normal numbers.
            Assert.InRange(squares / time, 1 - 5 * Math.Sqrt(2.0 / seeds), 1 + 5 * Math.Sqrt(2.0 / seeds));
        }
    }

    [Fact]
    public void Drift_at_a_time_does_not_depend_on_how_one_got_there()
    {
        var (often, once) = (new ThermalDrift(1e-11, 1e-10, 5, 1), new ThermalDrift(1e-11, 1e-10, 5, 1));
        for (var t = 0.0; t < 40; t += 0.0037) often.At(t);
        Assert.Equal(once.At(40), often.At(40));
        Assert.NotEqual(once.At(40), new ThermalDrift(1e-11, 1e-10, 5, 0).At(40));
        Assert.NotEqual(once.At(40), new ThermalDrift(1e-11, 1e-10, 6, 1).At(40));
    }

    [Fact]
    public void Drift_is_continuous()
    {
        var drift = new ThermalDrift(0, 1, 3, 0);
        var before = drift.At(0);
        for (var i = 1; i < 10_000; i++)
        {
            var now = drift.At(i * 1e-3);
            // A step of the walk over a node has the deviation √NodeS; a thousandth of a second is its 1/125th. Six deviations.
            Assert.InRange(now - before, -6 * Math.Sqrt(ThermalDrift.NodeS) / 125, 6 * Math.Sqrt(ThermalDrift.NodeS) / 125);
            before = now;
        }
    }

    [Fact]
    public void Flicker_noise_has_the_density_of_its_definition()
    {
        const int length = 4096, segments = 120, bins = 12;
        const double density = 2, dt = 1e-3;
        var noise = new FlickerProcess(1e-9 * density, 4);
        int[] lowest = [4, 40, 160];
        var power = new double[lowest.Length];
        var samples = new double[length];
        for (var segment = 0; segment < segments; segment++)
        {
            // A Hann window keeps the strong low frequencies out of the weak high ones; its mean square is 3/8.
            for (var i = 0; i < length; i++) samples[i] = 1e9 * noise.Step(dt) * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / length));
            for (var band = 0; band < lowest.Length; band++)
                for (var bin = lowest[band]; bin < lowest[band] + bins; bin++)
                    power[band] += bin / (length * dt) * Power(samples, bin) * 2 * dt / (0.375 * length) / (segments * bins);
        }
        for (var band = 0; band < lowest.Length; band++)
        {
            var f = (lowest[band] + bins / 2) / (length * dt);
            // The ends of the range take away what the arctangents say; 720 independent powers (a Hann window joins neighbours) and aliases: 12 %.
            var expected = density * density * 2 / Math.PI * (Math.Atan(FlickerProcess.HighestHz / f) - Math.Atan(FlickerProcess.LowestHz / f));
            Assert.InRange(power[band] / expected, 0.88, 1.12);
        }
    }

    [Fact]
    public void Flicker_noise_is_stationary_whatever_the_steps()
    {
        const int seeds = 4000;
        var after = Enumerable.Range(0, seeds).Average(seed =>
        {
            var noise = new FlickerProcess(1e-9, seed);
            noise.Step(0.3);
            noise.Step(1e-4);
            return Math.Pow(1e9 * noise.Step(50), 2);
        });
        var variance = 8 * Math.Log(10) / 2;
        Assert.InRange(after / variance, 1 - 5 * Math.Sqrt(2.0 / seeds), 1 + 5 * Math.Sqrt(2.0 / seeds));
    }

    [Fact]
    public void Hum_repeats_with_the_mains_and_has_its_harmonic()
    {
        var hum = new MainsHum(1e-11, 0.3, 50, 9);
        double fundamental = 0, third = 0, second = 0;
        const int n = 1000;
        for (var i = 0; i < n; i++)
        {
            var (t, value) = (i * 0.02 / n, hum.At(i * 0.02 / n));
            // Times differ by a rounding of 1e-17 s, and hum changes by 6e-9 m/s.
            Assert.Equal(value, hum.At(t + 0.02 * 7), 1e-22);
            fundamental += value * value * 2 / n;
            third += hum.At(t) * hum.At(t + 0.02 / 3) * 2 / n;
            second += hum.At(t) * hum.At(t + 0.01) * 2 / n;
        }
        // The table's 1e-6. Correlations of a²[cos θ₁ + b² cos 3θ₁] at shifts of 0, a third and half a period.
        Assert.Equal(1e-22 * (1 + 0.09), fundamental, 3e-28);
        Assert.Equal(1e-22 * (-0.5 + 0.09), third, 3e-28);
        Assert.Equal(-1e-22 * (1 + 0.09), second, 3e-28);
    }

    private static double Power(double[] samples, int bin)
    {
        var turn = System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * bin / samples.Length);
        var (sum, factor) = (System.Numerics.Complex.Zero, System.Numerics.Complex.One);
        foreach (var s in samples)
        {
            sum += s * factor;
            factor *= turn;
        }
        return sum.Real * sum.Real + sum.Imaginary * sum.Imaginary;
    }
}
