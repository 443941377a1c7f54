using System.Numerics;
using System.Text;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Benchmarks;

/// <summary>Band excitation of 128 × 128 pixels, 80 bins: spectra by formula as the twin computed them first, by formula in vectors, and by simulation in time.</summary>
internal static class TwinBandBenchmark
{
    private const int Pixels = 128 * 128, Bins = 80, DriveSamples = 4096;

    private static readonly TwinInstrument Twin = TwinInstrument.Create("pto", 1, new TwinOptions { Threads = 2 });

    private static readonly TwinInstrument TwinInTime = TwinInstrument.Create("pto", 1, new TwinOptions { Threads = 2, InTime = new SignalChain() });

    public static void Append(StringBuilder table, double targetS, int repeats)
    {
        var drive = BandDrive.Flat(4e6, DriveSamples, 350e3, Bins);
        var (truth, spectra) = (Truth(), new Complex[Pixels * Bins]);
        table.AppendLine($"Band excitation, 128 × 128 pixels, {Bins} bins of {drive.FrequencyHz(1) - drive.FrequencyHz(0):F0} Hz. In time: one period of {DriveSamples} samples at 4 MS/s each, all noise on, {Pixels * DriveSamples / 1e6:F0} megasamples.").AppendLine()
            .AppendLine("| path | threads | s (processor time ÷ threads) | 2 s ÷ s | µs a pixel and thread |").AppendLine("|---|---:|---:|---:|---:|");
        var frequencies = drive.FrequenciesHz();
        Row("H + noise, number by number: `ContactResonance.Fill`, `RandomSequence`", 1, () =>
        {
            for (var i = 0; i < Pixels; i++)
            {
                var noise = new RandomSequence(1, RandomPurpose.SpectrumNoise, 1, i);
                var samples = spectra.AsSpan(i * Bins, Bins);
                truth[i].Fill(frequencies, samples);
                for (var bin = 0; bin < Bins; bin++) samples[bin] += 1.5e-3 * noise.NextComplexGaussian();
            }
        });
        var response = new BandResponse(drive.FrequenciesHz());
        Row("H + noise, `BandResponse`", 1, () =>
        {
            for (var i = 0; i < Pixels; i++) response.Fill(truth[i], 1.5e-3, new GaussianNoise(1, RandomPurpose.SpectrumNoise, 1, i), 0, spectra.AsSpan(i * Bins, Bins));
        });
        var chain = new SignalChain();
        BandExcitation Create() => new(chain, drive, 40, 1);
        foreach (var threads in new[] { 1, 2 })
        {
            Row("H + noise of the chain, `BandExcitation.MeasureAnalytic`", threads, () => BandExcitationMap.Measure(Create, Bins, false, truth, spectra, threads));
            Row("whole chain in time, `BandExcitation.MeasureInTime`", threads, () => BandExcitationMap.Measure(Create, Bins, true, truth, spectra, threads), 1);
        }
        Row("twin instrument, dataset and sample included (`TwinInstrument`)", 2, () => Grid(Twin), 2);
        Row("twin instrument in time (`TwinOptions.InTime`)", 2, () => Grid(TwinInTime), 2);
        table.AppendLine();

        void Row(string name, int threads, Action run, int times = 0)
        {
            var seconds = ProcessorTime.Best(times > 0 ? times : repeats, run) / threads;
            table.AppendLine($"| {name} | {threads} | {seconds:F3} | {targetS / seconds:F1} | {seconds * threads / Pixels * 1e6:F2} |");
        }
    }

    /// <summary>Loops of 20 × 20 pixels, 2 cycles of 64 steps, on and off field, which is 102,400 spectra and with the preparing cycle 76,800 pulses.</summary>
    public static void AppendLoops(StringBuilder table, double targetS)
    {
        var request = new LoopRequest { Columns = 20, Rows = 20, Cycles = 2, StepsPerCycle = 64, Bins = Bins, Field = LoopField.Both };
        table.AppendLine($"Loops of the twin instrument, 20 × 20 pixels, 2 cycles, 64 steps, both fields, {Bins} bins: {request.PixelCount * 256} spectra, sample and dataset included.").AppendLine()
            .AppendLine("| path | threads | s (processor time ÷ threads) | 3 s ÷ s | µs a spectrum and thread |").AppendLine("|---|---:|---:|---:|---:|");
        Row("by formula", Twin);
        Row("whole chain in time (`TwinOptions.InTime`), wave of 4096 samples", TwinInTime);
        Row("whole chain in time, digitizer at 2 MS/s, wave of 2048 samples", TwinInstrument.Create("pto", 1, new TwinOptions { Threads = 2, InTime = new SignalChain { Digitizer = new Digitizer { SampleRateHz = 2e6 } } }));
        table.AppendLine();

        void Row(string name, TwinInstrument twin)
        {
            var seconds = ProcessorTime.Best(2, () =>
            {
                twin.ResetAsync().GetAwaiter().GetResult();
                _ = twin.MeasureLoopsAsync(request).GetAwaiter().GetResult();
            }) / 2;
            table.AppendLine($"| {name} | 2 | {seconds:F2} | {targetS / seconds:F1} | {seconds * 2 / (request.PixelCount * 256) * 1e6:F1} |");
        }
    }

    private static ContactResonance[] Truth()
    {
        var random = new RandomSequence(1, RandomPurpose.Stiffness);
        return [.. Enumerable.Range(0, Pixels).Select(_ => new ContactResonance(1e-4 * (0.2 + random.NextUniform()), 350e3 + 3e3 * random.NextGaussian(), 120 + 100 * random.NextUniform(), random.NextUniform() < 0.5 ? 0.6 : 0.6 - Math.PI))];
    }

    private static void Grid(TwinInstrument twin)
    {
        twin.ResetAsync().GetAwaiter().GetResult();
        _ = twin.AcquireGridAsync(new BandExcitationRequest { Columns = 128, Rows = 128, Bins = Bins }).GetAwaiter().GetResult();
    }
}
