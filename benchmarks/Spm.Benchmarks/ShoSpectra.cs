using System.Numerics;
using Spm.Core.Fitting.Models;

namespace Spm.Benchmarks;

/// <summary>
/// Band-excitation spectra with known truth: 310–390 kHz, complex Gaussian noise, the distributions of science.md's clean and pathological sets.
/// </summary>
internal sealed class ShoSpectra
{
    public static readonly string[] Sets = ["clean", "lowsnr", "edge", "outside", "phase", "qlow", "qhigh", "nan", "spike"];

    public required double[] FrequenciesHz { get; init; }
    public required Complex[] Spectra { get; init; }
    public required double[][] Truth { get; init; }
    public required double[] Sigma { get; init; }

    public int Count => Sigma.Length;

    /// <summary>Makes <paramref name="count"/> spectra of <paramref name="bins"/> bins.</summary>
    public static ShoSpectra Make(string set, int count, int bins, int seed)
    {
        var random = new Random(seed);
        var f = Enumerable.Range(0, bins).Select(k => 310e3 + 80e3 * k / (bins - 1)).ToArray();
        var df = f[1] - f[0];
        double Uniform(double low, double high) => low + (high - low) * random.NextDouble();
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (spectra, truth, sigma) = (new Complex[(long)count * bins], new double[count][], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var side = random.NextDouble() < 0.5;
            var quality = set switch { "qlow" => Uniform(3, 15), "qhigh" => Uniform(1000, 5000), _ => Uniform(50, 300) };
            var beyond = df * Uniform(0, 3);
            var resonance = set switch
            {
                "edge" => side ? f[0] + beyond : f[^1] - beyond,
                "outside" => side ? f[0] - beyond : f[^1] + beyond,
                _ => Uniform(330e3, 370e3),
            };
            var phase = set == "phase" ? (side ? 1 : -1) * (Math.PI - Uniform(0, 0.02)) : Uniform(-Math.PI, Math.PI);
            var peak = Math.Pow(10, Uniform(-4, -2.5));
            sigma[i] = peak / (set == "lowsnr" ? Uniform(1, 3) : Uniform(10, 50));
            truth[i] = [peak / quality, resonance, quality, phase];
            var row = spectra.AsSpan(i * bins, bins);
            for (var k = 0; k < bins; k++)
                row[k] = ShoModel.Response(f[k], peak / quality, resonance, quality, phase) + new Complex(sigma[i] * Normal(), sigma[i] * Normal());
            if (set == "spike") row[random.Next(bins)] += 5 * peak;
            if (set == "nan")
                for (var hole = random.Next(1, 6); hole > 0; hole--) row[random.Next(bins)] = new(double.NaN, double.NaN);
        }
        return new() { FrequenciesHz = f, Spectra = spectra, Truth = truth, Sigma = sigma };
    }

    /// <summary>Of the first spectra, as many as there are rows of values: fraction of fits within 10 Cramér–Rao standard deviations in all four parameters, and RMSE/CRB of those.</summary>
    public (double Within, double[] Ratio) Score(ReadOnlySpan<double> values)
    {
        var (good, squares) = (0, new double[4]);
        Span<double> z = stackalloc double[4];
        var fits = values.Length / 4;
        for (var i = 0; i < fits; i++)
        {
            var bound = ShoModel.CramerRao(FrequenciesHz, Truth[i][0], Truth[i][1], Truth[i][2], Truth[i][3], Sigma[i]);
            var within = true;
            for (var p = 0; p < 4; p++)
            {
                var error = values[4 * i + p] - Truth[i][p];
                z[p] = (p == 3 ? Math.IEEERemainder(error, 2 * Math.PI) : error) / bound[p];
                within &= Math.Abs(z[p]) < 10;
            }
            if (!within) continue;
            good++;
            for (var p = 0; p < 4; p++) squares[p] += z[p] * z[p];
        }
        return ((double)good / fits, [.. squares.Select(s => Math.Sqrt(s / Math.Max(good, 1)))]);
    }
}
