using System.Numerics;
using System.Text;
using MathNet.Numerics.IntegralTransforms;
using Spm.Core.Numerics;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;
using Spm.Core.Spectroscopy.GeneralMode;

namespace Spm.Benchmarks;

/// <summary>Speed of the twin's signal chain: the digitizer's stream, band-excitation maps, and the parts they are made of. Writes benchmarks/results/twin.md.</summary>
internal static class TwinBenchmark
{
    private const int Repeats = 7, StreamSamples = 1 << 20;
    private const double StreamTarget = 50, MapTargetS = 2, LoopTargetS = 3;

    public static int Run()
    {
        var table = new StringBuilder()
            .AppendLine("# The twin's signal chain").AppendLine()
            .AppendLine($"`dotnet run -c Release --project benchmarks/Spm.Benchmarks -- twin` on {Measure.CpuName()}, {Environment.ProcessorCount} cores, load average {Measure.LoadAverage()} when started. Processor time of the fastest of {Repeats} passes, because the machine is shared.").AppendLine();
        Streams(table);
        TwinBandBenchmark.Append(table, MapTargetS, Repeats);
        TwinBandBenchmark.AppendLoops(table, LoopTargetS);
        Parts(table);
        Measure.Publish("twin", table);
        return 0;
    }

    private static void Streams(StringBuilder table)
    {
        table.AppendLine("General-mode stream, one core: voltage → force → cantilever → photodetector → 16-bit codes, a megasample at 4 MS/s, a new resonance every 4096 samples.").AppendLine()
            .AppendLine("| what is on | MS/s | ÷ 50 MS/s | × real time |").AppendLine("|---|---:|---:|---:|");
        var all = new SignalChain();
        var quiet = all.Quiet();
        Row("cantilever and digitizer", quiet, 1);
        Row("+ thermal force", quiet with { ThermalNoiseOn = true }, 1);
        Row("+ white detector noise", all with { Detector = all.Detector with { FlickerNoiseOn = false } }, 1);
        Row("+ 1/f noise (everything)", all, 1);
        Row("everything, three eigenmodes", all, 3);
        Row("three eigenmodes, without the thermal force's two normal numbers a mode", all with { ThermalNoiseOn = false }, 3);
        table.AppendLine();

        void Row(string name, SignalChain chain, int modes)
        {
            var (drive, codes) = (BandDrive.Flat(4e6, 4096, 350e3, 80).InPhase, new short[StreamSamples]);
            var pixels = new EigenMode[StreamSamples / drive.Length][];
            for (var p = 0; p < pixels.Length; p++)
                pixels[p] = [.. Enumerable.Range(1, modes).Select(m => new EigenMode(40 * m, (350e3 + 100 * p % 3000) * m, 170))];
            var seconds = ProcessorTime.Best(Repeats, () =>
            {
                var recorder = new SignalRecorder(chain, 1);
                for (var p = 0; p < pixels.Length; p++)
                {
                    recorder.Place(pixels[p], new TipForce(2e-9, -1e-9, 0.2, p % 5));
                    recorder.Record(drive, codes.AsSpan(p * drive.Length, drive.Length));
                }
            });
            var rate = StreamSamples / seconds / 1e6;
            table.AppendLine($"| {name} | {rate:F0} | {rate / StreamTarget:F2} | {rate / 4:F0} |");
        }
    }

    private static void Parts(StringBuilder table)
    {
        table.AppendLine("Parts, one core.").AppendLine().AppendLine("| part | ours | other | ratio |").AppendLine("|---|---:|---:|---:|");
        var (single, pairs) = (new float[1 << 20], new Complex[1 << 17]);
        var noise = new GaussianNoise(1, RandomPurpose.DetectorNoise);
        var vector = ProcessorTime.Best(Repeats, () => noise.Fill(0, single)) / single.Length * 1e9;
        var scalar = ProcessorTime.Best(Repeats, () =>
        {
            var sequence = new RandomSequence(1, RandomPurpose.DetectorNoise);
            for (var i = 0; i < pairs.Length; i++) pairs[i] = sequence.NextComplexGaussian();
        }) / (2 * pairs.Length) * 1e9;
        table.AppendLine($"| normal number, ns: `GaussianNoise`, `RandomSequence` | {vector:F2} | {scalar:F1} | {scalar / vector:F1} |");
        foreach (var length in new[] { 4096, 5000, 1 << 20 })
        {
            var (re, im, numbers) = (new double[length], new double[length], new Complex[length]);
            for (var i = 0; i < length; i++) (re[i], numbers[i]) = (Math.Sin(i), Math.Sin(i));
            var transform = new FourierTransform(length);
            var rounds = Math.Max(1, (1 << 18) / length);
            var own = ProcessorTime.Best(Repeats, () =>
            {
                for (var r = 0; r < rounds; r++) transform.Forward(re, im);
            }) / rounds * 1e6;
            Array.Clear(re);
            Array.Clear(im);
            var library = ProcessorTime.Best(Repeats, () =>
            {
                for (var r = 0; r < rounds; r++) Fourier.Forward(numbers, FourierOptions.AsymmetricScaling);
            }) / rounds * 1e6;
            table.AppendLine($"| Fourier transform of {length} complex numbers, µs: ours (1 core), MathNet (as it comes) | {own:F0} | {library:F0} | {library / own:F1} |");
        }
        var signal = new double[1 << 20];
        for (var i = 0; i < signal.Length; i++) signal[i] = Math.Sin(0.5 * i) + 0.1 * single[i];
        var output = new Complex[signal.Length / 1024];
        var lockIn = signal.Length / ProcessorTime.Best(Repeats, () => new LockInAmplifier(350e3, 1e-4, 4, 4e6).Process(signal, 1024, output)) / 1e6;
        table.AppendLine($"| lock-in of fourth order, MS/s | {lockIn:F0} | | |");
        var filter = signal.Length / ProcessorTime.Best(Repeats, () => GeneralModeAnalysis.Filter(signal, 4e6, new GeneralModeFilter { LowestHz = 100e3 })) / 1e6;
        table.AppendLine($"| general-mode filter of 2²⁰ samples (transform, floor, threshold, inverse), MS/s | {filter:F1} | | |");
    }
}
