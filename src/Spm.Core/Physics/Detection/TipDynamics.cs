namespace Spm.Core.Physics.Detection;

/// <summary>
/// The cantilever with a tip that meets the surface, in time: every mode obeys m ẍ + (m ω0/Q) ẋ + k x = F(t) + F_ts(d), d = z(t) + Σ x, and the separation d couples them. Between samples the
/// height z of the base and the force F run straight. Free flight, snap-in, contact, tapping and pull-off come out of one equation.
/// </summary>
/// <remarks>
/// Dormand–Prince 5(4) with steps chosen by the embedded error (J. Comput. Appl. Math. 6, 19 (1980)). A step in which a neck forms or breaks is shortened until the event lies within 1/4096 of a
/// sample, because the force of a law with memory jumps there. For linear forces <see cref="SignalRecorder"/> is exact and a thousand times faster.
/// </remarks>
public sealed class TipDynamics
{
    private const int Stages = 7;

    /// <summary>Shortest step, in samples.</summary>
    private const double ShortestStep = 1.0 / 4096;

    private static readonly double[] Nodes = [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1];

    private static readonly double[][] Weights =
    [
        [],
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    /// <summary>Fifth less fourth order.</summary>
    private static readonly double[] ErrorWeights =
        [35.0 / 384 - 5179.0 / 57600, 0, 500.0 / 1113 - 7571.0 / 16695, 125.0 / 192 - 393.0 / 640, -2187.0 / 6784 + 92097.0 / 339200, 11.0 / 84 - 187.0 / 2100, -1.0 / 40];

    private readonly EigenMode[] _modes;
    private readonly ITipSampleForce _law;
    private readonly double _stepS;
    private readonly double[] _angular, _state, _trial, _point;
    private readonly double[][] _slopes;
    private double _heightM, _forceN, _part = 1.0 / 64;

    /// <summary>Hangs a cantilever above a surface, straight and at rest; the surface acts from the first sample on.</summary>
    /// <param name="modes">The free modes; every mode feels the whole force at the tip.</param>
    /// <param name="law">Force between tip and sample.</param>
    /// <param name="heightM">z: separation of tip and surface with the cantilever straight, in m.</param>
    /// <param name="sampleRateHz">Samples per second of the curves that follow.</param>
    /// <exception cref="ArgumentException">No mode or an impossible value.</exception>
    public TipDynamics(ReadOnlySpan<EigenMode> modes, ITipSampleForce law, double heightM, double sampleRateHz)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (modes.IsEmpty) throw new ArgumentException("modes must have at least one mode. Try: [new EigenMode(3, 70e3, 100)].", nameof(modes));
        foreach (var mode in modes) mode.Check();
        PhysicalRange.Require(heightM, -1e-3, 1e-3, "m", nameof(heightM), "heightM = 50e-9");
        PhysicalRange.Require(sampleRateHz, 1, 1e10, "samples per second", nameof(sampleRateHz), "sampleRateHz = 4e6");
        (_modes, _law, _heightM, _stepS) = (modes.ToArray(), law, heightM, 1 / sampleRateHz);
        _angular = Array.ConvertAll(_modes, m => 2 * Math.PI * m.ResonanceHz);
        (_state, _trial, _point) = (new double[2 * modes.Length], new double[2 * modes.Length], new double[2 * modes.Length]);
        _slopes = [.. Enumerable.Range(0, Stages).Select(_ => new double[2 * _modes.Length])];
        Touching = law.Touches(heightM, false);
    }

    /// <summary>Allowed error of one step in m; also 1e-9 of the deflection.</summary>
    public double ToleranceM { get; init; } = 1e-15;

    /// <summary>Whether tip and sample stick together now.</summary>
    public bool Touching { get; private set; }

    /// <summary>Σ x: displacement of the tip in m.</summary>
    public double TipM => Sum(_state);

    /// <summary>d in m.</summary>
    public double SeparationM => _heightM + TipM;

    /// <summary>F_ts in N.</summary>
    public double TipSampleForceN => _law.ForceN(SeparationM, Touching);

    /// <summary>Kinetic energy and energy of the springs in J; the tip-sample force not included.</summary>
    public double EnergyJ
    {
        get
        {
            var energy = 0.0;
            for (var m = 0; m < _modes.Length; m++) energy += 0.5 * _modes[m].SpringConstantNPerM * (_state[2 * m] * _state[2 * m] + _state[2 * m + 1] * _state[2 * m + 1]);
            return energy;
        }
    }

    /// <summary>Goes on by one sample for each height and force.</summary>
    /// <param name="heightM">z at the end of each sample, in m.</param>
    /// <param name="forceN">Force on the tip besides F_ts at the end of each sample, in N; empty for none.</param>
    /// <param name="deflectionM">What the detector sees at the end of each sample: Σ weight·x, in m.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a height or force is not finite.</exception>
    public void Advance(ReadOnlySpan<double> heightM, ReadOnlySpan<double> forceN, Span<double> deflectionM)
    {
        PhysicalRange.RequireLength(deflectionM.Length, heightM.Length, nameof(deflectionM), "height");
        if (!forceN.IsEmpty) PhysicalRange.RequireLength(forceN.Length, heightM.Length, nameof(forceN), "height");
        for (var n = 0; n < heightM.Length; n++)
        {
            var force = forceN.IsEmpty ? 0 : forceN[n];
            if (!double.IsFinite(heightM[n]) || !double.IsFinite(force)) throw new ArgumentException($"Sample {n} has the height {heightM[n]} m and the force {force} N; both must be finite.", nameof(heightM));
            Sample(heightM[n], force);
            var deflection = 0.0;
            for (var m = 0; m < _modes.Length; m++) deflection += _modes[m].DetectorWeight * _state[2 * m];
            deflectionM[n] = deflection;
        }
    }

    private void Sample(double heightM, double forceN)
    {
        var done = 0.0;
        while (done < 1)
        {
            var part = Math.Min(_part, 1 - done);
            var error = Try(done, part, heightM, forceN);
            // At the shortest step a force with a kink or jump is taken as it is.
            var shortest = part <= ShortestStep;
            if (error > 1 && !shortest)
            {
                _part = Math.Max(ShortestStep, part * Math.Max(0.2, 0.9 * Math.Pow(error, -0.2)));
                continue;
            }
            var touches = _law.Touches(_heightM + (heightM - _heightM) * (done + part) + Sum(_trial), Touching);
            if (touches != Touching && !shortest)
            {
                _part = Math.Max(ShortestStep, part / 4);
                continue;
            }
            Touching = touches;
            _trial.CopyTo(_state, 0);
            done = part >= 1 - done ? 1 : done + part;
            // The last piece of a sample may be short for no fault of the error.
            var grown = part * Math.Clamp(0.9 * Math.Pow(error, -0.2), 0.2, 5);
            _part = Math.Clamp(part < _part ? Math.Max(grown, Math.Min(_part, 1)) : grown, ShortestStep, 1);
        }
        (_heightM, _forceN) = (heightM, forceN);
    }

    /// <summary>One step into _trial.</summary>
    /// <returns>Error over tolerance.</returns>
    private double Try(double from, double part, double heightM, double forceN)
    {
        var h = part * _stepS;
        for (var s = 0; s < Stages; s++)
        {
            _state.CopyTo(_point, 0);
            for (var j = 0; j < Weights[s].Length; j++)
                for (var i = 0; i < _point.Length; i++) _point[i] += h * Weights[s][j] * _slopes[j][i];
            var at = from + Nodes[s] * part;
            Slopes(_point, _heightM + (heightM - _heightM) * at, _forceN + (forceN - _forceN) * at, _slopes[s]);
        }
        _point.CopyTo(_trial, 0);
        var worst = 0.0;
        for (var i = 0; i < _trial.Length; i++)
        {
            var error = 0.0;
            for (var s = 0; s < Stages; s++) error += h * ErrorWeights[s] * _slopes[s][i];
            worst = Math.Max(worst, Math.Abs(error) / (ToleranceM + 1e-9 * Math.Max(Math.Abs(_state[i]), Math.Abs(_trial[i]))));
        }
        return Math.Max(worst, 1e-10);
    }

    /// <summary>ẋ = ω0 u, u̇ = ω0 (F/k − x − u/Q).</summary>
    private void Slopes(double[] state, double heightM, double forceN, double[] slopes)
    {
        var force = forceN + _law.ForceN(heightM + Sum(state), Touching);
        for (var m = 0; m < _modes.Length; m++)
        {
            var (x, u, omega) = (state[2 * m], state[2 * m + 1], _angular[m]);
            (slopes[2 * m], slopes[2 * m + 1]) = (omega * u, omega * (force / _modes[m].SpringConstantNPerM - x - u / _modes[m].QualityFactor));
        }
    }

    private static double Sum(double[] state)
    {
        var sum = 0.0;
        for (var i = 0; i < state.Length; i += 2) sum += state[i];
        return sum;
    }
}
