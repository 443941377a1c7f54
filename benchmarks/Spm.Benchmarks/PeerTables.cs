using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Spm.Core.Fitting.Models;

namespace Spm.Benchmarks;

/// <summary>The peers' tables, to be appended to those of a suite: general solvers on the same data in the same run, one core each.</summary>
internal static class PeerTables
{
    private const string Method = "analytic Jacobian, a simple guess (in the time), C++ with `-O3 -march=native -ffast-math`, CPU time of the fastest of a few passes.";

    private static readonly double[] Margins = [1e-2, 1e-4, 1e-6];

    /// <summary>SHO spectra: rate, fraction within 10 Cramér–Rao bounds, RMSE over the bound.</summary>
    /// <param name="table">Where the table is appended.</param>
    /// <param name="spectra">Spectra with truth; all are fitted.</param>
    /// <param name="oursPerSecond">Our fits per second on one core.</param>
    public static void Sho(StringBuilder table, ShoSpectra spectra, double oursPerSecond)
    {
        table.AppendLine().AppendLine($"General solvers, one core, {spectra.Count:N0} clean spectra: four explicit parameters, {Method}").AppendLine()
            .AppendLine("| peer | fits/s | ours / peer | within 10 CRB | RMSE/CRB A | f0 | Q | φ | evaluations |").AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var peer in CompiledPeer.All)
        {
            var run = peer.Run("sho", spectra.FrequenciesHz, MemoryMarshal.Cast<Complex, double>(spectra.Spectra), repeats: 3);
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
    /// <param name="biasV">[point].</param>
    /// <param name="curves">[loop × point]; as many loops are fitted as there are best costs.</param>
    /// <param name="bestCosts">[loop]: the least Σ residual² known, of <see cref="LoopModel.Evaluate"/>. Where a peer finds less, that counts as the best.</param>
    /// <param name="oursPerSecond">Our loops per second on one core.</param>
    public static void Loop(StringBuilder table, double[] biasV, ReadOnlySpan<double> curves, ReadOnlySpan<double> bestCosts, double oursPerSecond)
    {
        var some = curves[..(bestCosts.Length * biasV.Length)].ToArray();
        table.AppendLine().AppendLine($"General solvers, one core, {bestCosts.Length:N0} loops: nine parameters, no bounds (logarithms of the widths), one start, {Method}").AppendLine();
        Minima(table, [.. CompiledPeer.All.Select(p => p.Run("loop", biasV, some))], LoopModel.ParameterCount, biasV, some, bestCosts, oursPerSecond, (p, f) => LoopModel.Evaluate(p, biasV, f));
    }

    /// <summary>A general model: rate, and the fraction whose sum of squares is within 1e-2, 1e-4, 1e-6 of the best; scipy's <c>curve_fit</c> on the first 500 curves.</summary>
    /// <param name="table">Where the table is appended.</param>
    /// <param name="model"><c>gaussian</c> (height, centre, FWHM, offset) or <c>stretched</c> (amplitude, τ, β, offset).</param>
    /// <param name="x">[point], ascending, for <c>stretched</c> not negative.</param>
    /// <param name="curves">[curve × point]; as many are fitted as there are best costs.</param>
    /// <param name="bestCosts">[curve]: the least Σ residual² known. Where a peer finds less, that counts as the best.</param>
    /// <param name="oursPerSecond">Our fits per second on one core.</param>
    public static void Model(StringBuilder table, string model, double[] x, ReadOnlySpan<double> curves, ReadOnlySpan<double> bestCosts, double oursPerSecond)
    {
        var some = curves[..(bestCosts.Length * x.Length)].ToArray();
        var few = some.AsSpan(0, Math.Min(bestCosts.Length, 500) * x.Length);
        var scipy = new PeerRun("scipy curve_fit, analytic Jacobian") { Missing = "not installed: apt-get install python3-scipy" };
        if (Peer.Model(model, x, few) is { } found) scipy = scipy with { Missing = null, FitsPerSecond = found.FitsPerSecond, Values = found.Values, EvaluationsPerFit = double.NaN };
        table.AppendLine().AppendLine($"General solvers, one core, {bestCosts.Length:N0} curves (scipy {few.Length / x.Length:N0}): {model}, {Method}").AppendLine();
        Minima(table, [.. CompiledPeer.All.Select(p => p.Run(model, x, some)), scipy], 4, x, some, bestCosts, oursPerSecond, (p, f) =>
        {
            for (var i = 0; i < x.Length; i++)
                f[i] = p[3] + p[0] * (model == "gaussian" ? Math.Exp(-4 * Math.Log(2) * Math.Pow((x[i] - p[1]) / p[2], 2)) : Math.Exp(-Math.Pow(x[i] / p[1], p[2])));
        });
    }

    private static void Minima(
        StringBuilder table, PeerRun[] runs, int parameters, double[] x, double[] curves, ReadOnlySpan<double> bestCosts, double oursPerSecond, Action<ReadOnlySpan<double>, Span<double>> evaluate)
    {
        var costs = runs.Select(r => Costs(x.Length, curves, parameters, r.Values, evaluate)).ToArray();
        double[] best = [.. bestCosts];
        foreach (var found in costs)
            for (var k = 0; k < found.Length; k++) best[k] = double.MinNumber(best[k], found[k]);
        table.AppendLine("| peer | fits/s | ours / peer | within 1e-2 of the best minimum | 1e-4 | 1e-6 | evaluations |").AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (run, found) in runs.Zip(costs))
        {
            if (run.Missing is not null)
            {
                table.AppendLine($"| {run.Title} | {run.Missing} | – | – | – | – | – |");
                continue;
            }
            var fractions = Margins.Select(m => ((double)found.Index().Count(c => c.Item <= best[c.Index] * (1 + m)) / found.Length).ToString("P1", CultureInfo.InvariantCulture));
            var evaluations = double.IsNaN(run.EvaluationsPerFit) ? "–" : run.EvaluationsPerFit.ToString("F1", CultureInfo.InvariantCulture);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {run.Title} | {run.FitsPerSecond:N0} | {oursPerSecond / run.FitsPerSecond:N1} | {string.Join(" | ", fractions)} | {evaluations} |");
        }
    }

    /// <summary>Σ residual² of every curve that was fitted.</summary>
    private static double[] Costs(int points, double[] curves, int width, double[] parameters, Action<ReadOnlySpan<double>, Span<double>> evaluate)
    {
        var model = new double[points];
        return [.. Enumerable.Range(0, parameters.Length / width).Select(k =>
        {
            evaluate(parameters.AsSpan(width * k, width), model);
            return model.Select((f, i) => (f - curves[k * points + i]) * (f - curves[k * points + i])).Sum();
        })];
    }
}
