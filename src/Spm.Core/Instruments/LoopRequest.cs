using Spm.Core.Instruments.Waveforms;

namespace Spm.Core.Instruments;

/// <summary>When the response to a bias pulse is read.</summary>
public enum LoopField
{
    /// <summary>After the pulse, at zero bias: remanent polarization.</summary>
    OffField,

    /// <summary>During the pulse: with electrostatic response and induced polarization.</summary>
    InField,

    /// <summary>Both: the dataset has a dimension Field, 0 out of field, 1 in field.</summary>
    Both,
}

/// <summary>
/// Switching spectroscopy: at each pixel bias pulses follow a triangle that starts at 0 V going up, and a band-excitation spectrum is
/// taken for each pulse. Step i of N has bias V(i) = 4Vi/N up to N/4, V(2 − 4i/N) up to 3N/4, V(4i/N − 4) after it.
/// </summary>
public sealed record LoopRequest : BandRequest
{
    /// <summary>V: the largest bias in V.</summary>
    public double MaxBiasV { get; init; } = 8;

    /// <summary>N: pulses in one cycle; a multiple of 4, so that both extremes and both zeros are met.</summary>
    public int StepsPerCycle { get; init; } = 64;

    /// <summary>Recorded cycles.</summary>
    public int Cycles { get; init; } = 1;

    /// <summary>
    /// Cycles driven before recording starts. With 0 the first cycle starts from the virgin domain, and where that points up
    /// the recorded loop has no upward transition.
    /// </summary>
    public int PreparationCycles { get; init; } = 1;

    /// <summary>When the response is read.</summary>
    public LoopField Field { get; init; }

    /// <inheritdoc/>
    protected override long SamplesPerPixel => (long)Bins * StepsPerCycle * Cycles * FieldCount;

    /// <summary>Spectra at each step: 2 where both fields are read.</summary>
    internal int FieldCount => Field == LoopField.Both ? 2 : 1;

    /// <summary>Spectra at one pixel.</summary>
    internal int SpectraPerPixel => StepsPerCycle * Cycles * FieldCount;

    /// <summary>Bias of each step of one cycle in V.</summary>
    public double[] BiasesV() => new TriangleBias { AmplitudeV = MaxBiasV, StepsPerCycle = StepsPerCycle }.SamplesV();

    /// <inheritdoc/>
    public override void Check(InstrumentLimits limits)
    {
        RequestRule.InRange(StepsPerCycle, 8, 1024, "", nameof(StepsPerCycle), "StepsPerCycle = 64");
        if (StepsPerCycle % 4 != 0)
            throw new ArgumentException($"{nameof(StepsPerCycle)} must be a multiple of 4, got {StepsPerCycle}. Try: {nameof(StepsPerCycle)} = {StepsPerCycle / 4 * 4 + 4}");
        RequestRule.InRange(Cycles, 1, 1000, "", nameof(Cycles), "Cycles = 2");
        RequestRule.InRange(PreparationCycles, 0, 1000, "", nameof(PreparationCycles), "PreparationCycles = 1");
        if (!Enum.IsDefined(Field))
            throw new ArgumentException($"{nameof(Field)} must be {LoopField.OffField}, {LoopField.InField} or {LoopField.Both}, got {Field}.");
        base.Check(limits);
        limits.CheckBias(MaxBiasV);
        limits.CheckBias(-MaxBiasV);
    }
}
