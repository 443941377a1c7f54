using Spm.Core.Instruments.Waveforms;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of a waveform: voltage against time, and below it the amplitudes of its spectrum; of an excitation the band and its surroundings.</summary>
internal static class WaveformFigure
{
    private const int _width = 760, _height = 520, _maxBlocks = 1200, _maxSteps = 600;
    private const double _reservedLeft = 74;

    public static Figure Of(Waveform waveform, double[] samples, WaveformSpectrum spectrum, string description)
    {
        var notes = new List<string>();
        var times = Times(waveform, samples, notes);
        var lines = Lines(waveform, spectrum, notes);
        return new(waveform.Title, _width, _height,
        [
            Panel(new(0, 0, 1, 0.5), Axis.Over("Time", "s", times.X, 0), Axis.Over(waveform.IsExcitation ? "Excitation" : "Bias", "V", times.Y), times),
            Panel(new(0, 0.5, 1, 0.5), Axis.Over("Frequency", "Hz", lines.X, 0), Axis.Spanning("Amplitude", "V", 0, 1.08 * Math.Max(lines.Y.Where(double.IsFinite).DefaultIfEmpty(0).Max(), double.Epsilon)), lines),
        ], description)
        { Notes = [.. notes.Select(Minus.Typeset)] };
    }

    private static Panel Panel(Cell cell, Axis x, Axis y, (double[] X, double[] Y, bool IsDense) curve) =>
        new(cell, x, y, [new LineLayer("", curve.X, curve.Y, Palette.Blue) { StrokeWidth = curve.IsDense ? 0.9 : 1.5 }]) { ReservedLeft = _reservedLeft };

    /// <summary>Steps where they can be seen; the samples; the extremes of blocks where there are more of them than pixels.</summary>
    private static (double[] X, double[] Y, bool IsDense) Times(Waveform waveform, double[] samples, List<string> notes)
    {
        var step = 1 / waveform.SampleRateHz;
        if (!waveform.IsExcitation && samples.Length <= _maxSteps)
            return ([.. samples.SelectMany((_, n) => new[] { n * step, (n + 1) * step })], [.. samples.SelectMany(v => new[] { v, v })], false);
        var thinned = CurveThinning.Of([.. samples.Select((_, n) => n * step)], samples, notes, "samples", _maxBlocks);
        return (thinned.X, thinned.Y, true);
    }

    /// <summary>A stroke per line; where there are too many, the largest of neighbours.</summary>
    private static (double[] X, double[] Y, bool IsDense) Lines(Waveform waveform, WaveformSpectrum spectrum, List<string> notes)
    {
        var (low, high) = waveform is BandDrive drive ? (drive.LowHz - drive.BandwidthHz / 2, drive.HighHz + drive.BandwidthHz / 2) : (0, double.PositiveInfinity);
        int[] shown = [.. Enumerable.Range(0, spectrum.AmplitudesV.Length).Where(k => spectrum.FrequenciesHz[k] >= low && spectrum.FrequenciesHz[k] <= high)];
        var together = (shown.Length + _maxBlocks - 1) / _maxBlocks;
        if (together > 1) notes.Add($"{shown.Length:N0} lines of the spectrum; drawn is the largest of each {together}.");
        int[] kept = [.. shown.Chunk(Math.Max(together, 1)).Select(chunk => chunk.MaxBy(k => spectrum.AmplitudesV[k]))];
        return ([.. kept.SelectMany(k => new[] { spectrum.FrequenciesHz[k], spectrum.FrequenciesHz[k], double.NaN })], [.. kept.SelectMany(k => new[] { 0, spectrum.AmplitudesV[k], double.NaN })], kept.Length > 300);
    }
}
