using Spm.Core.Instruments.Waveforms;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;

namespace Spm.Interactive.Views;

/// <content>Waveforms.</content>
public static partial class Plot
{
    /// <summary>A waveform: voltage against time, and below it the amplitudes of its spectrum; of an excitation the band and its surroundings.</summary>
    /// <param name="waveform">What a generator plays.</param>
    /// <exception cref="ArgumentException">A setting is impossible; the message says what would be right.</exception>
    public static Figure Waveform(Waveform waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        return WaveformFormatter.FigureOf(waveform);
    }
}
