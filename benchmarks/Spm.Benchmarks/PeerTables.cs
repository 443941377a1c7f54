using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Spm.Core.Fitting.Models;

namespace Spm.Benchmarks;

/// <summary>The compiled peers' tables, to be appended to those of a suite: general solvers on the same data in the same run.</summary>
internal static class PeerTables
{
    private static readonly double[] Margins = [1e-2, 1e-4, 1e-6];

    /// <summary>SHO spectra: rate, fraction within 10 Cramér–Rao bounds, RMSE over the bound.</summary>
    /// <param name="table">Where the table is appended.</param>
    /// <param name="spectra">Spectra with truth; the first 4,000 are fitted.</param>
    /// <param name="oursPerSecond">Our fits per second on one core.</param>
    public static void Sho(StringBuilder table, ShoSpectra spectra, double oursPerSecond)
    {
        var (bins, count) = (spectra.FrequenciesHz.Length, Math.Min(spectra.Count, 4000));
        table.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"General solvers, one core, {count} of the clean spectra: four explicit parameters, analytic Jacobian, a guess from the peak (in the time), `-O3 -march=native -ffast-math`, CPU time of the fastest of 7 passes.").AppendLine()
            .AppendLine("| peer | fits/s | ours / peer | within 10 CRB | RMSE/CRB A | f0 | Q | φ | evaluations |").AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var peer in CompiledPeer.All)
        {
            var run = peer.Run("sho", spectra.FrequenciesHz, MemoryMarshal.Cast<Complex, double>(spectra.Spectra.AsSpan(0, count * bins)));
            if (run.Missing is not null)
            {
                table.AppendLine($"| {run.Title} | {run.Missing} | – | – | – | – | – | – | – |");
                continue;
            }
            var (within, ratio) = spectra.Score(run.Values);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {run.Title} | {run.FitsPerSecond:N0} | {oursPerSecond / run.FitsPerSecond:N1} | {within:F4} | {string.Join(" | ", ratio.Select(r => r.ToString("F3")))} | {run.EvaluationsPerFit:F1} |");
        }
    }

    /// <summary>Nine-parameter loops: rate, and the fraction whose sum of squares is within 1e-2, 1e-4, 1e-6 of the best.</summary>
    /// <param name="table">Where the table is appended.</param>
    /// <param name="biasV">[point], the first half falling.</param>
    /// <param name="curves">[loop × point]; as many loops are fitted as there are best costs.</param>
    /// <param name="bestCosts">[loop]: the least Σ residual² known, of <see cref="LoopModel.Evaluate"/>. Where a peer finds less, that counts as the best.</param>
    /// <param name="oursPerSecond">Our loops per second on one core.</param>
    public static void Loop(StringBuilder table, double[] biasV, double[] curves, ReadOnlySpan<double> bestCosts, double oursPerSecond)
    {
        var (points, count) = (biasV.Length, bestCosts.Length);
        table.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"General solvers, one core, {count} loops: nine parameters without bounds (logarithms of the widths), analytic Jacobian, one start (in the time), `-O3 -march=native -ffast-math`, CPU time of the fastest of 5 passes.").AppendLine()
            .AppendLine("| peer | loops/s | ours / peer | within 1e-2 of the best minimum | 1e-4 | 1e-6 | evaluations |").AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        var runs = CompiledPeer.All.Select(p => p.Run("loop", biasV, curves.AsSpan(0, count * points), repeats: 5)).ToArray();
        var costs = runs.Select(r => r.Missing is null ? Costs(biasV, curves, r.Values) : []).ToArray();
        double[] best = [.. bestCosts];
        foreach (var found in costs)
            for (var k = 0; k < found.Length; k++) best[k] = double.MinNumber(best[k], found[k]);
        foreach (var (run, found) in runs.Zip(costs))
        {
            if (run.Missing is not null)
            {
                table.AppendLine($"| {run.Title} | {run.Missing} | – | – | – | – | – |");
                continue;
            }
            var fractions = Margins.Select(m => ((double)found.Index().Count(c => c.Item <= best[c.Index] * (1 + m)) / count).ToString("P1", CultureInfo.InvariantCulture));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {run.Title} | {run.FitsPerSecond:N0} | {oursPerSecond / run.FitsPerSecond:N1} | {string.Join(" | ", fractions)} | {run.EvaluationsPerFit:F1} |");
        }
    }

    /// <summary>Σ residual² of every loop.</summary>
    private static double[] Costs(double[] biasV, double[] curves, double[] parameters)
    {
        var model = new double[biasV.Length];
        return [.. Enumerable.Range(0, parameters.Length / LoopModel.ParameterCount).Select(k =>
        {
            LoopModel.Evaluate(parameters.AsSpan(LoopModel.ParameterCount * k, LoopModel.ParameterCount), biasV, model);
            return model.Select((f, i) => (f - curves[k * biasV.Length + i]) * (f - curves[k * biasV.Length + i])).Sum();
        })];
    }
}
