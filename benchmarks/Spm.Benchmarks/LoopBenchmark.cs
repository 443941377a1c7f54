using System.Globalization;
using System.Text;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;
using Spm.Core.IO;

namespace Spm.Benchmarks;

/// <summary>
/// Nine-parameter loop fits: loops per second and the sum of squares reached on simulated loops, with scipy in the same run where it is
/// installed; and the measured file of <c>../shared/data</c> where it is there. Writes benchmarks/results/loop.md.
/// </summary>
internal static class LoopBenchmark
{
    private const int Points = 64, Count = 4000, Compared = 200;

    public static int Run()
    {
        var table = new StringBuilder()
            .AppendLine("# Loop fits").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- loop` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started; best of repeats.")
            .AppendLine("Nine parameters, 64 points, noise 1 to 5 % of the opening; several starts, outlier test, standard errors and verdict included.").AppendLine();
        Simulated(table);
        Measured(table);
        Measure.Publish("loop", table);
        return 0;
    }

    private static void Simulated(StringBuilder table)
    {
        var biasV = BiasV();
        var curves = Curves(biasV);
        var loops = new Dataset("simulated", "Piezoresponse", "a.u.",
            [new("x", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, Count)), new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, biasV)], new RealMemoryStore(curves));
        table.AppendLine("| simulated loops | loops/s | Σ residual² over the best of both, median | within 1 % of the best of both |").AppendLine("|---|---:|---:|---:|");
        var ours = LoopFitter.Fit(loops);
        var peer = Peer.Run("loop_scipy.py", biasV, curves.AsSpan(0, Compared * Points));
        var (oursCost, peerCost) = (Costs(biasV, curves, ours.Values), peer is { } p ? Costs(biasV, curves, p.Values) : null);
        var ourRate = 0.0;
        foreach (var cores in (int[])[1, 2])
        {
            var seconds = Measure.Best(5, () => LoopFitter.Fit(loops, new LoopFitOptions { MaxDegreeOfParallelism = cores }));
            if (cores == 1) ourRate = Count / seconds;
            Row(cores == 1 ? "ours, one core" : "ours, two cores", Count / seconds, oursCost);
        }
        if (peer is { } scipy) Row($"scipy least_squares with bounds, analytic Jacobian, one core ({Compared} loops)", scipy.FitsPerSecond, peerCost!);
        PeerTables.Loop(table, biasV, curves, oursCost, ourRate);

        void Row(string what, double rate, double[] costs)
        {
            var ratios = Enumerable.Range(0, Compared).Select(k => costs[k] / Math.Min(oursCost[k], peerCost?[k] ?? oursCost[k])).Order().ToArray();
            table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {rate:N0} | {ratios[Compared / 2]:F4} | {ratios.Count(r => r <= 1.01) / (double)Compared:P1} |");
        }
    }

    private static void Measured(StringBuilder table)
    {
        var file = Path.Combine(Measure.RepositoryRoot(), "..", "shared", "data", "BEPS_PTO_50x50.h5");
        if (!File.Exists(file))
        {
            table.AppendLine().AppendLine("The measured file is not beside the checkout; its row is left out.");
            return;
        }
        var loops = DataFile.Open(file);
        FitResult result = LoopFitter.Fit(loops);
        var seconds = Measure.Best(5, () => result = LoopFitter.Fit(loops));
        table.AppendLine().AppendLine("| measured file (2,500 loops, lead titanate) | R² ≥ 0.9 on points kept | points excluded | seconds, two cores | verdicts |").AppendLine("|---|---:|---:|---:|---|")
            .AppendLine(CultureInfo.InvariantCulture, $"| `BEPS_PTO_50x50.h5` | {(double)result.RSquared.Count(r => r >= 0.9) / result.Count:P1} | {(double)result.Excluded!.Count(e => e) / result.Excluded!.Length:P1} | {seconds:F2} | {string.Join(", ", result.Verdict.CountBy(v => v).OrderByDescending(v => v.Value).Select(v => $"{v.Key} {v.Value}"))} |");
    }

    private static double[] BiasV()
    {
        var down = Dimension.Linear(8, -8, Points / 2);
        return [.. down, .. down.Reverse()];
    }

    /// <summary>Loops with parameters drawn as in a ferroelectric film, fixed seed.</summary>
    private static double[] Curves(double[] biasV)
    {
        var random = new Random(1);
        var curves = new double[Count * Points];
        for (var k = 0; k < Count; k++)
        {
            double[] p = [Between(-1, 0), Between(0.5, 2), Between(-5, -1), Between(1, 5), Between(-0.02, 0.02), Between(0.3, 2.5), Between(0.3, 2.5), Between(0.3, 2.5), Between(0.3, 2.5)];
            var curve = curves.AsSpan(k * Points, Points);
            LoopModel.Evaluate(p, biasV, curve);
            var sigma = p[1] * Between(0.01, 0.05);
            foreach (ref var value in curve) value += sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }
        return curves;

        double Between(double low, double high) => low + (high - low) * random.NextDouble();
    }

    private static double[] Costs(double[] biasV, double[] curves, double[] parameters)
    {
        var model = new double[Points];
        return [.. Enumerable.Range(0, Compared).Select(k =>
        {
            LoopModel.Evaluate(parameters.AsSpan(9 * k, 9), biasV, model);
            return model.Select((f, i) => (f - curves[k * Points + i]) * (f - curves[k * Points + i])).Sum();
        })];
    }
}
