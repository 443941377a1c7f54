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
        var rows = new ShoRows(count);
        var batch = new ShoBatch(spectra.FrequenciesHz);
        table.AppendLine("| clean spectra | fits/s | RMSE/CRB A | f0 | Q | φ |").AppendLine("|---|---:|---:|---:|---:|---:|");

        // Short runs, so that the best of them was not interrupted by what else the machine does.
        var seconds = Measure.Best(300, () => batch.Fit(spectra.Spectra.AsSpan(0, small * Bins), rows.Rows(0, small)));
        batch.Fit(spectra.Spectra, rows.Rows(0, count));
        var spanRate = small / seconds;
        Row("ours, one core", spanRate, spectra.Score(rows.Values).Ratio);

        var dataset = new Dataset("clean", "Piezoresponse", "V",
            [new("x", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, count)), new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, spectra.FrequenciesHz)],
            new ComplexMemoryStore(spectra.Spectra));
        foreach (var cores in (int[])[1, 2])
        {
            FitResult? fit = null;
            seconds = Measure.Best(60, () => fit = ShoFitter.Fit(dataset, new() { MaxDegreeOfParallelism = cores, BlockSize = 1024 }));
            Row($"ours, dataset in memory to result, {(cores == 1 ? "one core" : "two cores")}", count / seconds, spectra.Score(fit!.Values).Ratio);
        }
        if (Scipy(spectra.FrequenciesHz, spectra.Spectra.AsSpan(0, 500 * Bins)) is { } scipy)
            Row("scipy least_squares, analytic Jacobian, one core (500 spectra)", scipy.FitsPerSecond, spectra.Score(scipy.Values).Ratio);
        PeerTables.Sho(table, spectra, spanRate);

        void Row(string what, double rate, double[] ratio) =>
            table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {rate:N0} | {string.Join(" | ", ratio.Select(r => r.ToString("F3")))} |");
    }

    private static void Pathological(StringBuilder table)
    {
        const int count = 5_000;
        table.AppendLine("| set | within 10 CRB | RMSE/CRB of those: A, f0, Q, φ | evaluations | fits/s, one core | scipy within 10 CRB (300) | verdicts |")
            .AppendLine("|---|---:|---|---:|---:|---:|---|");
        foreach (var set in ShoSpectra.Sets)
        {
            var spectra = ShoSpectra.Make(set, count, Bins, seed: 2);
            var rows = new ShoRows(count);
            var batch = new ShoBatch(spectra.FrequenciesHz);
            var seconds = Measure.Best(2, () => batch.Fit(spectra.Spectra, rows.Rows(0, count)));
            var (within, ratio) = spectra.Score(rows.Values);
            var verdicts = string.Join(", ", rows.Verdict.CountBy(v => v).OrderByDescending(v => v.Value).Select(v => $"{v.Key} {v.Value}"));
            var scipy = set == "nan" ? "raises" : Scipy(spectra.FrequenciesHz, spectra.Spectra.AsSpan(0, 300 * Bins)) is { } peer
                ? spectra.Score(peer.Values).Within.ToString("F3") : "–";
            table.AppendLine($"| {set} | {within:F4} | {string.Join(", ", ratio.Select(r => r.ToString("F3")))} | {rows.Iterations.Average():F1} | {count / seconds:N0} | {scipy} | {verdicts} |");
        }
    }

    /// <summary>Fits the spectra with scipy in a process of its own; null when there is no scipy.</summary>
    private static (double FitsPerSecond, double[] Values)? Scipy(double[] frequenciesHz, ReadOnlySpan<Complex> spectra)
    {
        return Peer.Run("sho_scipy.py", frequenciesHz, MemoryMarshal.Cast<Complex, double>(spectra));
    }
}
