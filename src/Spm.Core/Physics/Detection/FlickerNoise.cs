using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// 1/f noise, S(f) = S(1 Hz)/f, from white noise through a cascade of eight poles and zeros that lie evenly on a logarithmic axis: poles at 0.2 f_s/6ᵏ, a zero √6 above
/// each, so that |H|² falls by 10 dB a decade on average (the pole–zero approximation of Keshner, Proc. IEEE 70, 212 (1982)). Within 5 % of 1/f from 2e-6 f_s
/// to 0.1 f_s (8 Hz to 400 kHz at 4 MS/s); white below. <see cref="DensityFactor"/> is the exact spectrum.
/// </summary>
/// <remarks>The cascade is run as eight parallel poles (partial fractions), which start with their stationary covariance 1/(1 − p_j p_k): the noise is stationary from the first sample.</remarks>
public sealed class FlickerNoise
{
    private const int Poles = 8;
    private const double Ratio = 6, HighestPole = 0.2;

    private readonly double[] _pole = new double[Poles], _zero = new double[Poles];
    private readonly double _direct, _gain, _sampleRateHz;
    private readonly Vector256<double> _poleLow, _poleHigh, _residueLow, _residueHigh;
    private readonly GaussianNoise _white;
    private readonly float[] _block = new float[512];
    private Vector256<double> _low, _high;
    private long _next;

    /// <summary>Opens a stream whose one-sided density is 1/f per Hz (in the square of the output's unit).</summary>
    /// <param name="white">Where its white noise comes from.</param>
    /// <param name="start">Where its first state comes from: a stream of its own.</param>
    /// <param name="sampleRateHz">f_s in Hz.</param>
    public FlickerNoise(GaussianNoise white, RandomSequence start, double sampleRateHz)
    {
        PhysicalRange.Require(sampleRateHz, 1, 1e12, "Hz", nameof(sampleRateHz), "sampleRateHz = 4e6");
        (_white, _sampleRateHz) = (white, sampleRateHz);
        for (var k = 0; k < Poles; k++)
        {
            var cornerTurns = HighestPole * Math.Pow(Ratio, -k);
            _pole[k] = Math.Exp(-2 * Math.PI * cornerTurns);
            _zero[k] = Math.Exp(-2 * Math.PI * cornerTurns * Math.Sqrt(Ratio));
        }
        _gain = 1;
        _gain = Math.Sqrt(1 / MeanDensityTimesFrequency());
        _direct = _gain;
        Span<double> residues = stackalloc double[Poles], state = stackalloc double[Poles];
        for (var k = 0; k < Poles; k++)
        {
            _direct *= _zero[k] / _pole[k];
            residues[k] = _gain;
            for (var j = 0; j < Poles; j++) residues[k] *= (1 - _zero[j] / _pole[k]) / (j == k ? 1 : 1 - _pole[j] / _pole[k]);
        }
        DrawStationary(start, state);
        (_poleLow, _poleHigh) = (Vector256.Create<double>(_pole), Vector256.Create<double>(_pole.AsSpan(4)));
        (_residueLow, _residueHigh) = (Vector256.Create<double>(residues), Vector256.Create<double>(residues[4..]));
        (_low, _high) = (Vector256.Create<double>(state), Vector256.Create<double>(state[4..]));
    }

    /// <summary>f S(f)/S(1 Hz) of this generator at one frequency; 1 would be 1/f noise.</summary>
    public double DensityFactor(double frequencyHz) => 2 / _sampleRateHz * frequencyHz * SquaredGain(frequencyHz / _sampleRateHz);

    /// <summary>Adds <paramref name="amplitude"/> times the noise; its density at 1 Hz is amplitude².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double amplitude, Span<double> destination)
    {
        var (poleLow, poleHigh, residueLow, residueHigh) = (_poleLow, _poleHigh, amplitude * _residueLow, amplitude * _residueHigh);
        var (low, high, direct) = (_low, _high, amplitude * _direct);
        while (!destination.IsEmpty)
        {
            var white = _block.AsSpan(0, Math.Min(_block.Length, destination.Length));
            _white.Fill(_next, white);
            _next += white.Length;
            for (var i = 0; i < white.Length; i++)
            {
                var w = Vector256.Create((double)white[i]);
                low = Vector256.FusedMultiplyAdd(poleLow, low, w);
                high = Vector256.FusedMultiplyAdd(poleHigh, high, w);
                var sum = Vector256.FusedMultiplyAdd(residueLow, low, residueHigh * high);
                var half = sum.GetLower() + sum.GetUpper();
                destination[i] += direct * white[i] + (half.ToScalar() + half.GetElement(1));
            }
            destination = destination[white.Length..];
        }
        (_low, _high) = (low, high);
    }

    private double MeanDensityTimesFrequency()
    {
        const int points = 400;
        var (mean, lowest, highest) = (0.0, Math.Log(1e-5), Math.Log(0.1));
        for (var i = 0; i < points; i++)
        {
            var turns = Math.Exp(lowest + (highest - lowest) * (i + 0.5) / points);
            mean += 2 * turns * SquaredGain(turns) / points;
        }
        return mean;
    }

    private double SquaredGain(double turns)
    {
        var gain = _gain * _gain;
        var cos = Math.Cos(2 * Math.PI * turns);
        for (var k = 0; k < Poles; k++)
            gain *= SquaredDistance(_zero[k], cos) / SquaredDistance(_pole[k], cos);
        return gain;
    }

    /// <summary>|1 − p e^{−iα}|², without cancellation for small angles.</summary>
    private static double SquaredDistance(double p, double cos) => (1 - p) * (1 - p) + 2 * p * (1 - cos);

    /// <summary>Draws the poles' first state with covariance 1/(1 − p_j p_k) by its Cholesky factor.</summary>
    private void DrawStationary(RandomSequence start, Span<double> state)
    {
        var factor = new double[Poles, Poles];
        for (var i = 0; i < Poles; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = 1 / (1 - _pole[i] * _pole[j]);
                for (var k = 0; k < j; k++) sum -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }
        Span<double> normals = stackalloc double[Poles];
        for (var i = 0; i < Poles; i++) normals[i] = start.NextGaussian();
        for (var i = 0; i < Poles; i++)
            for (var j = 0; j <= i; j++) state[i] += factor[i, j] * normals[j];
    }
}
