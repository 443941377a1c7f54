using Spm.Core.Instruments.Paths;
using Spm.Core.Instruments.Waveforms;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Tests.Views;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Formatters;

/// <summary>How waveforms, scan paths and drift look.</summary>
public sealed class PlannedMeasurementTests
{
    [Fact]
    public void A_waveform_says_its_numbers_in_text_and_in_the_alternative_text()
    {
        var bundle = WaveformFormatter.Format(new SincDrive { PeriodSamples = 4096 }, new ScriptOnce());
        Assert.StartsWith("sinc band excitation: 4,096 samples in 1.024 ms, from ", bundle.Text);
        Assert.Contains("band 320 kHz to 380 kHz, crest factor 11.14.", bundle.Text);
        Assert.Matches(@"Power within the band\s+100\.00 % of 320 kHz to 380 kHz", bundle.Text);
        Assert.Contains("aria-label=\"sinc band excitation: 4,096 samples", (string)bundle.Data[MimeTypes.Svg]);
    }

    [Fact]
    public void A_waveform_has_two_panels_with_units()
    {
        var waveform = new TriangleBias();
        var figure = WaveformFigure.Of(waveform, waveform.SamplesV(), waveform.Spectrum(), "triangle");
        Assert.Equal(["Time (ms)", "Frequency (Hz)"], figure.Panels.Select(p => p.X.Label));
        Assert.Equal(["Bias (V)", "Amplitude (V)"], figure.Panels.Select(p => p.Y.Label));
        // 64 steps as two corners each.
        Assert.Equal(128, ((LineLayer)figure.Panels[0].Layers[0]).X.Length);
    }

    [Fact]
    public void A_long_waveform_keeps_its_extremes()
    {
        var waveform = new SampledWaveform(Enumerable.Range(0, 100_000).Select(n => n == 33_333 ? 7.0 : n == 66_666 ? -5 : 0), 1e6);
        var line = (LineLayer)WaveformFigure.Of(waveform, waveform.SamplesV(), waveform.Spectrum(), "").Panels[0].Layers[0];
        Assert.Equal((-5.0, 7.0), (line.Y.Min(), line.Y.Max()));
        Assert.InRange(line.X.Length, 1000, 2400);
    }

    [Fact]
    public void A_waveform_or_path_that_makes_no_sense_says_why_in_its_picture_too()
    {
        var waveform = WaveformFormatter.Format(new TriangleBias { StepsPerCycle = 30 }, new ScriptOnce());
        Assert.Contains("cannot be played: StepsPerCycle must be a multiple of 4, got 30", waveform.Text);
        Assert.Contains("must be a multiple of 4", (string)waveform.Data[MimeTypes.Svg]);
        Assert.Contains("cannot be followed: The path would have 0 points; 1 to 4,194,304 are possible. Give places", ScanPathFormatter.Format(new PointsPath(), new ScriptOnce()).Text);
    }

    [Fact]
    public void A_path_says_points_length_time_and_extent_and_is_drawn_to_scale()
    {
        var path = new RasterPath { Rows = 3, Columns = 5, SizeM = 1e-6, SpeedMPerS = 1e-6, DwellS = 0.1, Order = RasterOrder.Serpentine };
        Assert.StartsWith("serpentine raster: 15 points, 2.8 µm long, 4.3 s at 1 µm/s with 100 ms at each point; x 2.1 µm to 2.9 µm, y 2.3 µm to 2.7 µm.", ScanPathFormatter.Format(path, new ScriptOnce()).Text);
        foreach (var (_, each) in PlannedMeasurements.Paths())
        {
            var layout = FigureLayout.Of(ScanPathFigure.Of(each, each.Points(), "")).Panels[0];
            var (x, y) = (layout.Plot.Width / (layout.Panel.X.Max - layout.Panel.X.Min), layout.Plot.Height / (layout.Panel.Y.Max - layout.Panel.Y.Min));
            Assert.Equal(1, x / y, 0.01);
        }
    }

    [Fact]
    public void A_straight_line_of_points_is_drawn_by_its_ends()
    {
        var path = new RasterPath { Rows = 10, Columns = 200 };
        var line = ScanPathFigure.Of(path, path.Points(), "").Panels[0].Layers.OfType<LineLayer>().Single();
        // There and back: a turn at the far end and one at the near end of each line.
        Assert.InRange(line.X.Length, 20, 40);
    }

    [Fact]
    public void Drift_and_a_reconstruction_say_their_errors()
    {
        var entries = PlannedMeasurements.Entries(new ScriptOnce()).ToDictionary(entry => entry.Name, entry => entry.Bundle);
        Assert.Matches(@"drift .* ± .*m/s along x, .* from 6 of 6 frames", entries["drift"].Text);
        Assert.Matches(@"Made of 410 points, 10\.0 % of the pixels; error to expect between them .*m \(rms", entries["reconstruction"].Text);
    }
}
