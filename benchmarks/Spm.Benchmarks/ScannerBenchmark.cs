using System.Globalization;
using System.Text;
using Spm.Core.Physics.Scanning;

namespace Spm.Benchmarks;

/// <summary>
/// The scanner: dilation by a tip, reconstruction, and whole frames trace and retrace with faults added one after the other, on one core.
/// Writes benchmarks/results/scanner.md.
/// </summary>
internal static class ScannerBenchmark
{
    private const int Side = 512, Repeats = 3;
    private const double StrokeM = 5e-6, CellM = StrokeM / Side;

    public static int Run()
    {
        var table = new StringBuilder()
            .AppendLine("# Scanner, feedback and tip").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- scanner` on {Measure.CpuName()}, load average {Measure.LoadAverage()} when started. Processor seconds of the process, best of {Repeats}: all of it is one thread, and the machine is shared.").AppendLine();
        var surface = SampledSurface.Of(new FunctionSurface(Terraces), Side, Side, CellM);
        Morphology(table, surface);
        Frames(table, surface);
        Measure.Publish("scanner", table);
        return 0;
    }

    private static void Morphology(StringBuilder table, SampledSurface surface)
    {
        var tip = TipShape.Sphere(15 * CellM, CellM);
        var heights = surface.HeightsM.ToArray();
        var image = GreyMorphology.Dilate(heights, Side, Side, tip);
        table.AppendLine(CultureInfo.InvariantCulture, $"| {Side} × {Side} pixels, tip of {tip.Rows} × {tip.Columns} cells | s |").AppendLine("|---|---:|");
        Row("dilation", () => GreyMorphology.Dilate(heights, Side, Side, tip));
        Row("erosion", () => GreyMorphology.Erode(image, Side, Side, tip));
        Row("reconstruction with certainty", () => TipReconstruction.Of(image, Side, Side, tip));
        table.AppendLine();

        void Row(string name, Action run) => table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Best(run):F3} |");
    }

    private static void Frames(StringBuilder table, SampledSurface surface)
    {
        var tip = TipShape.Sphere(6 * CellM, CellM);
        var all = new ScannerOptions { Tip = tip, TipChanges = new TipChangeOptions { Shapes = [tip.Doubled(10 * CellM, 0, 2e-9)] } };
        var dynamic = ScannerOptions.Ideal with { FeedbackDynamicsOn = true, SlewLimitOn = true };
        table.AppendLine(CultureInfo.InvariantCulture, $"A frame of {Side} × {Side} pixels, trace and retrace, 0.5 s per line each way, 20 kHz (10 million samples of the controller):").AppendLine()
            .AppendLine("| faults | s | ns per sample | virtual time, s |").AppendLine("|---|---:|---:|---:|");
        // First, so that the runtime optimizes for it, as it does in a program that scans with all faults.
        Row("all: those below, drift, tip shape, tip changes, white and 1/f noise, hum", all);
        Row("none", ScannerOptions.Ideal);
        Row("feedback", dynamic);
        Row("feedback, resonances", dynamic with { ResonanceOn = true });
        Row("feedback, resonances, creep", dynamic with { ResonanceOn = true, CreepOn = true });
        Row("feedback, resonances, creep, hysteresis", dynamic with { ResonanceOn = true, CreepOn = true, HysteresisOn = true });

        void Row(string name, ScannerOptions options)
        {
            var simulator = new ScanLineSimulator(surface, options);
            var frame = new RasterFrame { WidthM = 0.8 * StrokeM, HeightM = 0.8 * StrokeM, Rows = Side, Columns = Side, TraceTimeS = 0.5 };
            var virtualS = 0.0;
            var seconds = Best(() =>
            {
                var state = simulator.Land(StrokeM / 2, StrokeM / 2);
                foreach (var _ in simulator.ScanFrame(state, frame, 0)) virtualS = state.TimeS;
            });
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {seconds:F2} | {seconds / (virtualS * options.SampleRateHz) * 1e9:F0} | {virtualS:F0} |");
        }
    }

    /// <summary>Processor seconds of the cheapest run after one that warms up.</summary>
    private static double Best(Action run)
    {
        run();
        return Enumerable.Range(0, Repeats).Min(_ =>
        {
            var started = Environment.CpuUsage.TotalTime;
            run();
            return (Environment.CpuUsage.TotalTime - started).TotalSeconds;
        });
    }

    private static double Terraces(double x, double y) =>
        8e-9 * Math.Floor(4 * (x + 0.3 * y) / StrokeM) + 2e-9 * Math.Sin(6e7 * x) * Math.Sin(5e7 * y) + 25e-9 * Math.Exp(-((x - 2e-6) * (x - 2e-6) + (y - 3e-6) * (y - 3e-6)) / 4e-14);
}
