using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Solvers;
using Spm.Core.Numerics;

namespace Spm.Benchmarks;

/// <summary>
/// The general engine: models of the catalogue with their guesses, general solvers on the same curves, differentiated models against
/// gradients written by hand, one core against two. Writes benchmarks/results/model.md.
/// </summary>
internal static class ModelBenchmark
{
    private const int Points = 64, Count = 4096, Repeats = 7, Compared = 500;
    private const double Noise = 0.02;

    private static readonly double[] _x = Dimension.Linear(0, 10, Points);

    public static int Run()
    {
        var table = new StringBuilder().AppendLine("# General models").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- model` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started; CPU time of the fastest of {Repeats} runs.")
            .AppendLine($"{Count:N0} curves of {Points} points, noise {Noise:P0} of the height; guess, standard errors, R², statuses and verdicts included.").AppendLine();
        Catalogue(table);
        AgainstHand(table);
        Cores(table);
        Measure.Publish("model", table);
        return 0;
    }

    private static void Catalogue(StringBuilder table)
    {
        table.AppendLine("| model | parameters | fits/s, one core | evaluations | good | RMSE over mean standard error, worst parameter |").AppendLine("|---|---:|---:|---:|---:|---:|");
        var peers = new StringBuilder();
        foreach (var (name, ranges) in Cases())
        {
            var model = ModelCatalogue.Find(name);
            var (truth, y) = Draw(model, ranges);
            var rows = new Rows(Count, ranges.Length);
            var batch = new ModelBatch(model, _x);
            var rate = Count / Seconds(() => batch.Fit(y, rows.Out));
            int[] good = [.. Enumerable.Range(0, Count).Where(k => rows.Verdict[k] == FitVerdict.Good)];
            var worst = Enumerable.Range(0, ranges.Length).Max(j =>
                Math.Sqrt(Median([.. good.Select(k => Math.Pow((rows.Values[k * ranges.Length + j] - truth[k * ranges.Length + j]) / rows.Errors[k * ranges.Length + j], 2))]) / 0.4549));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {ranges.Length} | {rate:N0} | {rows.Iterations.Average():F1} | {(double)good.Length / Count:P1} | {worst:F2} |");
            if (name is "gaussian" or "stretched-exponential") Peers(peers, name, model, y, rows, rate);
        }
        table.AppendLine().AppendLine("RMSE by the median of (estimate − truth)²/error², which is 0.455 for normal errors: 1 is the Cramér–Rao bound.").Append(peers);
    }

    private static void Peers(StringBuilder table, string name, FitModel model, double[] y, Rows rows, double rate)
    {
        var curve = new double[Points];
        double[] costs = [.. Enumerable.Range(0, Compared).Select(k =>
        {
            model.Evaluate(rows.Values.AsSpan(k * 4, 4), _x, curve);
            return curve.Select((f, i) => Math.Pow(f - y[k * Points + i], 2)).Sum();
        })];
        PeerTables.Model(table, name == "gaussian" ? "gaussian" : "stretched", _x, y, costs, rate);
    }

    private static void AgainstHand(StringBuilder table)
    {
        table.AppendLine().AppendLine("The same engine with derivatives from the formula (a user's model) and with a gradient written by hand; all parameters searched for, from 10 % beside the truth.").AppendLine()
            .AppendLine("| model | parameters | user's formula, fits/s | by hand, fits/s | hand / formula |").AppendLine("|---|---:|---:|---:|---:|");
        Compare<GaussianModel>("Gaussian + offset", [1.5, 5, 1.2, 0.5]);
        Compare<DampedCosineModel>("damped cosine + offset", [1.5, 4, 3, 0.5, 0.2]);
        Compare<StretchedModel>("stretched exponential", [1.5, 3, 0.8, 0.5]);
        Compare<TwoLorentziansModel>("two Lorentzians on a line", [1.5, 3, 1, 1, 7, 0.8, 0.3, 0.02]);

        void Compare<TModel>(string name, double[] truth) where TModel : struct, IModelFunction, IHandWritten
        {
            if (Vector512.IsHardwareAccelerated) In<Lanes8>();
            else if (Vector256.IsHardwareAccelerated) In<Lanes4>();
            else In<Lanes2>();

            void In<T>() where T : unmanaged, IRealLanes<T>
            {
                var model = FitModel.Of<TModel>(name, [.. truth.Select((p, j) => new ModelParameter($"p{j}", $"p{j}") { Start = 1.1 * p })]);
                var (_, y) = Draw(model, [.. truth.Select(p => (0.97 * p, 1.03 * p))]);
                var problem = new ModelProblem(model, _x, new());
                var rows = new Rows(Count, truth.Length);
                var (formula, hand) = (new ModelBatchSolver<T>(problem), new ModelBatchSolver<T>(problem, new HandPass<TModel, T>()));
                var (ours, byHand) = (Seconds(() => formula.Fit(y, rows.Out)), Seconds(() => hand.Fit(y, rows.Out)));
                table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {truth.Length} | {Count / ours:N0} | {Count / byHand:N0} | {ours / byHand:F2} |");
            }
        }
    }

    private static void Cores(StringBuilder table)
    {
        var model = ModelCatalogue.Find("gaussian");
        var (_, y) = Draw(model, Cases()[0].Ranges);
        double[] many = [.. Enumerable.Repeat(y, 16).SelectMany(v => v)];
        var data = new Dataset("curves", "Response", "V",
            [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, 16 * Count)), new("Time", "Time", "s", DimensionKind.Spectroscopic, _x)], new RealMemoryStore(many));
        var one = Measure.Best(5, () => ModelFitter.Fit(data, model, new() { MaxDegreeOfParallelism = 1 }));
        var two = Measure.Best(5, () => ModelFitter.Fit(data, model, new() { MaxDegreeOfParallelism = 2 }));
        table.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"`ModelFitter`, gaussian, {16 * Count:N0} curves, wall time: {16 * Count / one:N0} fits/s on one core, {16 * Count / two:N0} on two, {one / two:F2} times.");
    }

    private static (string Name, (double Low, double High)[] Ranges)[] Cases() =>
    [
        ("gaussian", [(3, 7), (1.5, 3), (1, 1), (-0.5, 0.5)]),
        ("lorentzian", [(3, 7), (1, 2.5), (1, 1), (-0.5, 0.5)]),
        ("exponential", [(1, 1), (1, 3), (-0.5, 0.5)]),
        ("stretched-exponential", [(1, 1), (1, 3), (0.6, 1), (-0.5, 0.5)]),
        ("logistic", [(1, 1), (3, 7), (0.4, 1), (-0.5, 0.5)]),
        ("polynomial:3", [(-1, 1), (-0.5, 0.5), (-0.1, 0.1), (0.01, 0.02)]),
    ];

    private static (double[] Truth, double[] Y) Draw(FitModel model, (double Low, double High)[] ranges)
    {
        var random = new Random(1);
        var (truth, y) = (new double[Count * ranges.Length], new double[Count * Points]);
        for (var k = 0; k < Count; k++)
        {
            var p = truth.AsSpan(k * ranges.Length, ranges.Length);
            for (var j = 0; j < p.Length; j++) p[j] = ranges[j].Low + (ranges[j].High - ranges[j].Low) * random.NextDouble();
            var curve = y.AsSpan(k * Points, Points);
            model.Evaluate(p, _x, curve);
            foreach (ref var value in curve) value += Noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }
        return (truth, y);
    }

    /// <summary>CPU time of the fastest run: the machine is shared, and nothing here waits.</summary>
    private static double Seconds(Action run)
    {
        for (var warm = 0; warm < 3; warm++) run();
        var process = Process.GetCurrentProcess();
        return Enumerable.Range(0, Repeats).Min(_ =>
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            for (var k = 0; k < 4; k++) run();
            process.Refresh();
            return (process.TotalProcessorTime - before).TotalSeconds / 4;
        });
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : values[values.Length / 2];
    }

    private sealed class HandPass<TModel, T>() : ModelPass<T>(TModel.Parameters, 1, 1) where TModel : struct, IHandWritten where T : unmanaged, IRealLanes<T>
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        protected override void Evaluate(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian)
        {
            for (var i = 0; i < x.Length; i++)
                TModel.Evaluate(x[i], p, values.Slice(i, 1), jacobian.Slice(i * TModel.Parameters, TModel.Parameters));
        }
    }

    private sealed class Rows(int fits, int parameters)
    {
        public readonly double[] Values = new double[fits * parameters], Errors = new double[fits * parameters], RSquared = new double[fits];
        public readonly int[] Iterations = new int[fits];
        public readonly FitStatus[] Status = new FitStatus[fits];
        public readonly FitVerdict[] Verdict = new FitVerdict[fits];

        public FitRows Out => new() { Values = Values, StandardErrors = Errors, RSquared = RSquared, Iterations = Iterations, Status = Status, Verdict = Verdict };
    }
}
