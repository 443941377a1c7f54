using Spm.Core.Instruments;
using Spm.Core.Instruments.Waveforms;

namespace Spm.Interactive.Session;

/// <content>What is planned before it is measured.</content>
public sealed partial class SpmSession
{
    /// <summary>Checks a waveform: that it makes sense, and, when an instrument is connected, that it keeps to its limits. Nothing is played.</summary>
    /// <param name="waveform">Such as <c>new SincDrive { CenterHz = 340e3 }</c>.</param>
    /// <returns>The same waveform; a cell that ends in it shows it with its spectrum.</returns>
    /// <exception cref="ArgumentException">A setting is impossible; the message says what would be right.</exception>
    /// <exception cref="LimitExceededException">It goes beyond a limit of the instrument; the message names it.</exception>
    public T Waveform<T>(T waveform)
        where T : Waveform
    {
        ArgumentNullException.ThrowIfNull(waveform);
        if (Instrument is { } instrument) waveform.Check(instrument.Limits);
        else waveform.SamplesV();
        return waveform;
    }
}
