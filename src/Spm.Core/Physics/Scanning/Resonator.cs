using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// First mechanical resonance of a scanner axis, x″ + (ω/Q) x′ + ω² x = ω² u, ω = 2πf. It is what overshoots at line turns and rings after
/// moves. A step is the exact solution for an input that is constant during the step: with y = x − u, a = ω/2Q,
/// <code>
/// y ← e^{−at} [(C + a S) y + S v]      v ← e^{−at} [(C − a S) v − ω² S y]
/// C = cos bt, S = sin(bt)/b, b² = ω² − a²  (Q &gt; ½);   cosh, sinh and b² = a² − ω²  (Q &lt; ½);   C = 1, S = t  (Q = ½)
/// </code>
/// so that neither the step nor the quality factor can make it unstable.
/// </summary>
public sealed class Resonator
{
    private readonly double _resonanceHz, _qualityFactor, _omega;
    private double _velocity, _preparedS = double.NaN, _yy, _yv, _vy, _vv;

    /// <summary>Makes a resonator at rest at 0.</summary>
    /// <param name="resonanceHz">f in Hz.</param>
    /// <param name="qualityFactor">Q.</param>
    public Resonator(double resonanceHz, double qualityFactor)
    {
        AllowedRange.Check<double>(resonanceHz, 1e-3, 1e9, "Hz", nameof(resonanceHz), "resonanceHz: 900");
        AllowedRange.Check<double>(qualityFactor, 1e-3, 1e6, "", nameof(qualityFactor), "qualityFactor: 15");
        (_resonanceHz, _qualityFactor, _omega) = (resonanceHz, qualityFactor, 2 * Math.PI * resonanceHz);
    }

    /// <summary>x in m after the last step.</summary>
    public double Output { get; private set; }

    /// <summary>At rest at <paramref name="inputM"/>.</summary>
    public void Reset(double inputM) => (Output, _velocity) = (inputM, 0);

    /// <summary>Holds the input at u for a time and returns x at its end.</summary>
    /// <param name="inputM">u in m.</param>
    /// <param name="durationS">Length of the step in s.</param>
    public double Step(double inputM, double durationS)
    {
        if (durationS != _preparedS) Prepare(durationS);
        var y = Output - inputM;
        Output = inputM + _yy * y + _yv * _velocity;
        _velocity = _vy * y + _vv * _velocity;
        return Output;
    }

    /// <summary>A copy with its own motion.</summary>
    public Resonator Clone() => new(_resonanceHz, _qualityFactor) { Output = Output, _velocity = _velocity };

    private void Prepare(double t)
    {
        _preparedS = t;
        var a = _omega / (2 * _qualityFactor);
        var square = _omega * _omega - a * a;
        var b = Math.Sqrt(Math.Abs(square));
        double c, s;
        if (square > 0)
            (c, s) = (Math.Exp(-a * t) * Math.Cos(b * t), Math.Exp(-a * t) * Math.Sin(b * t) / b);
        else if (square < 0)
            (c, s) = ((Math.Exp((b - a) * t) + Math.Exp(-(b + a) * t)) / 2, (Math.Exp((b - a) * t) - Math.Exp(-(b + a) * t)) / (2 * b));
        else
            (c, s) = (Math.Exp(-a * t), Math.Exp(-a * t) * t);
        (_yy, _yv, _vy, _vv) = (c + a * s, s, -_omega * _omega * s, c - a * s);
    }
}
