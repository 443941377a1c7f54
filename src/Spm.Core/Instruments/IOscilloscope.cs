using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>A record of one signal over time.</summary>
public sealed record CaptureRequest
{
    /// <summary><see cref="SignalInfo.Index"/> of the signal.</summary>
    public int Signal { get; init; }

    /// <summary>Number of samples.</summary>
    public int Samples { get; init; } = 4096;

    /// <summary>Samples per second. An instrument with fixed rates takes the nearest one that is not slower; the dataset says which.</summary>
    public double SampleRateHz { get; init; } = 1e6;

    /// <summary>Throws when the request makes no sense.</summary>
    /// <exception cref="ArgumentException">A value is impossible; the message says what would be right.</exception>
    public void Check()
    {
        RequestRule.InRange(Signal, 0, 127, "", nameof(Signal), "Signal = 0");
        RequestRule.InRange(Samples, 2, 1 << 26, "", nameof(Samples), "Samples = 4096");
        RequestRule.InRange(SampleRateHz, 1e-3, 1e9, "Hz", nameof(SampleRateHz), "SampleRateHz = 1e6");
    }
}

/// <summary>Captures a signal over time, as an oscilloscope does.</summary>
public interface IOscilloscope : IInstrument
{
    /// <summary>Captures a signal.</summary>
    /// <returns>The signal in its unit with the dimension Time in s.</returns>
    /// <exception cref="ArgumentException">The request makes no sense, or there is no such signal.</exception>
    /// <exception cref="InvalidOperationException">Another measurement is running.</exception>
    Task<Dataset> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default);
}
