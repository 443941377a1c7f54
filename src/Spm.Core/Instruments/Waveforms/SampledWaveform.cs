namespace Spm.Core.Instruments.Waveforms;

/// <summary>Any bias, sample by sample, from an array.</summary>
public sealed record SampledWaveform : Waveform
{
    private readonly double[] samples;
    private readonly double rateHz;

    /// <summary>A waveform of one's own.</summary>
    /// <param name="samplesV">[n], V; copied.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the rate is not positive.</exception>
    public SampledWaveform(IEnumerable<double> samplesV, double sampleRateHz)
    {
        (samples, rateHz) = ([.. samplesV], sampleRateHz);
        CheckSettings();
    }

    /// <inheritdoc/>
    public override string Title => "sampled waveform";

    /// <inheritdoc/>
    public override double SampleRateHz => rateHz;

    /// <inheritdoc/>
    public override int SampleCount => samples.Length;

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        CheckCount(samples.Length, "Give an array of voltages.");
        if (!(rateHz > 0 && double.IsFinite(rateHz))) throw new ArgumentException($"The sample rate must be above 0 Hz, got {rateHz}. Try: new SampledWaveform(voltages, 1e5)");
        if (Array.FindIndex(samples, v => !double.IsFinite(v)) is var bad and >= 0)
            throw new ArgumentException($"Sample {bad} of {samples.Length} is {samples[bad]}; a waveform needs a finite voltage at every sample.");
    }

    /// <inheritdoc/>
    protected override double[] Build() => [.. samples];
}
