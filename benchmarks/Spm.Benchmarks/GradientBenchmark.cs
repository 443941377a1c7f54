using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Benchmarks;

/// <summary>
/// Values, exact derivatives, JᵀJ and Jᵀr of user models, in ns per point of one set of lanes: derived by the library against written by
/// hand, in the same lanes and the same loop. Writes benchmarks/results/gradient.md.
/// </summary>
internal static class GradientBenchmark
{
    private const int Points = 64, Rounds = 200, Repeats = 60;

    public static int Run()
    {
        var table = new StringBuilder()
            .AppendLine("# Derivatives of user models").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- gradient` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started; best of repeats.")
            .AppendLine($"ns per point of four fits side by side (256 bits), {Points} points, values, Jacobian, JᵀJ and Jᵀr included; in brackets the values and the Jacobian alone.").AppendLine()
            .AppendLine("| model | parameters | written by hand | derived, compiled | derived / by hand | derived, dual numbers | first program, ms |")
            .AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        Row<RealKernel<GaussianModel>, GaussianModel>(table, "Gaussian + offset", [1.2, 0.3, 0.4, 0.1]);
        Row<RealKernel<DampedCosineModel>, DampedCosineModel>(table, "damped cosine", [1.2, 0.8, 7, 0.4, 0.1]);
        Row<RealKernel<StretchedModel>, StretchedModel>(table, "stretched exponential", [1.2, 0.5, 0.7, 0.1]);
        Row<ComplexKernel<OscillatorModel>, OscillatorModel>(table, "harmonic oscillator, complex", [1.2, 0.5, 40, 0.4]);
        Row<RealKernel<TwoLorentziansModel>, TwoLorentziansModel>(table, "two Lorentzians + line", [1, 0.3, 0.1, 0.8, 0.7, 0.2, 0.1, 0.2]);
        Row<RealKernel<LoopBranchModel>, LoopBranchModel>(table, "loop branch", [0.1, 1, 0.5, 0.2, 0.3, 0.1]);
        Row<RealKernel<TenGaussiansModel>, TenGaussiansModel>(table, "ten Gaussians", [.. Enumerable.Range(0, 30).Select(i => 0.3 + 0.01 * i)]);
        table.AppendLine();
        Functions(table);
        Measure.Publish("gradient", table);
        return 0;
    }

    private static void Row<TKernel, THand>(StringBuilder table, string name, double[] start) where TKernel : struct, IModelKernel where THand : struct, IHandWritten
    {
        int[] by = [.. Enumerable.Range(0, start.Length)];
        var x = Enumerable.Range(0, Points).Select(i => Lanes4.Broadcast((i + 0.5) / Points)).ToArray();
        var p = Array.ConvertAll(start, Lanes4.Broadcast);
        var started = Stopwatch.GetTimestamp();
        var gradient = new Gradient<TKernel, Lanes4>(start.Length, by);
        var (values, jacobian) = (new Lanes4[Points * TKernel.Channels], new Lanes4[Points * TKernel.Channels * start.Length]);
        gradient.At(x, p, values, jacobian);
        var compiled = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        var hand = new GradientLoop<TKernel, THand, Lanes4>(x, p, null);
        var derived = new GradientLoop<TKernel, THand, Lanes4>(x, p, gradient);
        var duals = new GradientLoop<TKernel, THand, Lanes4>(x, p, null) { UsesDuals = true };
        for (var k = 0; k < jacobian.Length; k++)
        {
            var (a, b) = (Lanes4.Largest(hand.Jacobian[k]), Lanes4.Largest(jacobian[k]));
            if (!(Math.Abs(a - b) <= 1e-9 * (1 + Math.Abs(a)))) throw new InvalidOperationException($"{name}: derivative {k % start.Length} at point {k / start.Length} is {a} by hand and {b} derived.");
        }
        var (byHand, byHandOnly) = (Time(hand.All), Time(hand.Gradients));
        var (all, only) = (Time(derived.All), Time(derived.Gradients));
        var (dual, dualOnly) = (Time(duals.All), Time(duals.Gradients));
        table.AppendLine($"| {name} | {start.Length} | {byHand:F1} ({byHandOnly:F1}) | {all:F1} ({only:F1}) | {all / byHand:F2} ({only / byHandOnly:F2}) | {dual:F1} ({dualOnly:F1}) | {compiled:F0} |");
    }

    /// <summary>ns per point, after half a second in which the runtime replaces its first, unoptimised code.</summary>
    private static double Time(Action<int> run)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < 0.5;) run(Rounds);
        return Measure.Best(Repeats, () => run(Rounds)) * 1e9 / (Rounds * Points);
    }

    private static void Functions(StringBuilder table)
    {
        table.AppendLine("| function of four numbers | called in lanes, ns | within a derived program, ns | library, one at a time, ns |").AppendLine("|---|---:|---:|---:|");
        Row<ExpOnly>("Exp", Math.Exp);
        Row<LogOnly>("Log", Math.Log);
        Row<SinOnly>("Sin", Math.Sin);
        Row<TanhOnly>("Tanh", Math.Tanh);
        Row<AtanOnly>("Atan", Math.Atan);
        Row<ErfOnly>("Erf", x => Lanes1.Sum(Lanes1.Erf(x)));
        Row<CbrtOnly>("Cbrt", Math.Cbrt);
        Row<PowOnly>("Pow", x => Math.Pow(x, x));

        void Row<TFunction>(string name, Func<double, double> library) where TFunction : struct, IModelFunction
        {
            var random = new Random(1);
            var numbers = Enumerable.Range(0, 4 * Points).Select(_ => 4 * random.NextDouble() + 0.01).ToArray();
            var (lanes, sink, single) = (new Lanes4[Points], new Lanes4[Points], new double[4 * Points]);
            for (var i = 0; i < Points; i++) lanes[i] = Lanes4.Load(in numbers[4 * i]);
            var program = new Gradient<RealKernel<TFunction>, Lanes4>(0, []);
            var called = Time(rounds => Call<TFunction>(lanes, sink, rounds));
            var within = Time(rounds =>
            {
                for (var r = 0; r < rounds; r++) program.At(lanes, [], sink, []);
            });
            var byLibrary = Time(rounds =>
            {
                for (var r = 0; r < rounds; r++)
                    for (var i = 0; i < numbers.Length; i++) single[i] = library(numbers[i]);
            });
            table.AppendLine($"| {name} | {called:F1} | {within:F1} | {byLibrary:F1} |");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Call<TFunction>(Lanes4[] x, Lanes4[] y, int rounds) where TFunction : struct, IModelFunction
    {
        for (var r = 0; r < rounds; r++)
            for (var i = 0; i < x.Length; i++) y[i] = TFunction.Value(x[i], []);
    }
}

/// <summary>What a solver does with a gradient, over all points of one set of lanes.</summary>
internal sealed class GradientLoop<TKernel, THand, T>(T[] x, T[] p, Gradient<TKernel, T>? gradient)
    where TKernel : struct, IModelKernel where THand : struct, IHandWritten where T : unmanaged, IRealLanes<T>
{
    private const int Block = 16;

    private readonly T[] _values = new T[Block * TKernel.Channels], _normal = new T[p.Length * (p.Length + 1)];

    public T[] Jacobian
    {
        get
        {
            for (var i = 0; i < x.Length; i++)
                THand.Evaluate(x[i], p, _values, field.AsSpan(i * TKernel.Channels * p.Length));
            return field;
        }
    } = new T[x.Length * TKernel.Channels * p.Length];

    private readonly T[] _jacobian = new T[Block * TKernel.Channels * p.Length];

    public bool UsesDuals { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gradients(int rounds)
    {
        for (var r = 0; r < rounds; r++)
            for (var first = 0; first < x.Length; first += Block) Gradients(x.AsSpan(first, Block));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void All(int rounds)
    {
        for (var r = 0; r < rounds; r++)
        {
            Array.Clear(_normal);
            for (var first = 0; first < x.Length; first += Block)
            {
                Gradients(x.AsSpan(first, Block));
                Accumulate();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gradients(ReadOnlySpan<T> block)
    {
        if (gradient is not null) gradient.At(block, p, _values, _jacobian);
        else if (UsesDuals) Gradient<TKernel, T>.Evaluate(block, p, _values, _jacobian);
        else
            for (var i = 0; i < block.Length; i++)
                THand.Evaluate(block[i], p, _values.AsSpan(i * TKernel.Channels), _jacobian.AsSpan(i * TKernel.Channels * p.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate()
    {
        var n = p.Length;
        for (var i = 0; i < _values.Length; i++)
        {
            var row = _jacobian.AsSpan(i * n, n);
            var k = 0;
            for (var a = 0; a < n; a++)
            {
                for (var b = 0; b <= a; b++, k++) _normal[k] = T.MultiplyAdd(row[a], row[b], _normal[k]);
                _normal[k] = T.MultiplyAdd(row[a], _values[i], _normal[k]);
                k++;
            }
        }
    }
}
