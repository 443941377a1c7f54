namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// A voltage against time as a generator plays it: samples v[n], each held for 1/<see cref="SampleRateHz"/>. A waveform is a value; what it says is
/// checked when samples are asked for, so that no impossible one is ever played.
/// </summary>
public abstract record Waveform
{
    /// <summary>Most samples one waveform may have: 2²⁴, 4 s at 4 MS/s.</summary>
    public const int MaxSamples = 1 << 24;

    /// <summary>Samples per second.</summary>
    public abstract double SampleRateHz { get; }

    /// <summary>Number of samples.</summary>
    public abstract int SampleCount { get; }

    /// <summary>What it is, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>Number of samples ÷ sample rate, s.</summary>
    public double DurationS => SampleCount / SampleRateHz;

    /// <summary>True for an excitation whose frequencies matter, false for a bias whose levels matter.</summary>
    public virtual bool IsExcitation => false;

    /// <summary>All samples in V, <see cref="SampleCount"/> of them.</summary>
    /// <exception cref="ArgumentException">A setting is impossible; the message says what would be right.</exception>
    public double[] SamplesV()
    {
        CheckSettings();
        return Build();
    }

    /// <summary>Time of each sample from the start, n/<see cref="SampleRateHz"/>, in s.</summary>
    public double[] TimesS() => [.. Enumerable.Range(0, SampleCount).Select(n => n / SampleRateHz)];

    /// <summary>One-sided spectrum of all samples.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public WaveformSpectrum Spectrum() => WaveformSpectrum.Of(SamplesV(), SampleRateHz);

    /// <summary>Peak, root mean square, crest factor, steepest change.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public WaveformMeasures Measures() => WaveformMeasures.Of(SamplesV(), SampleRateHz);

    /// <summary>Throws when the waveform makes no sense, or goes beyond what the instrument allows. Nothing is played.</summary>
    /// <exception cref="ArgumentException">A setting is impossible; the message says what would be right.</exception>
    /// <exception cref="LimitExceededException">A value is beyond a limit; of a bias the message names the first sample that is.</exception>
    public void Check(InstrumentLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        CheckLimits(limits, SamplesV());
    }

    /// <summary>
    /// The limits of a bias: every level lies within the bias range, and is held for as long as the slew limit asks for a step of its size
    /// (<see cref="InstrumentLimits.CheckBiasStep"/>). The way to the first level and from the last one is a <see cref="BiasRamp"/>. A waveform that is no bias checks its own.
    /// </summary>
    protected virtual void CheckLimits(InstrumentLimits limits, double[] samplesV)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(samplesV);
        for (int first = 0, next; first < samplesV.Length; first = next)
        {
            for (next = first + 1; next < samplesV.Length && samplesV[next] == samplesV[first];) next++;
            try
            {
                limits.CheckBias(samplesV[first]);
                if (first > 0 && next < samplesV.Length) limits.CheckBiasStep(samplesV[first] - samplesV[first - 1], (next - first) / SampleRateHz);
            }
            catch (LimitExceededException e)
            {
                throw e.At($"by sample {first} of {samplesV.Length}");
            }
        }
    }

    /// <summary>Throws when a setting is impossible.</summary>
    protected abstract void CheckSettings();

    /// <summary>The samples of settings that have been checked.</summary>
    protected abstract double[] Build();

    /// <summary>Throws unless there is at least one sample and no more than <see cref="MaxSamples"/>.</summary>
    /// <param name="samples">How many there would be.</param>
    /// <param name="how">What to change.</param>
    protected static void CheckCount(double samples, string how)
    {
        if (!(samples >= 1 && samples <= MaxSamples))
            throw new ArgumentException($"The waveform would have {samples:N0} samples; 1 to {MaxSamples:N0} are possible. {how}");
    }
}
