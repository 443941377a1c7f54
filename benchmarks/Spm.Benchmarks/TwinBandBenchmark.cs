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
        Row("twin instrument, dataset and sample included (`TwinInstrument`)", 2, WholeTwin, 2);
        table.AppendLine();

        void Row(string name, int threads, Action run, int times = 0)
        {
            var seconds = ProcessorTime.Best(times > 0 ? times : repeats, run) / threads;
            table.AppendLine($"| {name} | {threads} | {seconds:F3} | {targetS / seconds:F1} | {seconds * threads / Pixels * 1e6:F2} |");
        }
    }

    private static ContactResonance[] Truth()
    {
        var random = new RandomSequence(1, RandomPurpose.Stiffness);
        return [.. Enumerable.Range(0, Pixels).Select(_ => new ContactResonance(1e-4 * (0.2 + random.NextUniform()), 350e3 + 3e3 * random.NextGaussian(), 120 + 100 * random.NextUniform(), random.NextUniform() < 0.5 ? 0.6 : 0.6 - Math.PI))];
    }

    private static void WholeTwin()
    {
        Twin.ResetAsync().GetAwaiter().GetResult();
        _ = Twin.AcquireGridAsync(new BandExcitationRequest { Columns = 128, Rows = 128, Bins = Bins }).GetAwaiter().GetResult();
    }
}
