using System.Numerics;

namespace Spm.Core.Tests.Fitting;

/// <summary>The pathological sets of the issue: one kind of trouble each, everything else as in <see cref="ShoSamples"/>.</summary>
internal static class ShoSets
{
    public static ShoSamples Make(string set, int count, int seed)
    {
        var random = new Random(seed);
        var f = ShoSamples.Frequencies;
        var spacing = f[1] - f[0];
        var samples = new ShoSamples { Spectra = new Complex[count * f.Length], Truth = new double[count][], Sigma = new double[count] };
        for (var i = 0; i < count; i++)
        {
            var side = random.Next(2) == 0;
            var quality = set switch { "qhigh" => Uniform(1000, 5000), "qlow" => Uniform(3, 15), _ => Uniform(50, 300) };
            var beyond = spacing * Uniform(0, 3);
            var resonance = set switch
            {
                "outside" => side ? f[0] - beyond : f[^1] + beyond,
                "edge" => side ? f[0] + beyond : f[^1] - beyond,
                _ => Uniform(330e3, 370e3),
            };
            var phase = set == "phase" ? (side ? 1 : -1) * (Math.PI - Uniform(0, 0.02)) : Uniform(-Math.PI, Math.PI);
            var peak = Math.Pow(10, Uniform(-4, -2.5));
            samples.Truth[i] = [peak / quality, resonance, quality, phase];
            samples.Sigma[i] = peak / (set == "lowsnr" ? Uniform(1, 3) : Uniform(10, 50));
            var row = samples.Spectra.AsSpan(i * f.Length, f.Length);
            for (var k = 0; k < f.Length; k++) row[k] = ShoSamples.Model(samples.Truth[i], f[k]) + samples.Sigma[i] * ShoSamples.Noise(random);
            if (set == "spike") row[random.Next(f.Length)] += 5 * peak;
            if (set == "nan")
                for (var hole = random.Next(1, 6); hole > 0; hole--) row[random.Next(f.Length)] = double.NaN;
        }
        return samples;

        double Uniform(double low, double high) => low + (high - low) * random.NextDouble();
    }

    /// <summary>Fraction of fits within 10 Cramér–Rao standard deviations of the truth in all four parameters.</summary>
    public static double Within(ShoSamples samples, ShoRows rows) =>
        Enumerable.Range(0, samples.Count).Count(i => samples.Deviations(rows.Values, i).All(z => Math.Abs(z) < 10)) / (double)samples.Count;
}
