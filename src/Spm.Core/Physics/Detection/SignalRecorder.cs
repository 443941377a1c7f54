using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// The signal chain in time, one line at a time: voltage → force → cantilever → photodetector → digitizer. Place the tip, record, place it on the next pixel, record: position
/// and speed of the cantilever carry over. Same seed, measurement and line give the same stream, whatever runs beside it.
/// </summary>
/// <remarks>One thread each. The cantilever starts in the static equilibrium of the first place with its thermal motion already going.</remarks>
public sealed class SignalRecorder
{
    private const int Block = 1024;

    private readonly SignalChain _chain;
    private readonly int _seed;
    private readonly double[] _forceN = new double[Block], _deflectionM = new double[Block], _outputV = new double[Block];
    private readonly float[] _first = new float[Block], _second = new float[Block];
    private EigenMode[] _modes = [];
    private OscillatorStep[] _steps = [];
    private OscillatorState[] _states = [];
    private TipForce _force;
    private long _measurement, _line;
    private GaussianNoise _white;
    private FlickerNoise _flicker;

    /// <summary>Opens the stream of one line.</summary>
    /// <param name="chain">Detector, digitizer, temperature and switches.</param>
    /// <param name="seed">Seed of all noise.</param>
    /// <param name="measurement">Number of the measurement.</param>
    /// <param name="line">Number of the line, or of the pixel when each has a stream of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of the chain is impossible.</exception>
    public SignalRecorder(SignalChain chain, int seed, long measurement = 0, long line = 0)
    {
        ArgumentNullException.ThrowIfNull(chain);
        chain.Check();
        (_chain, _seed) = (chain, seed);
        Open(measurement, line);
    }

    /// <summary>Begins the stream of another line as a new recorder would: on no place, at sample 0.</summary>
    [MemberNotNull(nameof(_flicker))]
    public void Open(long measurement, long line)
    {
        (_measurement, _line, _modes, _states, _steps, Position, Clipped) = (measurement, line, [], [], [], 0, 0);
        _white = new GaussianNoise(_seed, RandomPurpose.DetectorNoise, measurement, line);
        _flicker = new FlickerNoise(new GaussianNoise(_seed, RandomPurpose.FlickerNoise, measurement, line), new RandomSequence(_seed, RandomPurpose.FlickerNoise, measurement, line));
    }

    /// <summary>Samples recorded so far.</summary>
    public long Position { get; private set; }

    /// <summary>Samples the digitizer clipped so far.</summary>
    public long Clipped { get; private set; }

    /// <summary>Puts the tip on a place: which modes it has there and how voltage acts on them. Resonance, Q and stiffness may change from place to place, the number of modes may not.</summary>
    /// <param name="modes">One or several modes; every mode feels the whole force.</param>
    /// <param name="force">How voltage acts.</param>
    /// <exception cref="ArgumentException">No modes, another number than before, or an impossible mode.</exception>
    public void Place(ReadOnlySpan<EigenMode> modes, in TipForce force)
    {
        foreach (var mode in modes) mode.Check();
        if (!double.IsFinite(force.At(0))) throw new ArgumentException($"The force of a place must be finite, got {force}.", nameof(force));
        _force = force;
        if (_states.Length == 0) Begin(modes);
        else if (modes.Length != _modes.Length) throw new ArgumentException($"modes must stay {_modes.Length}, as where the stream began, got {modes.Length}. Open another SignalRecorder for another cantilever.", nameof(modes));
        for (var m = 0; m < modes.Length; m++)
        {
            if (modes[m] == _modes[m]) continue;
            _states[m].ChangeResonance(_modes[m].ResonanceHz, modes[m].ResonanceHz);
            (_modes[m], _steps[m]) = (modes[m], Step(modes[m]));
        }
    }

    /// <summary>Puts the tip on a place with a single mode.</summary>
    public void Place(in EigenMode mode, in TipForce force) => Place([mode], force);

    /// <summary>Sets the driven motion to that of a periodic voltage that has been on for long: no ring-up follows. Thermal motion stays as it is.</summary>
    /// <param name="drive">The voltage; the stream must go on with it from its first sample.</param>
    /// <param name="acV">Factor of the drive, V.</param>
    /// <param name="phaseRad">By how much the drive is turned.</param>
    /// <remarks>Exact for the tones of the band and the linear part of the force. The part quadratic in the voltage rings up from rest.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Settle(BandDrive drive, double acV, double phaseRad = 0)
    {
        ArgumentNullException.ThrowIfNull(drive);
        RequirePlace();
        var last = drive.Samples - 1;
        for (var m = 0; m < _states.Length; m++)
        {
            var (x, u) = (0.0, 0.0);
            for (var bin = 0; bin < drive.Bins; bin++)
            {
                var frequency = drive.FrequencyHz(bin);
                var (perNewtonX, perNewtonU) = _steps[m].Settled(frequency, _chain.Digitizer.StepS);
                var force = drive.Tone(bin) * Complex.FromPolarCoordinates(_force.FirstHarmonicN(acV), phaseRad + 2 * Math.PI * frequency * last * _chain.Digitizer.StepS);
                (x, u) = (x + (perNewtonX * force).Real, u + (perNewtonU * force).Real);
            }
            (_states[m].X, _states[m].U) = (_states[m].X + x, _states[m].U + u);
            _states[m].ForceN = _force.At(acV * (Math.Cos(phaseRad) * drive.InPhase[last] - Math.Sin(phaseRad) * drive.Quadrature[last]));
        }
    }

    /// <summary>Records the photodetector's output in V for one voltage V_ac a sample.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidOperationException">The tip is on no place yet.</exception>
    public void Record(ReadOnlySpan<double> acV, Span<double> outputV)
    {
        PhysicalRange.RequireLength(outputV.Length, acV.Length, nameof(outputV), "voltage");
        for (var done = 0; done < acV.Length; done += Block)
        {
            var count = Math.Min(Block, acV.Length - done);
            Next(acV.Slice(done, count), outputV.Slice(done, count));
        }
    }

    /// <summary>Records the digitizer's codes; the digitizer turns them back into volts.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidOperationException">The tip is on no place yet.</exception>
    public void Record(ReadOnlySpan<double> acV, Span<short> codes)
    {
        PhysicalRange.RequireLength(codes.Length, acV.Length, nameof(codes), "voltage");
        for (var done = 0; done < acV.Length; done += Block)
        {
            var output = _outputV.AsSpan(0, Math.Min(Block, acV.Length - done));
            Next(acV.Slice(done, output.Length), output);
            Clipped += _chain.Digitizer.Convert(output, codes.Slice(done, output.Length));
        }
    }

    /// <summary>As recorded by the other, with the true deflection in m that the detector was shown, thermal motion included.</summary>
    public void Record(ReadOnlySpan<double> acV, Span<double> outputV, Span<double> deflectionM)
    {
        PhysicalRange.RequireLength(outputV.Length, acV.Length, nameof(outputV), "voltage");
        PhysicalRange.RequireLength(deflectionM.Length, acV.Length, nameof(deflectionM), "voltage");
        for (var done = 0; done < acV.Length; done += Block)
        {
            var count = Math.Min(Block, acV.Length - done);
            Next(acV.Slice(done, count), outputV.Slice(done, count));
            _deflectionM.AsSpan(0, count).CopyTo(deflectionM[done..]);
        }
    }

    private void Next(ReadOnlySpan<double> acV, Span<double> outputV)
    {
        RequirePlace();
        var force = _forceN.AsSpan(0, acV.Length);
        var deflection = _deflectionM.AsSpan(0, acV.Length);
        var first = _first.AsSpan(0, acV.Length);
        var second = _second.AsSpan(0, acV.Length);
        if (!_force.Fill(acV, force)) RefuseNotFinite(acV, force);
        deflection.Clear();
        for (var m = 0; m < _states.Length; m++)
        {
            if (_chain.ThermalNoiseOn)
            {
                Thermal(m, 0).Fill(Position, first);
                Thermal(m, 1).Fill(Position, second);
                _states[m].Advance(_steps[m], force, first, second, _modes[m].DetectorWeight, deflection);
            }
            else _states[m].Advance(_steps[m], force, [], [], _modes[m].DetectorWeight, deflection);
        }
        var detector = _chain.Detector;
        outputV.Clear();
        if (detector.FlickerNoiseOn && detector.FlickerCornerHz > 0)
            _flicker.Add(detector.WhiteNoiseVPerRootHz * Math.Sqrt(detector.FlickerCornerHz), outputV);
        if (detector.WhiteNoiseOn) _white.Fill(Position, first);
        detector.Output(deflection, detector.WhiteNoiseOn ? first : [], _chain.Digitizer.SampleRateHz, outputV);
        Position += acV.Length;
    }

    private void Begin(ReadOnlySpan<EigenMode> modes)
    {
        if (modes.IsEmpty) throw new ArgumentException("modes must have at least one mode. Try: Place(new EigenMode(3, 350e3, 170), force).", nameof(modes));
        (_modes, _states, _steps) = (modes.ToArray(), new OscillatorState[modes.Length], new OscillatorStep[modes.Length]);
        var start = new RandomSequence(_seed, RandomPurpose.ThermalForce, _measurement, _line);
        for (var m = 0; m < modes.Length; m++)
        {
            _steps[m] = Step(modes[m]);
            var amplitude = _chain.ThermalNoiseOn ? modes[m].ThermalDisplacementM(_chain.TemperatureK) : 0;
            var thermal = amplitude * start.NextComplexGaussian();
            _states[m] = new OscillatorState { X = thermal.Real + _force.At(0) / modes[m].SpringConstantNPerM, U = thermal.Imaginary, ForceN = _force.At(0) };
        }
    }

    private OscillatorStep Step(in EigenMode mode) => new(mode, _chain.Digitizer.StepS, _chain.ThermalNoiseOn ? _chain.TemperatureK : 0);

    private GaussianNoise Thermal(int mode, int component) => new(_seed, RandomPurpose.ThermalForce, _measurement, _line, 2 * mode + component);

    /// <summary>Before anything has moved: one such number would stay in the cantilever for ever.</summary>
    private void RefuseNotFinite(ReadOnlySpan<double> acV, ReadOnlySpan<double> force)
    {
        var n = 0;
        while (double.IsFinite(force[n])) n++;
        throw new ArgumentException($"The voltage of sample {Position + n} is {acV[n]} V, where the force is {force[n]} N; both must be finite. Nothing of this block was recorded.", nameof(acV));
    }

    private void RequirePlace()
    {
        if (_states.Length == 0) throw new InvalidOperationException("The tip is on no place yet: call Place with the modes and the force before Record.");
    }
}
