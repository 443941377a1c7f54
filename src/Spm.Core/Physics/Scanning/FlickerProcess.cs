using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// 1/f noise: one-sided spectral density S(f) = A²/f, as the sum of Ornstein–Uhlenbeck processes with relaxation times τ_k spread evenly
/// over the logarithm, two per decade (McWhorter 1957; van der Ziel, Physica 16, 359, 1950). Each has variance σ² and density
/// 4σ²τ/(1 + (2πfτ)²); their sum is σ²/(f ln q) with q the ratio of neighbouring times, hence σ² = A² ln q. Holds between
/// <see cref="LowestHz"/> and <see cref="HighestHz"/>; below it the density is constant, above it falls as 1/f².
/// Steps are exact: any sequence of durations gives a sample of the same process.
/// </summary>
/// <remarks>
/// For the error signal, which a line, a move and a wait sample at intervals of any length. The photodetector's 1/f noise has one interval and millions of samples a second: there
/// <c>Detection.FlickerNoise</c> drives eight poles with a single white number a sample instead of eight, which holds for that interval alone.
/// </remarks>
public sealed class FlickerProcess
{
    /// <summary>Lower end of the 1/f range in Hz.</summary>
    public const double LowestHz = 0.02;

    /// <summary>Upper end of the 1/f range in Hz.</summary>
    public const double HighestHz = 200;

    private const int Processes = 8;
    private static readonly double s_ratio = Math.Sqrt(10);
    private readonly double _sigma;
    private readonly double[] _states = new double[Processes], _kept = new double[Processes], _fresh = new double[Processes];
    private RandomSequence _stream;
    private double _preparedS = double.NaN;

    /// <summary>Makes the noise in its stationary state.</summary>
    /// <param name="densityMPerRootHz">A: density at 1 Hz in m/√Hz.</param>
    /// <param name="seed">Seed of the instrument.</param>
    public FlickerProcess(double densityMPerRootHz, int seed)
    {
        AllowedRange.Check<double>(densityMPerRootHz, 0, 1e-6, "m", nameof(densityMPerRootHz), "densityMPerRootHz: 20e-12");
        _sigma = densityMPerRootHz * Math.Sqrt(Math.Log(s_ratio));
        _stream = new RandomSequence(seed, RandomPurpose.DistanceFlicker);
        for (var k = 0; k < Processes; k++) _states[k] = _sigma * _stream.NextGaussian();
        Value = Sum();
    }

    private FlickerProcess(FlickerProcess other)
    {
        (_sigma, _stream, Value) = (other._sigma, other._stream, other.Value);
        other._states.CopyTo(_states, 0);
    }

    /// <summary>The noise in m after the last step.</summary>
    public double Value { get; private set; }

    /// <summary>Lets time pass and returns the noise in m.</summary>
    public double Step(double durationS)
    {
        if (durationS != _preparedS) Prepare(durationS);
        for (var k = 0; k < Processes; k += 2)
        {
            var pair = _stream.NextComplexGaussian();
            _states[k] = _kept[k] * _states[k] + _fresh[k] * pair.Real;
            _states[k + 1] = _kept[k + 1] * _states[k + 1] + _fresh[k + 1] * pair.Imaginary;
        }
        return Value = Sum();
    }

    /// <summary>A copy that goes on from here by itself.</summary>
    public FlickerProcess Clone() => new(this);

    private void Prepare(double durationS)
    {
        _preparedS = durationS;
        for (var k = 0; k < Processes; k++)
        {
            var tau = Math.Pow(s_ratio, k + 0.5) / (2 * Math.PI * HighestHz);
            _kept[k] = Math.Exp(-durationS / tau);
            _fresh[k] = _sigma * Math.Sqrt(1 - _kept[k] * _kept[k]);
        }
    }

    private double Sum()
    {
        var sum = 0.0;
        foreach (var state in _states) sum += state;
        return sum;
    }
}
