using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Digital dual-phase lock-in amplifier: the signal is multiplied by the reference and smoothed by n equal RC filters,
/// <code>
/// X + iY = LP{ 2 v(t) e^{−i(2πf t + θ)} },   LP(f) = 1/(1 + i 2πf τ)ⁿ,   equivalent noise bandwidth B = Γ(n − ½)/(4 √π Γ(n) τ)
/// </code>
/// For v = R cos(2πf t + φ) it settles on X + iY = R e^{i(φ−θ)}. B is 1/(4τ), 1/(8τ), 3/(32τ), 5/(64τ) for n = 1 to 4; white noise of one-sided density S gives X and Y
/// a variance of 2 S B each. Source: Meade, Lock-in Amplifiers (Peregrinus 1983); the exact discrete RC filter y += (1 − e^{−h/τ})(x − y).
/// </summary>
public sealed class LockInAmplifier
{
    private const int Highest = 8, PhaseBlock = 256;

    private readonly double _turnsPerSample, _phaseRad, _rate;
    private readonly Vector128<double>[] _stages;
    private long _position;

    /// <summary>Sets up a lock-in.</summary>
    /// <param name="referenceHz">f in Hz, below half the sampling rate.</param>
    /// <param name="timeConstantS">τ in s.</param>
    /// <param name="order">n: number of RC filters, 1 to 8; each adds 6 dB an octave.</param>
    /// <param name="sampleRateHz">f_s in Hz.</param>
    /// <param name="phaseRad">θ in rad.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is impossible.</exception>
    public LockInAmplifier(double referenceHz, double timeConstantS, int order, double sampleRateHz, double phaseRad = 0)
    {
        PhysicalRange.Require(sampleRateHz, 1, 1e12, "samples per second", nameof(sampleRateHz), "sampleRateHz = 4e6");
        PhysicalRange.Require(referenceHz, 0, sampleRateHz / 2, "Hz", nameof(referenceHz), "referenceHz = 350e3");
        PhysicalRange.Require(timeConstantS, 1 / sampleRateHz, 1e6, "s", nameof(timeConstantS), "timeConstantS = 1e-3");
        PhysicalRange.Require(order, 1, Highest, "", nameof(order), "order = 4");
        PhysicalRange.Require(phaseRad, -1e9, 1e9, "rad", nameof(phaseRad), "phaseRad = 0");
        (TimeConstantS, Order, SampleRateHz) = (timeConstantS, order, sampleRateHz);
        (_turnsPerSample, _phaseRad) = (referenceHz / sampleRateHz, phaseRad);
        _rate = -double.ExpM1(-1 / (sampleRateHz * timeConstantS));
        _stages = new Vector128<double>[order];
    }

    /// <summary>τ in s.</summary>
    public double TimeConstantS { get; }

    /// <summary>n.</summary>
    public int Order { get; }

    /// <summary>f_s in Hz.</summary>
    public double SampleRateHz { get; }

    /// <summary>X + iY in V after the last sample.</summary>
    public Complex Output => new(_stages[^1].ToScalar(), _stages[^1].GetElement(1));

    /// <summary>B in Hz.</summary>
    public double NoiseBandwidthHz
    {
        get
        {
            // Γ(n − ½)/(√π Γ(n)) = Π (2j − 1)/(2j) for j < n.
            var ratio = 1.0;
            for (var j = 1; j < Order; j++) ratio *= (2.0 * j - 1) / (2.0 * j);
            return ratio / (4 * TimeConstantS);
        }
    }

    /// <summary>LP at a distance of <paramref name="offsetHz"/> from the reference: the filter as it is computed, sample by sample.</summary>
    public Complex Transfer(double offsetHz)
    {
        var pole = (1 - _rate) * Complex.FromPolarCoordinates(1, -2 * Math.PI * offsetHz / SampleRateHz);
        return Complex.Pow(_rate / (1 - pole), Order);
    }

    /// <summary>√(2 S B):standard deviation of X and of Y in V for white noise of one-sided density S in V²/Hz.</summary>
    public double NoiseSigmaV(double densityV2PerHz) => Math.Sqrt(2 * densityV2PerHz * NoiseBandwidthHz);

    /// <summary>Goes on with samples in V. Gives X + iY after every <paramref name="every"/>-th sample.</summary>
    /// <param name="signalV">Samples.</param>
    /// <param name="every">Samples for each output.</param>
    /// <param name="output">signalV.Length / every values, rounded down.</param>
    /// <exception cref="ArgumentException">The output has another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Process(ReadOnlySpan<double> signalV, int every, Span<Complex> output)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        PhysicalRange.RequireLength(output.Length, signalV.Length / every, nameof(output), $"{every} samples");
        Span<Vector128<double>> y = stackalloc Vector128<double>[Highest];
        _stages.CopyTo(y);
        y = y[.._stages.Length];
        var rate = Vector128.Create(_rate);
        var (stepSin, stepCos) = Math.SinCos(-2 * Math.PI * _turnsPerSample);
        var (c, s) = (0.0, 0.0);
        var (next, left) = (0, every);
        for (var i = 0; i < signalV.Length; i++, _position++)
        {
            // The turning reference is set right now and then, in turns, so that hours of samples do not shift it.
            if (i == 0 || _position % PhaseBlock == 0)
            {
                var turns = Math.IEEERemainder(_turnsPerSample * _position, 1);
                (s, c) = Math.SinCos(-2 * Math.PI * turns - _phaseRad);
            }
            var v = 2 * signalV[i];
            var x = Vector128.Create(v * c, v * s);
            (c, s) = (c * stepCos - s * stepSin, c * stepSin + s * stepCos);
            for (var k = 0; k < y.Length; k++)
            {
                y[k] = Vector128.FusedMultiplyAdd(rate, x - y[k], y[k]);
                x = y[k];
            }
            if (--left > 0) continue;
            left = every;
            output[next++] = new Complex(x.ToScalar(), x.GetElement(1));
        }
        y.CopyTo(_stages);
    }
}
