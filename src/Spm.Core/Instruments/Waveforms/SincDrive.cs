namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// All tones of the band in phase in the middle of the period: with a hard edge v(t) ∝ sinc(B(t − T/2)) cos(2πf_c(t − T/2)). A short burst and the
/// largest crest factor there is, √(2K) for K tones.
/// </summary>
public sealed record SincDrive : ToneDrive
{
    /// <inheritdoc/>
    public override string Title => "sinc band excitation";

    private protected override double[] PhasesRad(double[] weights) => PhasesOfDelays([.. weights.Select(_ => 0.5)]);
}
