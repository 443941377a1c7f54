using System.Diagnostics;
using System.Text;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Samples;

namespace Spm.Benchmarks;

/// <summary>Seconds that measurements with the simulated microscope take. Writes benchmarks/results/instrument.md.</summary>
internal static class InstrumentBenchmark
{
    private const int Repeats = 5;

    public static int Run()
    {
        var table = new StringBuilder()
            .AppendLine("# Measurements with the twin").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- instrument` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started; best of {Repeats}.")
            .AppendLine("Processor time is that of all threads; on a machine that does nothing else the wall clock shows less.").AppendLine()
            .AppendLine("| measurement | sample | wall clock, s | processor, s |")
            .AppendLine("|---|---|---:|---:|");
        Row(table, "band excitation, 128 × 128 × 80 bins", "pto", twin => twin.AcquireGridAsync(new BandExcitationRequest { Rows = 128, Columns = 128, Bins = 80 }));
        var loops = new LoopRequest { Rows = 20, Columns = 20, Cycles = 2, StepsPerCycle = 64 };
        Row(table, "loops, 20 × 20, 2 cycles, 64 steps, out of field", "pto", twin => twin.MeasureLoopsAsync(loops));
        Row(table, "loops, 20 × 20, 2 cycles, 64 steps, both fields", "pto", twin => twin.MeasureLoopsAsync(loops with { Field = LoopField.Both }));
        foreach (var sample in SampleCatalogue.Names.Skip(1))
            Row(table, "loops, 20 × 20, 2 cycles, 64 steps, both fields", sample, twin => twin.MeasureLoopsAsync(loops with { Field = LoopField.Both }));
        foreach (var sample in SampleCatalogue.Names)
            Row(table, "image, 128 × 128, all channels", sample, twin => twin.ScanAsync(new ImageRequest { Channels = twin.ImageChannels }));
        Measure.Publish("instrument", table);
        return 0;
    }

    private static void Row(StringBuilder table, string measurement, string sample, Func<TwinInstrument, Task> measure)
    {
        var twin = TwinInstrument.Create(sample);
        var (wall, processor) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var repeat = 0; repeat <= Repeats; repeat++)
        {
            twin.ResetAsync().GetAwaiter().GetResult();
            var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            measure(twin).GetAwaiter().GetResult();
            if (repeat == 0) continue;
            wall = Math.Min(wall, Stopwatch.GetElapsedTime(started).TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }
        table.AppendLine($"| {measurement} | `{sample}` | {wall:F2} | {processor:F2} |");
    }
}
