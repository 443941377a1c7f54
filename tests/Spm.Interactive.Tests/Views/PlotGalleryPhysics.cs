using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Instruments.Waveforms;
using Spm.Core.Physics.Samples;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>The physical views, for the gallery.</summary>
internal static class PlotGalleryPhysics
{
    public static IEnumerable<(string Name, MimeBundle Bundle)> Entries(ScriptOnce once)
    {
        foreach (var (name, figure) in Figures()) yield return ($"plot-{name}", FigureBundle.Of(figure.Description, figure, figure, once));
    }

    public static IEnumerable<(string Name, Figure Figure)> Figures() => Surfaces().Concat(Spectra()).Concat(Loops()).Concat(Relaxations()).Concat(Curves());

    private static IEnumerable<(string Name, Figure Figure)> Surfaces()
    {
        var terraces = PhysicalModels.Terraces(256, 256);
        yield return ("topography", Plot.Topography(terraces));
        yield return ("topography-plane", Plot.Topography(terraces, Levelling.RobustPlane));
        yield return ("topography-lines", Plot.Topography(PhysicalModels.Terraces(96, 240, lineJumpsM: 0.6e-9), Levelling.Lines));
        yield return ("topography-bad", Plot.Topography(PhysicalModels.WithHoles(PhysicalModels.Terraces(64, 64)), Levelling.Polynomial(2)));
        yield return ("surface", Plot.Surface(terraces, Levelling.RobustPlane));
        yield return ("surface-turned", Plot.Surface(PhysicalModels.WithHoles(PhysicalModels.Terraces(96, 160)), Levelling.RobustPlane, azimuthRad: 0.9, elevationRad: 0.9));
        yield return ("surface-loop-map", Plot.Surface(SyntheticFits.Map(SyntheticFits.Loops(40, 40), 3)));
        yield return ("amplitude-phase", Plot.AmplitudePhase(SyntheticFits.Spectra(48, 40).Source));
    }

    private static IEnumerable<(string Name, Figure Figure)> Spectra()
    {
        var spectra = SyntheticFits.Spectra(24, 20);
        yield return ("spectrum", Plot.Spectrum(spectra, 30));
        yield return ("nyquist", Plot.Nyquist(spectra, 30));
        var (frequencyHz, response, errors) = PhysicalModels.TwoModes();
        yield return ("spectrum-logarithmic", Plot.Spectrum(frequencyHz, response, "Response", "m", errors: errors, isLogarithmic: true, isAbscissaLogarithmic: true));
        var (x, y, fitted, sigma) = PhysicalModels.ThermalTune();
        yield return ("spectrum-real", Plot.Spectrum(x, y, "Power spectral density", "m²/Hz", fitted: fitted, errors: sigma, isLogarithmic: true));
    }

    private static IEnumerable<(string Name, Figure Figure)> Loops()
    {
        yield return ("loops-temperature", PhysicalModels.LoopsWithTemperature());
        yield return ("loops-pixels", Plot.LoopFamily(SyntheticFits.Loops(10, 10)));
        var forc = PhysicalModels.Preisach();
        yield return ("forc", Plot.Forc(ForcDensity.Of(forc)));
        yield return ("forc-coercive", Plot.Forc(ForcDensity.CoerciveOf(forc)));
        yield return ("forc-curves", Plot.ForcCurves(forc));
        yield return ("ckpfm", Plot.Ckpfm(CkpfmAnalysis.Of(PhysicalModels.ContactKelvinProbe())));
    }

    private static IEnumerable<(string Name, Figure Figure)> Relaxations()
    {
        yield return ("relaxation", Plot.Relaxation(RelaxationAnalysis.Of(PhysicalModels.Relaxation())));
        double[] t = [.. Enumerable.Range(0, 60).Select(i => 1e-3 * Math.Pow(1000, i / 59.0))];
        yield return ("relaxation-arrays", Plot.Relaxation(t, [.. t.Select(v => 2e-12 * Math.Exp(-v / 0.1) + 1e-12 * Math.Exp(-v / 0.01) + 0.02e-12 * Math.Sin(700 * v))], "Piezoresponse", "m",
            [.. t.Select(v => 2e-12 * Math.Exp(-v / 0.1) + 1e-12 * Math.Exp(-v / 0.01))], [("τ1", 0.1, 0.002), ("τ2", 0.01, 0.0004)]));
    }

    private static IEnumerable<(string Name, Figure Figure)> Curves()
    {
        yield return ("force-curve", Plot.ForceCurve(PhysicalModels.ForceSweep(), 3));
        yield return ("force-curve-deflection", Plot.ForceCurve(PhysicalModels.ForceSweep()));
        var current = PhysicalModels.Current();
        var samples = new double[current.Samples.Length];
        current.Samples.Read(0, samples);
        double[] forward = samples[..(samples.Length / 2)], backward = samples[(samples.Length / 2)..];
        yield return ("current-voltage", Plot.CurrentVoltage(current.Dimensions[^1].Values, forward, [.. backward.Select(i => 1.2 * i)], [.. forward.Select(i => 2e-12 + 0.15 * Math.Abs(i))]));
        yield return ("current-voltage-fit", Plot.CurrentVoltage(ModelFitter.Fit(current, ModelCatalogue.Find("poole-frenkel"))));
        var spacing = Dimension.Linear(0.4, 2.6, 221);
        yield return ("bifurcation", Plot.Bifurcation(spacing, DomainRowAnalysis.Bifurcation(new(), spacing, 40), "Spacing", "r₀", "Domain radius", "r₀"));
        var (detuning, up, down) = PhysicalModels.Duffing();
        yield return ("bifurcation-hysteresis", Plot.Bifurcation(detuning, up, "Drive frequency / resonance", "", "Amplitude", "", down));
        var growth = Dimension.Linear(2.8, 4, 800);
        yield return ("bifurcation-density", Plot.Bifurcation(growth, PhysicalModels.Logistic(growth, 1000), "Growth r", "", "x"));
        yield return ("waveform", Plot.Waveform(new TriangleBias { Cycles = 2 }));
    }
}
