using System.Globalization;
using System.Runtime;
using System.Text;
using Microsoft.CodeAnalysis;
using Spm.Kernel.Scripting;

namespace Spm.Benchmarks;

/// <summary>
/// What the interrupt checks and line marks cost that the kernel writes into cells: tight loops compiled with and without them, run in turns
/// in one process. Writes benchmarks/results/interrupt.md.
/// </summary>
internal static class InterruptBenchmark
{
    /// <summary>Both are compiled anew this often: where the machine code of a loop comes to lie makes some per cent of its time.</summary>
    private const int Copies = 3;

    private const int Rounds = 15;

    /// <summary>A method is compiled with counters after this many calls, and after as many again to its final code.</summary>
    private const int CallsUntilHot = 32;

    private const int Turns = 3;

    /// <summary>More than the 100 ms for which the runtime waits until nothing new is being started.</summary>
    private static readonly TimeSpan TieringDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Measures all loops, or the one that is named.</summary>
    public static int Run(string? only = null)
    {
        var table = new StringBuilder()
            .AppendLine("# Cost of interrupt checks and line marks").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- interrupt` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started.")
            .AppendLine(CultureInfo.InvariantCulture, $"Loops of cells with what the kernel writes into them (interruptible, errors know their line) and as Roslyn compiles them, after tiering, in turns: milliseconds of CPU time, the least of {Rounds} runs, median of {Copies} compilations; the ratio is that of these two.").AppendLine()
            .AppendLine("| loop | in a function, ms | with checks | ratio | in a lambda | ratio | at the top level | ratio |")
            .AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        var all = new List<double>();
        foreach (var loop in InterruptLoop.All.Where(l => only is null || l.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var function = Pair(loop, loop.InFunction, isFunction: true);
            var lambda = Pair(loop, loop.InLambda, isFunction: true);
            var top = Pair(loop, loop.AtTopLevel, isFunction: false);
            all.AddRange([function.Ratio, lambda.Ratio, top.Ratio]);
            var row = string.Create(CultureInfo.InvariantCulture, $"| {loop.Name} | {function.Plain:F2} | {function.Checked:F2} | {function.Ratio:F2} | {lambda.Plain:F2} | {lambda.Ratio:F2} | {top.Plain:F2} | {top.Ratio:F2} |");
            Console.Error.WriteLine(row);
            table.AppendLine(row);
        }
        table.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Greatest ratio {all.Max():F2}, geometric mean {Math.Exp(all.Average(Math.Log)):F2}; {all.Count(r => r > 1.15)} of {all.Count} above 1.15.");
        if (only is null) Measure.Publish("interrupt", table);
        return 0;
    }

    private static (double Plain, double Checked, double Ratio) Pair(InterruptLoop loop, string code, bool isFunction)
    {
        var pairs = Enumerable.Range(0, Copies).Select(_ => (Plain: Compile(loop, code, isFunction, hasChecks: false), Checked: Compile(loop, code, isFunction, hasChecks: true))).ToList();
        var (without, with) = (pairs[0].Plain(), pairs[0].Checked());
        if (without != with) throw new InvalidOperationException($"{loop.Name} gives {without} without checks and {with} with them.");
        Settle([.. pairs.SelectMany(p => new[] { p.Plain, p.Checked })]);
        var times = pairs.ConvertAll(pair =>
        {
            var (plain, watched) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                plain = Math.Min(plain, Time(pair.Plain));
                watched = Math.Min(watched, Time(pair.Checked));
            }
            return (Plain: plain, Checked: watched);
        });
        var (p, w) = (Median(times.Select(t => t.Plain)), Median(times.Select(t => t.Checked)));
        return (p, w, w / p);
    }

    /// <summary>A cell as the kernel runs it; a loop at the top level is run as often as it is called, on the state of one cell before.</summary>
    private static Func<double> Compile(InterruptLoop loop, string code, bool isFunction, bool hasChecks)
    {
        string[] names = ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "Spm.Kernel"];
        var compiler = new SubmissionCompiler([.. names.Select(ScriptReferences.TrustedPath).OfType<string>().Select(path => MetadataReference.CreateFromFile(path))]);
        var runner = new SubmissionRunner();
        Start("using System;\nusing System.Linq;\n" + (isFunction ? "" : loop.Declarations), keep: true)?.Invoke().GetAwaiter().GetResult();
        var start = Start(code, keep: isFunction)!;
        if (isFunction) return (Func<double>)start().GetAwaiter().GetResult()!;
        return () => (double)start().GetAwaiter().GetResult()!;

        Func<Task<object?>>? Start(string text, bool keep)
        {
            if (hasChecks) text = compiler.MakeStoppable(text, "Cell [1]", CancellationToken.None);
            var submission = compiler.Compile(text, "Cell [1]", [], CancellationToken.None);
            if (submission.Errors.Count > 0) throw new InvalidOperationException($"{loop.Name} does not compile: {submission.Errors[0].GetMessage()} in\n{text}");
            if (keep) compiler.Keep(submission);
            return submission.HasCode ? runner.Load(submission, keep) : null;
        }
    }

    /// <summary>Runs until the runtime has replaced its first, unoptimised code, which it does in the background, after the compiler's own code that waits for the same.</summary>
    private static void Settle(List<Func<double>> runs)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            AwaitTiering();
            foreach (var run in runs)
                for (var i = 0; i < CallsUntilHot; i++) run();
        }
        AwaitTiering();
    }

    private static void AwaitTiering()
    {
        for (long count = -1, before; (before = count) != (count = JitInfo.GetCompiledMethodCount());) Thread.Sleep(TieringDelay);
    }

    /// <summary>CPU time of the process, since the machine is shared; nothing else runs in it.</summary>
    private static double Time(Func<double> run)
    {
        var before = Environment.CpuUsage.TotalTime;
        run();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Copies / 2);
}
