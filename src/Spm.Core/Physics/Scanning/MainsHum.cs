namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Hum of the mains: a [sin θ + b sin 3θ], θ = 2πft + φ, with φ from the seed. The third harmonic comes from saturated transformers.
/// </summary>
/// <param name="amplitudeM">a in m.</param>
/// <param name="thirdHarmonic">b.</param>
/// <param name="frequencyHz">f in Hz.</param>
/// <param name="seed">Seed of the instrument.</param>
public sealed class MainsHum(double amplitudeM, double thirdHarmonic, double frequencyHz, int seed)
{
    private readonly double _phase = 2 * Math.PI * new RandomSequence(seed, RandomPurpose.MainsPhase).NextUniform();

    /// <summary>The hum in m at a virtual time in s.</summary>
    public double At(double timeS)
    {
        // Whole turns come off first: sines of large angles are slow and less exact.
        var turns = frequencyHz * timeS;
        var s = Math.Sin(2 * Math.PI * (turns - Math.Floor(turns)) + _phase);
        return amplitudeM * s * (1 + thirdHarmonic * (3 - 4 * s * s));
    }
}
