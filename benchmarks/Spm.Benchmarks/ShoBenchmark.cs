using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Benchmarks;

/// <summary>
/// SHO fits: spectra per second (guess, errors, R², status and verdict included), RMSE over Cramér–Rao bound, and the fraction of every
/// pathological set within 10 bounds of the truth, with scipy in the same run where it is installed. Writes benchmarks/results/sho.md.
/// </summary>
internal static class ShoBenchmark
{
    private const int Bins = 80;

    private static readonly Rival[] Peers = [new("scipy least_squares, analytic Jacobian", "scipy", "sho_scipy.py", 500, Refuses: true)];

    public static int Run()
    {
        var table = new StringBuilder()
            .AppendLine("# SHO fits").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- sho` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started; best of repeats.")
            .AppendLine("80 complex bins, SNR 10–50 unless the set says otherwise; guess, standard errors, R², status and verdict included.").AppendLine();
        Clean(table);
        table.AppendLine();
        Pathological(table);
        Measure.Publish("sho", table);
        return 0;
    }

    private static void Clean(StringBuilder table)
    {
        const int count = 40_000, small = 4_000;
        var spectra = ShoSpectra.Make("clean", count, Bins, seed: 1);
        float[] single = [.. MemoryMarshal.Cast<Complex, double>(spectra.Spectra.AsSpan(0, small * Bins)).ToArray().Select(v => (float)v)];
        var rows = new ShoRows(count);
        var batch = new ShoBatch(spectra.FrequenciesHz);
        table.AppendLine("| clean spectra | fits/s | RMSE/CRB A | f0 | Q | φ |").AppendLine("|---|---:|---:|---:|---:|---:|");

        // Short runs, so that the best of them was not interrupted by what else the machine does.
        var seconds = Measure.Best(300, () => batch.Fit(single, rows.Rows(0, small)));
        Row("ours, float32 in memory, one core", small / seconds, spectra.Score(rows.Values.AsSpan(0, 4 * small)).Ratio);
        seconds = Measure.Best(300, () => batch.Fit(spectra.Spectra.AsSpan(0, small * Bins), rows.Rows(0, small)));
        batch.Fit(spectra.Spectra, rows.Rows(0, count));
        var spanRate = small / seconds;
        Row("ours, float64 in memory, one core", spanRate, spectra.Score(rows.Values).Ratio);

        var dataset = new Dataset("clean", "Piezoresponse", "V",
            [new("x", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, count)), new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, spectra.FrequenciesHz)],
            new ComplexMemoryStore(spectra.Spectra));
        var alone = 0.0;
        foreach (var cores in (int[])[1, 2])
        {
            FitResult? fit = null;
            seconds = Measure.Best(100, () => fit = ShoFitter.Fit(dataset, new() { MaxDegreeOfParallelism = cores }));
            if (cores == 1) alone = seconds;
            Row(cores == 1 ? "ours, dataset in memory to result, one core" : $"ours, dataset in memory to result, two cores ({alone / seconds:F2} × one)", count / seconds, spectra.Score(fit!.Values).Ratio);
        }
        foreach (var peer in Peers)
            if (Peer.Run(peer.Script, spectra.FrequenciesHz, Numbers(spectra, peer.Spectra)) is { } theirs)
                Row($"{peer.Name}, one core ({peer.Spectra:N0} spectra)", theirs.FitsPerSecond, spectra.Score(theirs.Values).Ratio);
        PeerTables.Sho(table, spectra, spanRate);

        void Row(string what, double rate, double[] ratio) =>
            table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {rate:N0} | {string.Join(" | ", ratio.Select(r => r.ToString("F3", CultureInfo.InvariantCulture)))} |");
    }

    private static void Pathological(StringBuilder table)
    {
        const int count = 5_000, forPeers = 300;
        table.AppendLine($"Fractions are the lowest of seeds 1 to 5, {count:N0} spectra each; the rest is of seed 2, peers had its first {forPeers}.").AppendLine()
            .AppendLine($"| set | within 10 CRB | RMSE/CRB of those: A, f0, Q, φ | evaluations | fits/s, one core |{string.Concat(Peers.Select(p => $" {p.Short} within 10 CRB |"))} verdicts |")
            .AppendLine($"|---|---:|---|---:|---:|{string.Concat(Peers.Select(_ => "---:|"))}---|");
        foreach (var set in ShoSpectra.Sets)
        {
            var lowest = Enumerable.Range(1, 5).Min(seed => Score(ShoSpectra.Make(set, count, Bins, seed)).Within);
            var spectra = ShoSpectra.Make(set, count, Bins, seed: 2);
            var (_, ratio, rows, seconds) = Score(spectra);
            var verdicts = string.Join(", ", rows.Verdict.CountBy(v => v).OrderByDescending(v => v.Value).Select(v => $"{v.Key} {v.Value}"));
            var theirs = Peers.Select(p => set == "nan" && p.Refuses ? " refuses |"
                : Peer.Run(p.Script, spectra.FrequenciesHz, Numbers(spectra, forPeers)) is { } found ? string.Create(CultureInfo.InvariantCulture, $" {spectra.Score(found.Values).Within:F3} |") : " – |");
            table.AppendLine(CultureInfo.InvariantCulture, $"| {set} | {lowest:F4} | {string.Join(", ", ratio.Select(r => r.ToString("F3", CultureInfo.InvariantCulture)))} | {rows.Iterations.Average():F1} | {count / seconds:N0} |{string.Concat(theirs)} {verdicts} |");
        }

        static (double Within, double[] Ratio, ShoRows Rows, double Seconds) Score(ShoSpectra spectra)
        {
            var rows = new ShoRows(count);
            var batch = new ShoBatch(spectra.FrequenciesHz);
            var seconds = Measure.Best(2, () => batch.Fit(spectra.Spectra, rows.Rows(0, count)));
            var (within, ratio) = spectra.Score(rows.Values);
            return (within, ratio, rows, seconds);
        }
    }

    private static ReadOnlySpan<double> Numbers(ShoSpectra spectra, int count) => MemoryMarshal.Cast<Complex, double>(spectra.Spectra.AsSpan(0, count * Bins));

    /// <summary>Another program: its script among the peers, how many clean spectra it gets, and whether it refuses numbers that are not finite.</summary>
    private sealed record Rival(string Name, string Short, string Script, int Spectra, bool Refuses);
}
