using Spm.Core.Data;
using Spm.Core.Instruments.Paths;
using Spm.Core.Instruments.Registration;
using Spm.Core.Instruments.Waveforms;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>Waveforms, scan paths, a reconstruction and a drift, for the gallery.</summary>
internal static class PlannedMeasurements
{
    public static IEnumerable<(string Name, MimeBundle Bundle)> Entries(ScriptOnce once)
    {
        foreach (var (name, waveform) in Waveforms()) yield return ($"waveform-{name}", WaveformFormatter.Format(waveform, once));
        foreach (var (name, path) in Paths()) yield return ($"path-{name}", ScanPathFormatter.Format(path, once));
        yield return ("reconstruction", ReconstructedImageFormatter.Format(Reconstruction(), once));
        yield return ("drift", DriftFormatter.Format(Drift(), once));
    }

    public static IEnumerable<(string Name, Figure Figure)> Figures()
    {
        foreach (var (name, waveform) in Waveforms().Take(2)) yield return ($"waveform-{name}", waveform.ToFigure());
        foreach (var (name, path) in Paths().Take(2)) yield return ($"path-{name}", path.ToFigure());
        yield return ("reconstruction", Reconstruction().ToFigure());
        yield return ("drift", Drift().ToFigure());
    }

    public static IEnumerable<(string Name, Waveform Waveform)> Waveforms() =>
    [
        ("sinc", new SincDrive { EdgeSmoothing = 0.1 }),
        ("chirp", new ChirpDrive { EdgeSmoothing = 0.1 }),
        ("schroeder", new MultitoneDrive { LinesPerTone = 4 }),
        ("random", new MultitoneDrive { Phases = TonePhases.Random, PeriodSamples = 4096 }),
        ("triangle", new TriangleBias { Cycles = 2 }),
        ("forc", new ForcBias()),
        ("ckpfm", new CkpfmBias()),
        ("pulses", new PulseTrain { Polarity = PulsePolarity.Alternating }),
    ];

    public static IEnumerable<(string Name, ScanPath Path)> Paths() =>
    [
        ("raster", new RasterPath { Rows = 24, Columns = 32, Order = RasterOrder.Serpentine }),
        ("spiral", new SpiralPath { Count = 1000 }),
        ("lissajous", new LissajousPath { HeightM = 1e-6 }),
        ("sparse", new SparsePath()),
        ("grid", new GridPath { Rows = 8, Columns = 12, AngleRad = 0.3 }),
        ("polyline", new PolylinePath { Corners = [new(1e-6, 1e-6), new(3e-6, 1.5e-6), new(1.5e-6, 2e-6)], SpacingM = 50e-9 }),
        ("point", new PointsPath { Places = [new(1e-6, 1e-6)] }),
    ];

    private static ReconstructedImage Reconstruction()
    {
        var path = new SparsePath();
        return SparseReconstruction.Of(path, path.Points(), [.. path.Pixels().Select(p => 1e-9 * (Math.Sin(p.Row / 9.0) + Math.Cos(p.Column / 7.0)))], "Height", "m");
    }

    private static DriftEstimate Drift() => DriftMeasurement.Of([.. Enumerable.Range(0, 6).Select(Frame)], [0, 60, 120, 180, 240, 300]);

    private static ScalarMap Frame(int k)
    {
        var random = new Random(k);
        var values = new double[48, 48];
        for (var i = 0; i < values.Length; i++) values[i / 48, i % 48] = Math.Sin((i / 48 - 0.4 * k) / 3) * Math.Cos((i % 48 + 0.7 * k) / 4.0 + Math.Sin(i / 48 / 5.0 - 0.08 * k)) + 0.1 * random.NextDouble();
        return SyntheticFits.Map(values);
    }
}
