using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.Data.Analysis;
using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Fitting;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Samples;
using Spm.Core.Spectroscopy;
using Spm.Core.Spectroscopy.GeneralMode;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views.Plots;

/// <summary>What objects look like that a cell ends with, for the gallery and for tests of all of them.</summary>
internal static class PlotGalleryLooks
{
    public static IEnumerable<(string Name, MimeBundle Bundle)> Entries(ScriptOnce once)
    {
        Spm.Interactive.Formatters.SpmFormatters.Register(once);
        Spm.Interactive.Formatters.SessionFormatters.Register(once);
        foreach (var (name, value) in Objects()) yield return ($"look-{name}", BundleFormatter.TryFormat(value) ?? throw new InvalidOperationException($"{value.GetType()} has no look."));
    }

    public static IEnumerable<(string Name, object Value)> Objects()
    {
        var limits = new InstrumentLimits().Widen("bias", -12, 12, "thick film, tested on 3 March");
        var twin = TwinInstrument.Create("pto", 2);
        var loops = SyntheticFits.Loops(6, 5);
        yield return ("limits", limits);
        yield return ("widening", limits.Widenings[0]);
        yield return ("instrument", twin);
        yield return ("status", twin.Status);
        yield return ("session", new SessionStatus(twin.Status));
        yield return ("sample", SampleCatalogue.Grow("library", 3));
        yield return ("truth", SampleCatalogue.Grow("pto", 3).Truth[1]);
        yield return ("measurement", TwinLoops.OfAsync().GetAwaiter().GetResult().Truth);
        foreach (var run in Runs()) yield return run;
        yield return ("table", GalleryTests.Table(60));
        yield return ("table-units", Units());
        yield return ("matrix", Matrix<double>.Build.Dense(4, 4, (i, j) => 1.0 / (i + j + 1)));
        yield return ("matrix-large", Matrix<double>.Build.Dense(40, 60, (i, j) => Math.Sin(i / 6.0) * Math.Cos(j / 9.0)));
        yield return ("matrix-complex", Matrix<Complex>.Build.Dense(3, 3, (i, j) => Complex.FromPolarCoordinates(i + 1, j - i)));
        yield return ("array", new[,] { { 1e-9, 2.5e-9 }, { -3e-9, double.NaN } });
        yield return ("array-complex-large", Large());
        yield return ("vector", MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([1, 2.5, -3]));
        yield return ("vector-large", MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(5000, i => Math.Exp(-i / 900.0) * Math.Sin(i / 40.0)));
        yield return ("model", ModelCatalogue.Find("lorentzian"));
        yield return ("plan", LoopFitter.Plan(loops.Source));
        yield return ("dimension", loops.FitDimension);
        yield return ("provenance", loops.Source.Provenance);
        yield return ("parameter", loops.Parameters[2]);
        yield return ("general-mode", GeneralMode());
        yield return ("switching", SwitchingAnalysis.Of(loops));
        yield return ("forc", ForcDensity.Of(PhysicalModels.Preisach()));
        yield return ("forc-branches", ForcAnalysis.Branches(PhysicalModels.Preisach()));
        yield return ("ckpfm", CkpfmAnalysis.Of(PhysicalModels.ContactKelvinProbe()));
        yield return ("relaxation", RelaxationAnalysis.Of(PhysicalModels.Relaxation()));
        yield return ("error-limit", Caught(() => new InstrumentLimits { Source = "limits.txt" }.CheckBias(14)));
        yield return ("error-quantity", Caught(() => Quantity.Parse("5 parsecs", "m", "scan size")));
        yield return ("help", new SpmExtension().Commands.HelpFor("loops"));
    }

    private static IEnumerable<(string, object)> Runs()
    {
        var points = SoughtPhase.Run().Points;
        PlanDescription plan = new() { Name = "upper confidence bound", Coordinates = [new("x", "m"), new("y", "m")], Parameters = new SortedDictionary<string, string> { ["points at most"] = "40", ["length scale"] = "0.9 µm" } };
        JournalHeader header = new() { Plan = plan, Seed = 7, Instrument = "Digital twin, sample library", Begun = new(2025, 3, 3, 9, 30, 0, TimeSpan.Zero) };
        yield return ("journal", new JournalContents(header, points, false, new JournalTail(4711, 12, null), null));
        yield return ("run", new RunResult(points, 5, new string('a', 64), ["When the journal was opened, 12 bytes were cut off."]) { Plan = plan });
        yield return ("progress", new RunProgress(24, 40, points[^1]));
        yield return ("point", points[3]);
        yield return ("header", header);
        yield return ("description", plan);
        yield return ("value", points[0].Values[0]);
    }

    private static DataFrame Units() => new(
        new DoubleDataFrameColumn("f0 (Hz)", Enumerable.Range(0, 30).Select(i => 350e3 + 123.4 * i)),
        new DoubleDataFrameColumn("height [m]", Enumerable.Range(0, 30).Select(i => 1e-9 * (i - 7.5))),
        new DoubleDataFrameColumn("amplitude (a.u.)", Enumerable.Range(0, 30).Select(i => i == 3 ? double.NaN : i / 3.0)),
        new SingleDataFrameColumn("bias (V)", Enumerable.Range(0, 30).Select(i => -8 + 0.1f * i)),
        new DoubleDataFrameColumn("note", Enumerable.Range(0, 30).Select(i => (double?)(i % 2 == 0 ? null : i))));

    private static Complex[,] Large()
    {
        var values = new Complex[48, 48];
        for (var i = 0; i < 48; i++)
            for (var j = 0; j < 48; j++) values[i, j] = Complex.FromPolarCoordinates(Math.Exp(-((i - 24) * (i - 24) + (j - 24) * (j - 24)) / 200.0), Math.Atan2(i - 24, j - 24));
        return values;
    }

    private static GeneralModeResult GeneralMode() => new([.. Enumerable.Range(0, 4000).Select(n => 1e-3 * Math.Sin(n / 30.0))], [new(2e-3, 1e-2, 4)], [.. Enumerable.Range(0, 2001).Select(k => k % 50 == 0)], new(40, 4.9e-7, 380), new(44, 5e-7, 400));

    private static Exception Caught(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e)
        {
            return e;
        }
        throw new InvalidOperationException("No error was thrown.");
    }
}
