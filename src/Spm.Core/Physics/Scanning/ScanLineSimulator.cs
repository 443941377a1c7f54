using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Scans a surface line by line, sample by sample of the controller, with the faults of <see cref="ScannerOptions"/>:
/// <code>
/// (x, y) = piezo(command) + drift                                          where the tip really is
/// h      = surface dilated by the tip (x, y) + tip's apex + drift z + 1/f noise + hum
/// z      = feedback(h, white noise)                                        what is measured
/// </code>
/// Nothing but the <see cref="ScannerState"/> passes from one line to the next. The white noise of a line depends on seed and line number
/// alone, drift on seed and virtual time, tip changes on seed and time since the landing: with creep, hysteresis, 1/f noise and feedback off, lines that start at the
/// same times are the same in any order. One simulator may serve several threads, each with its own state.
/// </summary>
public sealed partial class ScanLineSimulator
{
    /// <summary>Samples of the controller that one line or one move may take: some seconds of computing.</summary>
    public const long MostSamples = 200_000_000;

    private readonly ScannerOptions _options;
    private readonly TipSurfaces _surfaces;
    private readonly MainsHum? _hum;
    private readonly int _seed;
    private readonly double _whiteDensity;

    /// <summary>Makes a simulator. Dilations by the tip are made when first needed.</summary>
    /// <param name="surface">The true surface.</param>
    /// <param name="options">The scanner; null is one with all its faults.</param>
    /// <param name="seed">Seed of all that is random.</param>
    /// <exception cref="ArgumentException">An option is impossible, or the tip's cells do not fit to the surface.</exception>
    public ScanLineSimulator(ISurface surface, ScannerOptions? options = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(surface);
        (_options, _seed) = (options ?? new ScannerOptions(), seed);
        _options.Check();
        _surfaces = new TipSurfaces(surface, _options);
        _whiteDensity = _options.WhiteNoiseOn ? _options.Noise.WhiteMPerRootHz : 0;
        _hum = _options.MainsHumOn ? new MainsHum(_options.Noise.HumM, _options.Noise.HumThirdHarmonic, _options.Noise.MainsHz, seed) : null;
    }

    /// <summary>The scanner.</summary>
    public ScannerOptions Options => _options;

    /// <summary>Puts a rested scanner at a place and lands the tip there; the feedback then settles for a tenth of a second.</summary>
    /// <param name="xM">Where the tip is told to be, in m.</param>
    /// <param name="yM">Where the tip is told to be, in m.</param>
    /// <param name="timeS">Virtual time at which the drift has come to when the landing begins, in s.</param>
    public ScannerState Land(double xM, double yM, double timeS = 0)
    {
        CheckPlace(xM, yM);
        AllowedRange.Check<double>(timeS, 0, 1e7, "s", nameof(timeS), "timeS: 0");
        var o = _options;
        PiezoAxis Axis(AxisOptions axis, double minM) => new(axis, minM, o.HysteresisOn, o.CreepOn, o.ResonanceOn);
        ThermalDrift Drift(double velocity, double walk, int axis) => new(velocity, walk, _seed, axis);
        var state = new ScannerState(Axis(o.X, 0), Axis(o.Y, 0), new FeedbackLoop(o.Feedback, Axis(o.Z, -o.Z.StrokeM / 2), o.FeedbackDynamicsOn, o.SlewLimitOn),
            o.DriftOn ? [Drift(o.Drift.XMPerS, o.Drift.WalkMPerRootS, 0), Drift(o.Drift.YMPerS, o.Drift.WalkMPerRootS, 1), Drift(o.Drift.ZMPerS, o.Drift.WalkZMPerRootS, 2)] : null,
            o.FlickerNoiseOn ? new FlickerProcess(o.Noise.FlickerMPerRootHz, _seed) : null,
            new TipHistory(o.TipChangesOn ? o.TipChanges : new TipChangeOptions(0, 0), _surfaces.Count, _seed))
        {
            TimeS = timeS,
            CommandXM = xM,
            CommandYM = yM,
        };
        state.X.Reset(xM);
        state.Y.Reset(yM);
        state.Tip.Begin(timeS);
        state.Feedback.Land(Meet(state));
        Wait(state, LandingS);
        return state;
    }

    /// <summary>Scans a line there and back; the tip first moves to its start.</summary>
    /// <param name="state">The scanner; is changed.</param>
    /// <param name="line">The line.</param>
    /// <param name="number">Number of the line: chooses its white noise.</param>
    /// <param name="cancellationToken">Stops at the next pixel; the state is then that of the moment.</param>
    /// <exception cref="ArgumentException">The line is impossible, or takes more than <see cref="MostSamples"/> samples of the controller.</exception>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public ScanLine Scan(ScannerState state, LineGeometry line, long number, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(line);
        line.Check();
        CheckSamples(1 / line.LineRateHz, "A line", "TraceTimeS or SampleRateHz");
        var (tipChanges, exceeded, saturated) = (state.TipChanges, false, 0);
        var (there, back) = (new LineTiming(line, line.TraceTimeS, _options.SampleRateHz), new LineTiming(line, line.RetraceTimeS ?? line.TraceTimeS, _options.SampleRateHz));
        var (trace, retrace) = (new ScanPass(line.Pixels), new ScanPass(line.Pixels));
        var noise = new ErrorSignalNoise(_seed, number, 0, _whiteDensity);
        var (startX, startY) = line.At(-there.Beyond(there.HalfTurn));
        Move(state, startX, startY, ref noise, cancellationToken);

        noise.Prepare(there.StepS);
        Turn(there, false, false, ref noise);
        Pass(trace, there, false, ref noise);
        Turn(there, true, true, ref noise);
        noise.Prepare(back.StepS);
        Turn(back, true, false, ref noise);
        Pass(retrace, back, true, ref noise);
        Turn(back, false, true, ref noise);
        return new ScanLine(number, trace, retrace, state.TipChanges - tipChanges, exceeded, saturated);

        void Pass(ScanPass pass, in LineTiming timing, bool backwards, ref ErrorSignalNoise white)
        {
            for (long m = 0, next = 0; m <= timing.Samples; m++)
            {
                To(timing.FractionAt(backwards ? timing.Samples - m : m), timing, ref white);
                exceeded |= state.X.AtLimit | state.Y.AtLimit;
                if (m < next) continue;
                cancellationToken.ThrowIfCancellationRequested();
                var pixel = (int)(m / timing.PerPixel);
                pass.Note(backwards ? line.Pixels - 1 - pixel : pixel, state, _surfaces.Bare.HeightM(state.XM, state.YM));
                if (state.Feedback.AtLimit) saturated++;
                state.Flicker?.Step(timing.PerPixel * timing.StepS);
                next += timing.PerPixel;
            }
        }

        // Half a turn: outwards from the end of the line to where the tip turns, or back from there.
        void Turn(in LineTiming timing, bool beyondLast, bool outwards, ref ErrorSignalNoise white)
        {
            for (var j = 1; outwards ? j <= timing.HalfTurn : j < timing.HalfTurn; j++)
            {
                var beyond = timing.Beyond(outwards ? j : timing.HalfTurn - j);
                To(beyondLast ? 1 + beyond : -beyond, timing, ref white);
            }
            if (timing.HalfTurn > 0) state.Flicker?.Step(timing.HalfTurn * timing.StepS);
        }

        void To(double fraction, in LineTiming timing, ref ErrorSignalNoise white)
        {
            (state.CommandXM, state.CommandYM) = line.At(fraction);
            Sample(state, timing.StepS, white.Next());
        }
    }
}
