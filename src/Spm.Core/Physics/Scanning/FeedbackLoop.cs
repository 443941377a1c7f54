namespace Spm.Core.Physics.Scanning;

/// <summary>
/// The z feedback, sample by sample. With h what the tip meets, z the position of the z piezo and c what it is told, all counted such that
/// z = h gives the setpoint:
/// <code>
/// e₀ = sensor(z − h)                              what the signal can show
/// τ ė = e₀ − e,   then noise is added             detector
/// c = P e + I ∫ e dt                              controller
/// |ċ| ≤ slew limit,  c within the stroke of z     a limit reached sets the integral to what reaches it (no wind-up)
/// z = z piezo (c)                                 hysteresis, creep, resonance
/// </code>
/// The measured height is c: an instrument without z sensor knows only what it drove. With an ideal piezo, P = 0 and a detector time τ, the
/// loop is a second-order system with ω₀² = I/τ, ζ = 1/(2√(Iτ)); with P, ζ = (1 + P)/(2√(Iτ)). On h = v t the error
/// settles at v/I.
/// </summary>
public sealed class FeedbackLoop
{
    private readonly FeedbackOptions _options;
    private readonly FeedbackSensor _sensor;
    private readonly PiezoAxis _piezo;
    private readonly double _slewLimitMPerS;
    private readonly bool _dynamic;
    private double _integral, _detected, _preparedS = double.NaN, _detectorPart;

    /// <summary>Makes a loop that has landed at height 0.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="piezo">The z axis; becomes the loop's own.</param>
    /// <param name="dynamics">False is the ideal loop: c = h at once, no limit but the stroke.</param>
    /// <param name="slewLimit">Whether the slew limit acts.</param>
    public FeedbackLoop(FeedbackOptions options, PiezoAxis piezo, bool dynamics = true, bool slewLimit = true)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(piezo);
        options.Check();
        (_options, _sensor, _piezo, _dynamic) = (options, options.Sensor, piezo, dynamics);
        _slewLimitMPerS = slewLimit ? options.SlewLimitMPerS : double.PositiveInfinity;
        Land(0);
    }

    private FeedbackLoop(FeedbackLoop other)
    {
        (_options, _sensor, _piezo, _dynamic, _slewLimitMPerS) = (other._options, other._sensor, other._piezo.Clone(), other._dynamic, other._slewLimitMPerS);
        (HeightM, TipM, ErrorM, AtLimit, _integral, _detected) = (other.HeightM, other.TipM, other.ErrorM, other.AtLimit, other._integral, other._detected);
    }

    /// <summary>c in m: the height an instrument reports.</summary>
    public double HeightM { get; private set; }

    /// <summary>z in m: where the tip really is, such that z = h is the setpoint.</summary>
    public double TipM { get; private set; }

    /// <summary>e in m, as the controller last saw it.</summary>
    public double ErrorM { get; private set; }

    /// <summary>True when the controller asked for more than the stroke of z.</summary>
    public bool AtLimit { get; private set; }

    /// <summary>Puts the tip onto the surface, everything at rest; with the feedback off, holds it <see cref="FeedbackOptions.LiftM"/> above.</summary>
    /// <param name="surfaceM">h in m.</param>
    public void Land(double surfaceM)
    {
        HeightM = _piezo.Clamp(surfaceM + (_options.FeedbackOn ? 0 : _options.LiftM));
        _piezo.Reset(HeightM);
        TipM = _dynamic ? _piezo.PositionM : HeightM;
        _detected = ErrorM = _sensor.ErrorM(TipM - surfaceM);
        _integral = HeightM - _options.ProportionalGain * ErrorM;
    }

    /// <summary>
    /// One sample: reads the signal, which <see cref="ErrorM"/> then is, together with <see cref="TipM"/> and <see cref="HeightM"/> of
    /// the same instant; the answer of the controller takes effect with the next sample (<see cref="Drive"/>).
    /// </summary>
    /// <param name="surfaceM">h in m.</param>
    /// <param name="noiseM">Noise of the signal in m.</param>
    /// <param name="durationS">Time since the last sample in s.</param>
    public void Sense(double surfaceM, double noiseM, double durationS)
    {
        if (!_dynamic)
        {
            if (_options.FeedbackOn)
            {
                var wanted = surfaceM + noiseM;
                HeightM = _piezo.Clamp(wanted);
                AtLimit = HeightM != wanted;
            }
            TipM = HeightM;
            ErrorM = _options.FeedbackOn && !AtLimit ? 0 : _sensor.ErrorM(TipM - surfaceM) + noiseM;
            return;
        }
        if (durationS != _preparedS) Prepare(durationS);
        TipM = _piezo.PositionM;
        _detected += _detectorPart * (_sensor.ErrorM(TipM - surfaceM) - _detected);
        ErrorM = _detected + noiseM;
    }

    /// <summary>The controller answers to <see cref="ErrorM"/>, and the z piezo moves for the duration of a sample.</summary>
    /// <param name="durationS">Time until the next sample in s.</param>
    public void Drive(double durationS)
    {
        if (!_dynamic) return;
        if (_options.FeedbackOn)
        {
            _integral += _options.IntegralGainPerS * durationS * ErrorM;
            var wanted = _integral + _options.ProportionalGain * ErrorM;
            var step = _slewLimitMPerS * durationS;
            var within = _piezo.Clamp(wanted);
            AtLimit = within != wanted;
            HeightM = Math.Clamp(within, HeightM - step, HeightM + step);
            if (HeightM != wanted) _integral = HeightM - _options.ProportionalGain * ErrorM;
        }
        _piezo.Step(HeightM, durationS);
    }

    /// <summary>Time passes for the piezo alone, in one step, while nothing else moves.</summary>
    public void Rest(double durationS)
    {
        if (_dynamic) _piezo.Step(HeightM, durationS);
    }

    /// <summary>A copy with its own state.</summary>
    public FeedbackLoop Clone() => new(this);

    private void Prepare(double durationS)
    {
        _preparedS = durationS;
        _detectorPart = _options.DetectorTimeS > 0 ? 1 - Math.Exp(-durationS / _options.DetectorTimeS) : 1;
    }
}
