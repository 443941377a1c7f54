using System.Diagnostics;
using System.Globalization;
using System.Text;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;
using Spm.Core.IO;

namespace Spm.Benchmarks;

/// <summary>
/// Nine-parameter loop fits: loops per second and the share at the best minimum of a 50-start search, with peers in the same run where they
/// are installed; planted spikes; and the measured file of <c>../shared/data</c> where it is there. Writes benchmarks/results/loop.md.
/// </summary>
internal static class LoopBenchmark
{
    private const int Points = LoopSets.Points, Count = 4096, Compared = 1000, Starts = 50;

    /// <summary>Other programs: name, script in benchmarks/peers, loops it is given. A row is left out where the program is not installed.</summary>
    private static readonly (string Name, string Script, int Loops)[] Peers =
    [
        ("scipy least_squares with bounds, analytic Jacobian, one core", "loop_scipy.py", 200),
    ];

    public static int Run()
    {
        var table = new StringBuilder()
            .AppendLine("# Loop fits").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- loop` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started.")
            .AppendLine("Nine parameters, 64 points, noise 1 to 5 % of the opening; start, fit, outlier test, standard errors, R², status and verdict included. One core: CPU time of the process, best of repeats; two cores: wall time.")
            .AppendLine(CultureInfo.InvariantCulture, $"The best minimum is the least sum of squares of ours, the peer and a search of its own from {Starts} Latin-hypercube starts within the bounds (`LoopSearch`, apart from the library's solvers), on {Compared:N0} loops.").AppendLine();
        Simulated(table);
        Spikes(table);
        Measured(table);
        Measure.Publish("loop", table);
        return 0;
    }

    private static void Simulated(StringBuilder table)
    {
        var curves = LoopSets.Clean(Count, seed: 1);
        var rows = new LoopRows(Count);
        var batch = new LoopBatch(LoopSets.BiasV);
        var seconds = CpuBest(20, () => batch.Fit(curves, rows.Output));
        var step = Math.Abs(LoopSets.BiasV[1] - LoopSets.BiasV[0]);
        var search = new LoopSearch(LoopSets.BiasV, leastWidthV: step / 10, greatestWidthV: 8);
        var best = new double[Compared];
        Parallel.For(0, Compared, k => best[k] = search.Best(curves.AsSpan(k * Points, Points), rows.Excluded.AsSpan(k * Points, Points), Starts, seed: k));
        var ours = rows.Cost;
        for (var k = 0; k < Compared; k++) best[k] = Math.Min(best[k], ours[k]);
        table.AppendLine("| simulated loops | loops/s | at the best minimum to 1 % | to 1e-4 | to 1e-6 |").AppendLine("|---|---:|---:|---:|---:|");
        var peers = Peers.Select(p => (p.Name, p.Loops, Result: Peer.Run(p.Script, LoopSets.BiasV, curves.AsSpan(0, p.Loops * Points)))).Where(p => p.Result is not null)
            .Select(p => (p.Name, p.Loops, Rate: p.Result!.Value.FitsPerSecond, Costs: Costs(curves, p.Result.Value.Values, p.Loops))).ToArray();
        foreach (var peer in peers)
            for (var k = 0; k < peer.Loops; k++) best[k] = Math.Min(best[k], peer.Costs[k]);
        var ourRate = Count / seconds;
        Row("ours, one core", ourRate, ours, Compared);
        var dataset = new Dataset("simulated", "Piezoresponse", "a.u.",
            [new("x", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, Count)), new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, LoopSets.BiasV)], new RealMemoryStore(curves));
        var alone = 0.0;
        foreach (var cores in (int[])[1, 2])
        {
            seconds = Measure.Best(20, () => LoopFitter.Fit(dataset, new LoopFitOptions { MaxDegreeOfParallelism = cores }));
            if (cores == 1) alone = seconds;
            Row(cores == 1 ? "ours, dataset to result, one core" : $"ours, dataset to result, two cores ({(alone / seconds).ToString("F2", CultureInfo.InvariantCulture)} × one)", Count / seconds, ours, Compared);
        }

        foreach (var peer in peers) Row($"{peer.Name} ({peer.Loops} loops)", peer.Rate, peer.Costs, peer.Loops);
        PeerTables.Loop(table, LoopSets.BiasV, curves, best, ourRate);

        void Row(string what, double rate, double[] costs, int count)
        {
            double[] shares = [.. ((double[])[1e-2, 1e-4, 1e-6]).Select(part => Enumerable.Range(0, count).Count(k => costs[k] <= best[k] * (1 + part)) / (double)count)];
            table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {rate:N0} | {shares[0]:P1} | {shares[1]:P1} | {shares[2]:P1} |");
        }
    }

    private static void Spikes(StringBuilder table)
    {
        var curves = LoopSets.Spiked(Count, seed: 2, out var isSpike);
        var rows = new LoopRows(Count);
        var batch = new LoopBatch(LoopSets.BiasV);
        var seconds = CpuBest(3, () => batch.Fit(curves, rows.Output));
        var planted = isSpike.Count(s => s);
        var found = isSpike.Index().Count(p => p.Item && rows.Excluded[p.Index]);
        var alarms = isSpike.Index().Count(p => !p.Item && rows.Excluded[p.Index]);
        table.AppendLine().AppendLine("| planted spikes, 1 to 3 per loop, 1 to 1000 times the opening | found | false alarms among the other points | loops/s, one core |").AppendLine("|---|---:|---:|---:|")
            .AppendLine(CultureInfo.InvariantCulture, $"| {Count:N0} loops, {planted:N0} spikes | {found / (double)planted:P2} | {alarms / (double)(isSpike.Length - planted):P3} | {Count / seconds:N0} |");
    }

    private static void Measured(StringBuilder table)
    {
        var file = Path.Combine(Measure.RepositoryRoot(), "..", "shared", "data", "BEPS_PTO_50x50.h5");
        if (!File.Exists(file))
        {
            table.AppendLine().AppendLine("The measured file is not beside the checkout; its row is left out.");
            return;
        }
        FitResult? result = null;
        var seconds = Measure.Best(10, () => result = LoopFitter.Fit(DataFile.Open(file)));
        var cpu = CpuBest(5, () => result = LoopFitter.Fit(DataFile.Open(file)));
        table.AppendLine().AppendLine("| measured file (2,500 loops, lead titanate) | R² ≥ 0.9 on points kept | points excluded | seconds, open and fit, two cores | CPU seconds | verdicts |").AppendLine("|---|---:|---:|---:|---:|---|")
            .AppendLine(CultureInfo.InvariantCulture, $"| `BEPS_PTO_50x50.h5` | {(double)result!.RSquared.Count(r => r >= 0.9) / result.Count:P1} | {(double)result.Excluded!.Count(e => e) / result.Excluded!.Length:P1} | {seconds:F3} | {cpu:F3} | {string.Join(", ", result.Verdict.CountBy(v => v).OrderByDescending(v => v.Value).Select(v => $"{v.Key} {v.Value}"))} |");
    }

    /// <summary>CPU seconds of the process in the best of several runs: the machine is shared, and wall time would count the others' work.</summary>
    private static double CpuBest(int repeats, Action run)
    {
        run();
        return Enumerable.Range(0, repeats).Min(_ =>
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            run();
            return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        });
    }

    private static double[] Costs(double[] curves, double[] parameters, int count)
    {
        var model = new double[Points];
        return [.. Enumerable.Range(0, count).Select(k =>
        {
            LoopModel.Evaluate(parameters.AsSpan(9 * k, 9), LoopSets.BiasV, model);
            return model.Select((f, i) => (f - curves[k * Points + i]) * (f - curves[k * Points + i])).Sum();
        })];
    }
}
