using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>Single samples, moves and waits.</summary>
public sealed partial class ScanLineSimulator
{
    private const double LandingS = 0.1;

    // A wait's last part is computed sample by sample, so that ringing and feedback are those of the moment; the time before it is one exact step.
    private const double FineS = 0.1;

    /// <summary>Moves the tip on a straight line at <see cref="ScannerOptions.MoveSpeedMPerS"/> and lets it settle for <see cref="ScannerOptions.SettleTimeS"/>.</summary>
    /// <param name="state">The scanner; is changed.</param>
    /// <param name="xM">Where the tip is told to go, in m. Beyond the stroke the piezo stops at its end.</param>
    /// <param name="yM">Where the tip is told to go, in m.</param>
    /// <param name="cancellationToken">Stops on the way.</param>
    /// <exception cref="ArgumentException">The place is not a number, or the move takes more than <see cref="MostSamples"/> samples of the controller.</exception>
    /// <exception cref="OperationCanceledException">The move was cancelled.</exception>
    public void MoveTo(ScannerState state, double xM, double yM, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        CheckPlace(xM, yM);
        var noise = new ErrorSignalNoise(_seed, state.Moves++, 1, _whiteDensity);
        Move(state, xM, yM, ref noise, cancellationToken);
        Stay(state, _options.SettleTimeS, ref noise);
    }

    /// <summary>Moves the tip on a straight line in the time given and does not let it settle: a step of a path that goes on.</summary>
    /// <param name="state">The scanner; is changed.</param>
    /// <param name="xM">Where the tip is told to go, in m.</param>
    /// <param name="yM">Where the tip is told to go, in m.</param>
    /// <param name="durationS">How long that takes in s, at least one sample of the controller, which is shortened to it; 0 tells it at once.</param>
    /// <param name="cancellationToken">Stops on the way.</param>
    /// <exception cref="ArgumentException">A value is not a number, or the move takes more than <see cref="MostSamples"/> samples of the controller.</exception>
    /// <exception cref="OperationCanceledException">The move was cancelled.</exception>
    public void MoveTo(ScannerState state, double xM, double yM, double durationS, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        CheckPlace(xM, yM);
        AllowedRange.Check<double>(durationS, 0, 1e7, "s", nameof(durationS), "durationS: 0.5");
        CheckSamples(durationS, "A move", nameof(durationS));
        if (durationS == 0)
        {
            (state.CommandXM, state.CommandYM) = (xM, yM);
            return;
        }
        var noise = new ErrorSignalNoise(_seed, state.Moves++, 1, _whiteDensity);
        var samples = (long)Math.Ceiling(durationS * _options.SampleRateHz);
        Walk(state, xM, yM, samples, durationS / samples, ref noise, cancellationToken);
    }

    /// <summary>Lets virtual time pass while the tip is told to stay; drift, creep and tip changes go on.</summary>
    /// <param name="state">The scanner; is changed.</param>
    /// <param name="durationS">Time in s.</param>
    /// <exception cref="ArgumentException">The time is negative, not a number or above 10⁷ s.</exception>
    public void Wait(ScannerState state, double durationS)
    {
        ArgumentNullException.ThrowIfNull(state);
        AllowedRange.Check<double>(durationS, 0, 1e7, "s", nameof(durationS), "durationS: 0.5");
        var noise = new ErrorSignalNoise(_seed, state.Moves++, 1, _whiteDensity);
        Stay(state, durationS, ref noise);
    }

    private void Move(ScannerState state, double xM, double yM, ref ErrorSignalNoise noise, CancellationToken cancellationToken)
    {
        var (fromX, fromY) = (state.CommandXM, state.CommandYM);
        var (dx, dy) = (xM - fromX, yM - fromY);
        var distance = Math.Sqrt(dx * dx + dy * dy);
        if (distance == 0) return;
        CheckSamples(distance / _options.MoveSpeedMPerS, "A move", "MoveSpeedMPerS");
        var step = 1 / _options.SampleRateHz;
        Walk(state, xM, yM, (long)Math.Ceiling(distance / _options.MoveSpeedMPerS / step), step, ref noise, cancellationToken);
    }

    private void Walk(ScannerState state, double xM, double yM, long samples, double step, ref ErrorSignalNoise noise, CancellationToken cancellationToken)
    {
        var (fromX, fromY) = (state.CommandXM, state.CommandYM);
        var (dx, dy) = (xM - fromX, yM - fromY);
        noise.Prepare(step);
        for (var i = 1L; i <= samples; i++)
        {
            if (i % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            var part = (double)i / samples;
            (state.CommandXM, state.CommandYM) = i == samples ? (xM, yM) : (fromX + part * dx, fromY + part * dy);
            Sample(state, step, noise.Next());
        }
        state.Flicker?.Step(samples * step);
    }

    private void Stay(ScannerState state, double durationS, ref ErrorSignalNoise noise)
    {
        if (durationS == 0) return;
        var fine = Math.Min(durationS, FineS);
        if (durationS > fine)
        {
            var coarse = durationS - fine;
            state.X.Step(state.CommandXM, coarse);
            state.Y.Step(state.CommandYM, coarse);
            state.Feedback.Rest(coarse);
            state.Flicker?.Step(coarse);
            state.TimeS += coarse;
        }
        var samples = (long)Math.Max(1, Math.Round(fine * _options.SampleRateHz));
        var step = fine / samples;
        noise.Prepare(step);
        for (var i = 0L; i < samples; i++) Sample(state, step, noise.Next());
        state.Flicker?.Step(fine);
    }

    /// <summary>One sample of the controller: the axes move for its duration, then the feedback looks and answers.</summary>
    private void Sample(ScannerState state, double stepS, double whiteM)
    {
        state.TimeS += stepS;
        state.X.Step(state.CommandXM, stepS);
        state.Y.Step(state.CommandYM, stepS);
        state.Feedback.Drive(stepS);
        state.Feedback.Sense(Meet(state), whiteM, stepS);
    }

    /// <summary>h: what the tip meets now.</summary>
    private double Meet(ScannerState state)
    {
        var time = state.TimeS;
        if (time >= state.Tip.NextChangeS) state.Tip.Advance(time);
        var (x, y, shake) = (state.X.PositionM, state.Y.PositionM, state.Tip.ApexM);
        if (state.Drift is { } drift)
        {
            x += drift[0].At(time);
            y += drift[1].At(time);
            shake += drift[2].At(time);
        }
        (state.XM, state.YM) = (x, y);
        if (state.Flicker is not null) shake += state.Flicker.Value;
        if (_hum is not null) shake += _hum.At(time);
        return _surfaces[state.Tip.Shape].HeightM(x, y) + shake;
    }

    private void CheckSamples(double durationS, string what, string toChange)
    {
        var samples = durationS * _options.SampleRateHz;
        if (samples > MostSamples)
            throw new ArgumentException($"{what} of {durationS:G4} s takes {samples:G4} samples of the controller; {MostSamples:N0} are the most. Change {toChange}.");
    }

    private void CheckPlace(double xM, double yM)
    {
        // The piezo stops at the end of its stroke by itself; a place that is absurd is a mistake of the caller.
        AllowedRange.Check<double>(xM, -_options.X.StrokeM, 2 * _options.X.StrokeM, "m", nameof(xM), "xM: 2.5e-6");
        AllowedRange.Check<double>(yM, -_options.Y.StrokeM, 2 * _options.Y.StrokeM, "m", nameof(yM), "yM: 2.5e-6");
    }
}
