namespace Spm.Core.Physics.Scanning;

/// <summary>
/// One axis: command → stroke limit → hysteresis → creep → resonance → position. Hysteresis before linear dynamics is the
/// cascade of Croft, Shed and Devasia, J. Dyn. Syst. Meas. Control 123, 35, 2001. Any stage may be absent.
/// </summary>
public sealed class PiezoAxis
{
    private readonly double _minM, _maxM, _middleM;
    private readonly PrandtlIshlinskii? _hysteresis;
    private readonly LogCreep? _creep;
    private readonly Resonator? _resonator;

    /// <summary>Makes an axis whose stroke begins at <paramref name="minM"/>, at rest in the middle of it.</summary>
    /// <param name="axis">Its properties.</param>
    /// <param name="minM">Lowest position in m.</param>
    /// <param name="hysteresis">Whether the piezo has hysteresis.</param>
    /// <param name="creep">Whether it creeps.</param>
    /// <param name="resonance">Whether it resonates; else it follows at once.</param>
    public PiezoAxis(AxisOptions axis, double minM, bool hysteresis = true, bool creep = true, bool resonance = true)
    {
        ArgumentNullException.ThrowIfNull(axis);
        axis.Check(nameof(axis));
        (_minM, _maxM, _middleM) = (minM, minM + axis.StrokeM, minM + axis.StrokeM / 2);
        _hysteresis = hysteresis ? PrandtlIshlinskii.ForStroke(axis.StrokeM / 2, axis.HysteresisFraction, axis.CalibrationStrokeM / 2) : null;
        _creep = creep ? new LogCreep(axis.CreepPerDecade, axis.CreepReferenceS) : null;
        _resonator = resonance ? new Resonator(axis.ResonanceHz, axis.QualityFactor) : null;
        Reset(_middleM);
    }

    private PiezoAxis(PiezoAxis other)
    {
        (_minM, _maxM, _middleM, PositionM, AtLimit) = (other._minM, other._maxM, other._middleM, other.PositionM, other.AtLimit);
        (_hysteresis, _creep, _resonator) = (other._hysteresis?.Clone(), other._creep?.Clone(), other._resonator?.Clone());
    }

    /// <summary>Where the axis really is, in m.</summary>
    public double PositionM { get; private set; }

    /// <summary>True when the last command lay beyond the stroke.</summary>
    public bool AtLimit { get; private set; }

    /// <summary>The command within the stroke.</summary>
    public double Clamp(double commandM) => Math.Clamp(commandM, _minM, _maxM);

    /// <summary>At rest after one move from the middle, all creep and ringing over.</summary>
    /// <param name="commandM">Where the axis was told to go, in m.</param>
    public void Reset(double commandM)
    {
        var u = Within(commandM);
        _hysteresis?.Reset(u - _middleM);
        if (_hysteresis is not null) u = _middleM + _hysteresis.Output;
        _creep?.Reset(u);
        _resonator?.Reset(u);
        PositionM = u;
    }

    /// <summary>Holds a command for a time and returns the position at its end.</summary>
    /// <param name="commandM">Where the axis is told to be, in m.</param>
    /// <param name="durationS">Length of the step in s.</param>
    public double Step(double commandM, double durationS)
    {
        var u = Within(commandM);
        if (_hysteresis is not null) u = _middleM + _hysteresis.Apply(u - _middleM);
        if (_creep is not null) u = _creep.Step(u, durationS);
        if (_resonator is not null) u = _resonator.Step(u, durationS);
        return PositionM = u;
    }

    /// <summary>A copy with its own state.</summary>
    public PiezoAxis Clone() => new(this);

    private double Within(double commandM)
    {
        var clamped = Clamp(commandM);
        // A frame that fills the stroke may miss its end by rounding.
        AtLimit = Math.Abs(clamped - commandM) > 1e-9 * (_maxM - _minM);
        return clamped;
    }
}
