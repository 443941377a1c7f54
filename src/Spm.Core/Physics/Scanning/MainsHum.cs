namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Hum of the mains: a [sin θ + b sin 3θ], θ = 2πft + φ, with φ from the seed. The third harmonic comes from saturated transformers.
/// Read from a table of one period, to 10⁻⁶ a: a controller asks tens of thousands of times per second of scanning.
/// </summary>
public sealed class MainsHum
{
    private const int Points = 4096;
    private readonly double[] _period = new double[Points + 1];
    private readonly double _frequencyHz, _phaseTurns;

    /// <summary>Makes the hum.</summary>
    /// <param name="amplitudeM">a in m.</param>
    /// <param name="thirdHarmonic">b.</param>
    /// <param name="frequencyHz">f in Hz.</param>
    /// <param name="seed">Seed of the instrument.</param>
    public MainsHum(double amplitudeM, double thirdHarmonic, double frequencyHz, int seed)
    {
        (_frequencyHz, _phaseTurns) = (frequencyHz, new RandomSequence(seed, RandomPurpose.MainsPhase).NextUniform());
        for (var i = 0; i <= Points; i++)
        {
            var angle = 2 * Math.PI * i / Points;
            _period[i] = amplitudeM * (Math.Sin(angle) + thirdHarmonic * Math.Sin(3 * angle));
        }
    }

    /// <summary>The hum in m at a virtual time in s.</summary>
    public double At(double timeS)
    {
        var turns = _frequencyHz * timeS + _phaseTurns;
        var place = (turns - Math.Floor(turns)) * Points;
        // A turn less a rounding may come out as the whole turn.
        var i = Math.Min((int)place, Points - 1);
        return _period[i] + (place - i) * (_period[i + 1] - _period[i]);
    }
}
