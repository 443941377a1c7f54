namespace Spm.Core.Instruments.Waveforms;

/// <summary>A dc bias in steps of equal duration, one sample per step: what spectroscopy holds while it measures.</summary>
public abstract record BiasSteps : Waveform
{
    /// <summary>Duration of one step in s.</summary>
    public double StepS { get; init; } = 4e-3;

    /// <inheritdoc/>
    public override double SampleRateHz => 1 / StepS;

    /// <inheritdoc/>
    protected override void CheckSettings() => RequestRule.InRange(StepS, 1e-9, 1e4, "s", nameof(StepS), "StepS = 4e-3 for 4 ms");

    private protected static void CheckFinite(double value, string name, string example)
    {
        if (!double.IsFinite(value)) throw new ArgumentException($"{name} must be a number of volts, got {value}. Try: {example}");
    }
}
