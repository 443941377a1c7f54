using Spm.Core.Data;
using Spm.Core.Instruments.Waveforms;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A waveform: voltage against time, its spectrum, and what an amplifier wants to know. One that makes no sense says why instead.</summary>
public static class WaveformFormatter
{
    /// <summary>Formats a waveform.</summary>
    public static MimeBundle Format(Waveform waveform, ScriptOnce once)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        try
        {
            var (samples, spectrum, measures) = (waveform.SamplesV(), waveform.Spectrum(), waveform.Measures());
            var table = Table(waveform, spectrum, measures);
            var sentence = Sentence(waveform, samples, measures);
            return FigureBundle.Of($"{sentence}\n{table.ToText()}", WaveformFigure.Of(waveform, samples, spectrum, sentence), waveform, once, after: table.ToHtml());
        }
        catch (ArgumentException e)
        {
            return FigureBundle.Words($"{waveform.Title} that cannot be played: {e.Message}");
        }
    }

    /// <summary>Voltage against time and the spectrum.</summary>
    /// <exception cref="ArgumentException">The waveform makes no sense; the message says why.</exception>
    public static Figure FigureOf(Waveform waveform)
    {
        var (samples, spectrum, measures) = (waveform.SamplesV(), waveform.Spectrum(), waveform.Measures());
        return WaveformFigure.Of(waveform, samples, spectrum, Sentence(waveform, samples, measures));
    }

    private static string Sentence(Waveform waveform, double[] samples, WaveformMeasures measures) =>
        $"{waveform.Title}: {samples.Length:N0} samples in {Quantity.Compact(waveform.DurationS, "s", 4)}, from {Quantity.Compact(measures.MinV, "V", 4)} to {Quantity.Compact(measures.MaxV, "V", 4)}, "
        + (waveform is BandDrive drive
            ? $"band {Quantity.Compact(drive.LowHz, "Hz", 4)} to {Quantity.Compact(drive.HighHz, "Hz", 4)}, crest factor {measures.CrestFactor:F2}."
            : $"mean {Quantity.Compact(measures.MeanV, "V", 4)}.");

    private static HtmlTable Table(Waveform waveform, WaveformSpectrum spectrum, WaveformMeasures measures)
    {
        var table = new HtmlTable(["", ""]);
        table.Add("Samples", $"{waveform.SampleCount:N0} at {Quantity.Compact(waveform.SampleRateHz, "Hz", 4)}");
        table.Add("Duration", Quantity.Compact(waveform.DurationS, "s", 5));
        table.Add("Range", $"{Quantity.Compact(measures.MinV, "V", 4)} to {Quantity.Compact(measures.MaxV, "V", 4)}");
        table.Add("Root mean square", Quantity.Format(measures.RmsV, "V"));
        if (double.IsFinite(measures.CrestFactor)) table.Add("Crest factor", $"{measures.CrestFactor:F3}");
        table.Add("Steepest step", Quantity.Format(measures.SlewVPerS, "V/s"));
        table.Add("Distance of lines", Quantity.Format(spectrum.SpacingHz, "Hz"));
        if (waveform is BandDrive drive)
            table.Add("Power within the band", $"{100 * spectrum.FractionWithin(drive.LowHz, drive.HighHz):F2} % of {Quantity.Compact(drive.LowHz, "Hz", 4)} to {Quantity.Compact(drive.HighHz, "Hz", 4)}");
        return table;
    }
}
