using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Complex maps.</content>
public static partial class Plot
{
    /// <summary>Amplitude and phase side by side, the phase in cyclic colours: −π and π are the same.</summary>
    /// <param name="amplitude">The amplitude.</param>
    /// <param name="phase">The phase in rad or °, over the same pixels; wrapped to ±π (±180°).</param>
    /// <exception cref="ArgumentException">The maps are not over the same pixels, or the phase is not in rad or °.</exception>
    public static Figure AmplitudePhase(ScalarMap amplitude, ScalarMap phase) => AmplitudePhaseFigure.Of(amplitude, phase, []);

    /// <summary>Amplitude |z| and phase arg z of a complex dataset over two spatial dimensions.</summary>
    /// <param name="data">Complex data.</param>
    /// <param name="point">Which of the points at each pixel (bias steps, frequencies), row-major from 0; null for the one with the greatest mean amplitude.</param>
    /// <exception cref="ArgumentException">The data are real, or not over two spatial dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public static Figure AmplitudePhase(Dataset data, int? point = null)
    {
        var (amplitude, phase, note) = ComplexMaps.Of(data, point);
        return AmplitudePhaseFigure.Of(amplitude, phase, note.Length > 0 ? [note] : []);
    }
}
