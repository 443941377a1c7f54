using System.Diagnostics;
using Spm.Core.Fitting;

namespace Spm.Benchmarks;

internal static class ShoBenchmark
{
    public static int Run(string[] args)
    {
        foreach (var set in args.Length > 0 ? args : ShoSpectra.Sets)
        {
            var n = set == "clean" ? 4000 : 2000;
            var s = ShoSpectra.Make(set, n, 80, 1);
            var rows = new ShoRows(n);
            var batch = new ShoBatch(s.FrequenciesHz, new() { Tolerance = double.Parse(Environment.GetEnvironmentVariable("TOL") ?? "0.01") });
            batch.Fit(s.Spectra.AsSpan(0, 80 * 1000), rows.Rows(0, 1000));
            var best = double.MaxValue;
            for (var r = 0; r < (set == "clean" ? 500 : 1); r++)
            {
                var w = Stopwatch.StartNew();
                batch.Fit(s.Spectra, rows.Rows(0, n));
                best = Math.Min(best, w.Elapsed.TotalSeconds);
            }
            var (within, ratio) = s.Score(rows.Values);
            Console.WriteLine($"{set,-8} {n / best,12:N0}/s within {within:F4} ratio {string.Join(" ", ratio.Select(x => x.ToString("F3")))} it {rows.Iterations.Average():F2} verdicts {string.Join(", ", rows.Verdict.CountBy(v => v).Select(v => $"{v.Key} {v.Value}"))}");
        }
        return 0;
    }
}
