using System.Numerics;
using CsCheck;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

public sealed class SpectrumTests
{
    [Fact]
    public void The_Nyquist_circle_of_an_oscillator_has_diameter_A_Q() => Gen.Select(Gen.Double[0.1, 10], Gen.Double[50, 500], Gen.Double[-Math.PI, Math.PI]).Sample((a, q, phase) =>
    {
        var f = Dimension.Linear(340e3, 360e3, 4001);
        var line = Line(Plot.Nyquist(f, [.. f.Select(v => PhysicalModels.Oscillator(v, a, 350e3, q, phase))], unit: "V", fitted: [.. f.Select(v => PhysicalModels.Oscillator(v, a, 350e3, q, phase))]));
        // The greatest distance of two points of the curve; H departs from the circle by a part 1/Q, and points lie 5 Hz apart.
        var far = line.Max(z => (z - H0()).Magnitude);
        Assert.Equal(a * q, far, a * q * 3 / q);
        Assert.True(line.Min(z => (z - Complex.ImaginaryOne * a * q * Complex.FromPolarCoordinates(1, phase)).Magnitude) < a * q * 3 / q, "It passes i A Q e^{iφ} at resonance.");

        // Far above resonance the response goes to 0.
        Complex H0() => Complex.Zero;
    });

    [Fact]
    public void One_unit_is_as_long_across_as_upwards_and_0_is_shown()
    {
        var figure = Plot.Nyquist(SyntheticFits.Spectra(4, 4), 3);
        var panel = FigureLayout.Of(figure).Panels[0];
        Assert.Equal((panel.Panel.X.Max - panel.Panel.X.Min) / panel.Plot.Width, (panel.Panel.Y.Max - panel.Panel.Y.Min) / panel.Plot.Height, 1e-15);
        Assert.InRange(panel.Panel.X.Fraction(0), 0, 1);
        Assert.InRange(panel.Panel.Y.Fraction(0), 0, 1);
    }

    [Fact]
    public void Magnitude_and_phase_are_those_of_real_and_imaginary_part()
    {
        var (f, z, _) = PhysicalModels.TwoModes();
        var figure = Plot.Spectrum(f[..80], z[..80]);
        double[] Drawn(int panel, string label) => figure.Panels[panel].Layers.OfType<PointLayer>().Single(layer => layer.Label == label).Y;
        for (var i = 0; i < 80; i++)
        {
            var (re, im) = (Drawn(3, "real part")[i], Drawn(3, "imaginary part")[i]);
            Assert.Equal(Math.Sqrt(re * re + im * im), Drawn(0, "measured")[i], 1e-25);
            Assert.Equal(Math.Atan2(im, re), Drawn(2, "measured")[i], 1e-12);
        }
    }

    [Fact]
    public void The_fit_is_drawn_finer_than_the_data_and_through_the_model()
    {
        var result = SyntheticFits.Spectra(3, 3);
        var line = Plot.Spectrum(result, 4).Panels[0].Layers.OfType<LineLayer>().Single();
        Assert.Equal(79 * 8 + 1, line.X.Length);
        var p = result.ParametersOf(4).ToArray();
        Assert.All(Enumerable.Range(0, line.X.Length), i => Assert.Equal(PhysicalModels.Oscillator(line.X[i], p[0], p[1], p[2], p[3]).Magnitude, line.Y[i], 1e-22));
    }

    [Fact]
    public void The_error_band_is_one_error_wide_and_of_the_phase_the_angle_it_is_seen_under()
    {
        var figure = Plot.Spectrum([1, 2, 3], [new Complex(0, 2), new Complex(3, 0), new Complex(0.1, 0)], errors: [1, 1, 1]);
        var (size, phase) = (figure.Panels[0].Layers.OfType<BandLayer>().Single(), figure.Panels[2].Layers.OfType<BandLayer>().Single());
        Assert.Equal([2.0, 2, 2], size.Upper.Zip(size.Lower, (up, low) => up - low).Select(v => Math.Round(v, 12)));
        Assert.Equal(Math.PI / 3, phase.Upper[0] - phase.Lower[0], 1e-12);
        Assert.Equal(double.NaN, phase.Upper[2]);
    }

    [Fact]
    public void A_band_that_reaches_0_ends_at_a_logarithmic_axis()
    {
        var figure = Plot.Spectrum([1, 2, 3], [5.0, 1, 0.1], errors: [1, 1, 1], isLogarithmic: true);
        var band = figure.Panels[0].Layers.OfType<BandLayer>().Single();
        Assert.Equal([4, figure.Panels[0].Y.Min, figure.Panels[0].Y.Min], band.Lower);
        Assert.Equal([6.0, 2, 1.1], band.Upper);
    }

    [Fact]
    public void A_band_of_a_million_points_is_thinned_and_holds_all_of_it()
    {
        var x = Dimension.Linear(1, 1e6, 1_000_000);
        double[] y = [.. x.Select(v => Math.Sin(v / 1e4))], errors = [.. x.Select((_, i) => i == 654_321 ? 9.0 : 0.1)];
        var figure = Plot.Spectrum(x, y, errors: errors);
        var band = figure.Panels[0].Layers.OfType<BandLayer>().Single();
        Assert.InRange(band.X.Length, 100, 2 * ThinnedCurve.MostBlocks);
        Assert.Equal(y[654_321] + 9, band.Upper.Max());
        Assert.InRange(SvgRenderer.Render(figure).Length, 1000, 300_000);
    }

    [Fact]
    public void The_picture_says_at_which_step_of_what_else_was_swept_the_spectrum_was_taken()
    {
        var data = SyntheticFits.Cycles(2, 2);
        Assert.Contains(Plot.Spectrum(data, 1).Notes, note => note.StartsWith("At the first step of", StringComparison.Ordinal));
        Assert.Empty(Plot.Spectrum(SyntheticFits.Spectra(3, 3).Source).Notes);
    }

    [Fact]
    public void Logarithmic_axes_are_where_they_are_wanted()
    {
        var (f, z, _) = PhysicalModels.TwoModes();
        var figure = Plot.Spectrum(f, z, isLogarithmic: true, isAbscissaLogarithmic: true);
        Assert.Equal([true, false, false, false], figure.Panels.Select(panel => panel.Y.IsLogarithmic));
        Assert.Equal([true, false, true, true], figure.Panels.Select(panel => panel.X.IsLogarithmic));
    }

    [Fact]
    public void The_residual_of_a_real_spectrum_is_data_less_fit_in_units_of_the_error_if_there_is_one()
    {
        double[] x = [1, 2, 3], y = [3, 5, 4], fit = [2, 5, 5];
        Assert.Equal([1.0, 0, -1], Plot.Spectrum(x, y, fitted: fit).Panels[1].Layers.OfType<PointLayer>().Single().Y);
        Assert.Equal([2.0, 0, -2], Plot.Spectrum(x, y, fitted: fit, errors: [0.5, 0.5, 0.5]).Panels[1].Layers.OfType<PointLayer>().Single().Y);
    }

    [Fact]
    public void A_spectrum_of_a_million_points_keeps_its_spike_and_says_what_was_left_out()
    {
        var y = new double[1_000_003];
        y[654_321] = 7;
        var figure = Plot.Spectrum(Dimension.Linear(1, 1e6, y.Length), y);
        var line = figure.Panels[0].Layers.OfType<LineLayer>().Single();
        Assert.Equal(7, line.Y.Max());
        Assert.InRange(line.Y.Length, 100, 2 * ThinnedCurve.MostBlocks);
        Assert.Contains(figure.Notes, note => note.Contains("1,000,003", StringComparison.Ordinal));
    }

    [Fact]
    public void A_complex_spectrum_of_a_million_points_is_small()
    {
        var z = new Complex[1_000_000];
        for (var i = 0; i < z.Length; i++) z[i] = PhysicalModels.Oscillator(i, 1, 5e5, 100);
        Assert.InRange(SvgRenderer.Render(Plot.Spectrum(Dimension.Linear(0, 999_999, z.Length), z)).Length, 1000, 1_500_000);
    }

    [Fact]
    public void Bad_input_is_drawn_or_refused_with_a_reason()
    {
        Assert.Contains("frequencies: 2, values: 3", Assert.Throws<ArgumentException>(() => Plot.Spectrum([1, 2], new double[3])).Message);
        Assert.Contains("got none", Assert.Throws<ArgumentException>(() => Plot.Spectrum([], Array.Empty<Complex>())).Message);
        Assert.Contains("0 to 8", Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Spectrum(SyntheticFits.Spectra(3, 3), 9)).Message);
        Assert.Contains("real where complex", Assert.Throws<ArgumentException>(() => Plot.Nyquist(SyntheticFits.Loops(3, 3), 0)).Message);
        Assert.All((Complex[][])[[Complex.NaN], [Complex.Infinity, Complex.One], [Complex.Zero, Complex.Zero]], z => Assert.All((bool[])[true, false], isLogarithmic =>
            Assert.StartsWith("<svg", SvgRenderer.Render(Plot.Spectrum([.. z.Select((_, i) => (double)i)], z, SyntheticFits.Hostile, isLogarithmic: isLogarithmic, isAbscissaLogarithmic: isLogarithmic)), StringComparison.Ordinal)));
        Assert.Contains("no finite point", Plot.Spectrum([1], [double.NaN]).Description, StringComparison.Ordinal);
    }

    private static Complex[] Line(Figure figure) => figure.Panels[0].Layers.OfType<LineLayer>().Single(layer => layer.Label.Length > 0) is var line ? [.. line.X.Zip(line.Y, (re, im) => new Complex(re, im))] : [];
}
