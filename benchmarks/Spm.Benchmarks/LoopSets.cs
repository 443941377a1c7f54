using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Benchmarks;

/// <summary>Simulated loops with the distribution of <c>shared/tools/make_spectra.py loop</c>, from a fixed seed.</summary>
internal static class LoopSets
{
    public const int Points = 64;

    /// <summary>8 V down to −8 V and back.</summary>
    public static double[] BiasV { get; } = [.. Dimension.Linear(8, -8, Points / 2), .. Dimension.Linear(-8, 8, Points / 2)];

    /// <summary>Loops with noise of 1 to 5 % of the opening, [loop × point].</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the random numbers.</param>
    public static double[] Clean(int count, int seed) => Make(count, seed, 0, out _);

    /// <summary>The same with one to three spikes each, 1 to 1000 times the opening, either sign.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="isSpike">[loop × point]: true where a spike was planted.</param>
    public static double[] Spiked(int count, int seed, out bool[] isSpike) => Make(count, seed, 3, out isSpike);

    private static double[] Make(int count, int seed, int mostSpikes, out bool[] isSpike)
    {
        var random = new Random(seed);
        var curves = new double[count * Points];
        isSpike = new bool[count * Points];
        for (var k = 0; k < count; k++)
        {
            double[] p = [Between(-1, 0), Between(0.5, 2), Between(-5, -1), Between(1, 5), Between(-0.02, 0.02), Between(0.3, 2.5), Between(0.3, 2.5), Between(0.3, 2.5), Between(0.3, 2.5)];
            var curve = curves.AsSpan(k * Points, Points);
            LoopModel.Evaluate(p, BiasV, curve);
            var sigma = p[1] * Between(0.01, 0.05);
            foreach (ref var value in curve) value += sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            for (var s = mostSpikes > 0 ? random.Next(1, mostSpikes + 1) : 0; s > 0; s--)
            {
                var at = random.Next(Points);
                if (isSpike[k * Points + at]) continue;
                isSpike[k * Points + at] = true;
                curve[at] += (random.Next(2) == 0 ? -1 : 1) * p[1] * Math.Pow(10, Between(0, 3));
            }
        }
        return curves;

        double Between(double low, double high) => low + (high - low) * random.NextDouble();
    }
}
