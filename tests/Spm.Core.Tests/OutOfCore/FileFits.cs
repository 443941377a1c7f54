using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.Tests.Fitting;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.OutOfCore;

/// <summary>Data to fit into files, and small blocks so that there are many of them.</summary>
internal static class FileFits
{
    public const int Rows = 6, Columns = 10;

    /// <summary>Two pixels of 80 bins.</summary>
    public const int SamplesPerBlock = 160;

    /// <summary>60 spectra of known truth; one has a bin that is no number, one is noise.</summary>
    public static Dataset Spectra(int seed = 11, string? sourcePath = null)
    {
        var samples = ShoSamples.Make(Rows * Columns, seed).Spectra;
        samples[17 * ShoSamples.Bins + 3] = new Complex(double.NaN, 0);
        samples.AsSpan(23 * ShoSamples.Bins, ShoSamples.Bins).Clear();
        Dimension[] dimensions =
        [
            new("Y", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6 / 3, Rows)),
            new("X", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, Columns)),
            new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, ShoSamples.Frequencies),
        ];
        return new("spectra", "Piezoresponse", "V", dimensions, new ComplexMemoryStore(samples), new Dictionary<string, object> { ["operator"] = "Ada" }) { SourcePath = sourcePath };
    }

    /// <summary>Noisy loops, three cycles per pixel, the bias not last.</summary>
    public static Dataset Loops()
    {
        var simulated = new SimulatedLoops(5);
        var (pixels, cycles, points) = (4, 3, SimulatedLoops.Points);
        var samples = new double[pixels * points * cycles];
        for (var pixel = 0; pixel < pixels; pixel++)
            for (var cycle = 0; cycle < cycles; cycle++)
            {
                var loop = simulated.Loop(simulated.Truth(), 0.02);
                for (var k = 0; k < points; k++) samples[(pixel * points + k) * cycles + cycle] = loop[k];
            }

        return new("loops", "Piezoresponse", "pm",
        [
            new("X", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, pixels)),
            new("Voltage", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero),
            new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1, 2]),
        ], new RealMemoryStore(samples));
    }

    /// <summary>Decays 3 e^{−t/τ} + 1 with τ from 10 to 40 ms and a little noise, time in ms.</summary>
    public static Dataset Decays()
    {
        var (random, times) = (new Random(8), Dimension.Linear(0, 100, 50));
        double[] samples = [.. Enumerable.Range(0, 24).SelectMany(i => times.Select(t => 3 * Math.Exp(-t / (10 + i * 30.0 / 23)) + 1 + 0.01 * (random.NextDouble() - 0.5)))];
        return new("decays", "Current", "nA",
        [
            new("Y", "Length", "m", DimensionKind.Spatial, [0, 1, 2, 3]),
            new("X", "Length", "m", DimensionKind.Spatial, [0, 1, 2, 3, 4, 5]),
            new("Time", "Time", "ms", DimensionKind.Spectroscopic, times),
        ], new RealMemoryStore(samples));
    }

    public static FitSummary Run(FitPlan plan, string path, bool restart = false, IProgress<long>? progress = null, CancellationToken? cancel = null) =>
        FitToFile.Run(plan, path, SamplesPerBlock, restart, progress, cancel ?? TestContext.Current.CancellationToken);

    /// <summary>Runs until so many fits are done and cancels; the blocks that are being fitted are finished.</summary>
    public static void RunInPart(FitPlan plan, string path, long fits)
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(plan, path, progress: new Watch(done =>
        {
            if (done >= fits) stop.Cancel();
        }), cancel: stop.Token));
    }

    public static void AssertSame(FitResult expected, FitResult actual)
    {
        Assert.Equal(expected.Values, actual.Values);
        Assert.Equal(expected.StandardErrors, actual.StandardErrors);
        Assert.Equal(expected.RSquared, actual.RSquared);
        Assert.Equal(expected.Iterations, actual.Iterations);
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.Verdict, actual.Verdict);
        Assert.Equal(expected.Excluded, actual.Excluded);
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Dimensions.Append(expected.FitDimension).Select(Describe), actual.Dimensions.Append(actual.FitDimension).Select(Describe));
        Assert.Equal(expected.Source.Dimensions.Select(Describe), actual.Source.Dimensions.Select(Describe));
        Assert.Equal((expected.Source.Name, expected.Source.Quantity, expected.Source.Unit), (actual.Source.Name, actual.Source.Quantity, actual.Source.Unit));
        Assert.Equal(expected.Provenance.Select(s => s.Action), actual.Provenance.Select(s => s.Action));
    }

    public static string Describe(Dimension d) => $"{d.Name}|{d.Quantity}|{d.Unit}|{d.Kind}|{string.Join(' ', d.Values.Select(v => v.ToString("R")))}";

    public sealed class Watch(Action<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen(value);
    }
}
