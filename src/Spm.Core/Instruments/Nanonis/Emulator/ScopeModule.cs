namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>The oscilloscopes: high resolution with up to 1 MS/s, and two slow ones with a table of time bases.</summary>
internal sealed class ScopeModule(EmulatedController controller)
{
    /// <summary>Fastest rate of the high-resolution oscilloscope; oversampling index k divides it by 2^k.</summary>
    private const double HighRateHz = 1e6;

    /// <summary>Samples of a trace of the slow oscilloscopes.</summary>
    private const int SlowSamples = 256;

    /// <summary>Most samples of the high-resolution oscilloscope.</summary>
    public const int MaxSamples = 1 << 20;

    /// <summary>Time bases of the slow oscilloscopes: the whole window in s.</summary>
    public static IReadOnlyList<double> TimebasesS { get; } = [0.0064, 0.0128, 0.032, 0.064, 0.128, 0.32, 0.64, 1.28, 3.2, 6.4];

    /// <summary>Signal of the high-resolution oscilloscope.</summary>
    public int Signal { get; set; }

    /// <summary>Its oversampling index, 0 to 10.</summary>
    public int Oversampling { get; set; }

    /// <summary>Its samples.</summary>
    public int Samples { get; set; } = 4096;

    /// <summary>Signals of the slow oscilloscopes.</summary>
    public (int A, int B) Slow { get; set; } = (0, 1);

    /// <summary>Index of the time base.</summary>
    public int Timebase { get; set; } = 3;

    /// <summary>Captures with the high-resolution oscilloscope.</summary>
    public Task<(double StepS, double[] Values)> CaptureAsync(CancellationToken token) =>
        CaptureAsync(Signal, Samples, HighRateHz / (1 << Oversampling), token);

    /// <summary>Captures a signal with a slow oscilloscope.</summary>
    public Task<(double StepS, double[] Values)> CaptureSlowAsync(int signal, CancellationToken token) =>
        CaptureAsync(signal, SlowSamples, SlowSamples / TimebasesS[Timebase], token);

    private async Task<(double StepS, double[] Values)> CaptureAsync(int signal, int samples, double rateHz, CancellationToken token)
    {
        var scope = controller.Microscope.Need<IOscilloscope>("oscilloscope");
        if (controller.Signals.IsUnused(signal)) return (1 / rateHz, new double[samples]);
        var dataset = await scope.CaptureAsync(new CaptureRequest { Signal = controller.Signals.Own(signal), Samples = samples, SampleRateHz = rateHz }, token).ConfigureAwait(false);
        var values = new double[dataset.PointsPerPixel];
        dataset.ReadPixels(0, values);
        var times = dataset.Dimensions[^1].Values;
        return (times.Length > 1 ? times[1] - times[0] : 1 / rateHz, values);
    }
}
