using System.Numerics;

namespace Spm.Core.Instruments.Twin;

/// <summary>Turns the true oscillators of one measurement into measured spectra; called from several threads.</summary>
internal interface ITwinSpectra
{
    /// <summary>The bins, in Hz.</summary>
    double[] FrequenciesHz { get; }

    /// <summary>What <see cref="TwinMeasurement.SigmaV"/> says of the noise.</summary>
    double SigmaV { get; }

    /// <summary>Samples per second of the stream that the spectra were made of; null where there was none.</summary>
    double? SampleRateHz { get; }

    /// <summary>Measures all spectra of a pixel, [spectrum × bin], in V. Depends on seed, measurement and pixel only.</summary>
    void MeasurePixel(TwinMeasurement truth, int pixel, Span<Complex> destination);
}
