using Spm.Core.Physics.Scanning;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// The scanner below the microscope: takes the tip to places, with its faults when it has any. The microscope's clock and the scanner's are kept together.
/// </summary>
/// <param name="microscope">What is moved.</param>
/// <param name="options">The scanner; null is one that goes where it is told, at once.</param>
/// <param name="seed">Seed of all that is random in it.</param>
internal sealed class TwinScanner(TwinMicroscope microscope, ScannerOptions? options, int seed)
{
    private readonly ScanLineSimulator? _simulator = options is null ? null : new ScanLineSimulator(new FunctionSurface(microscope.Sample.HeightM), options, seed);
    private ScannerState? _state;
    private long _lines;

    /// <summary>True when the tip is not exactly where it was told to be.</summary>
    public bool HasFaults => _simulator is not null;

    /// <summary>Where the tip was told to be.</summary>
    public TipPosition Commanded => _state is { } state ? new TipPosition(state.CommandXM, state.CommandYM) : new TipPosition(microscope.XM, microscope.YM);

    /// <summary>Goes to a place. Without faults that takes no time; what waiting there takes is the measurement's affair.</summary>
    public void Go(double xM, double yM, CancellationToken cancellationToken)
    {
        if (_simulator is null)
        {
            microscope.MoveTo(xM, yM);
            return;
        }
        var state = InStep();
        _simulator.MoveTo(state, xM, yM, cancellationToken);
        Follow(state);
    }

    /// <summary>Goes to a place on a straight line in the time given, without settling there: a step of a path.</summary>
    /// <param name="xM">Where to, in m.</param>
    /// <param name="yM">Where to, in m.</param>
    /// <param name="durationS">How long it takes in s.</param>
    /// <param name="pass">Lets that time pass for clock and sample, with the tip at its end.</param>
    /// <param name="cancellationToken">Stops on the way.</param>
    public void Along(double xM, double yM, double durationS, Action<double> pass, CancellationToken cancellationToken)
    {
        if (_simulator is null)
        {
            microscope.MoveTo(xM, yM);
            pass(durationS);
            return;
        }
        var state = InStep();
        _simulator.MoveTo(state, xM, yM, durationS, cancellationToken);
        microscope.MoveTo(state.XM, state.YM);
        pass(Math.Max(0, state.TimeS - microscope.Clock.TotalSeconds));
    }

    /// <summary>Brings the scanner up to the clock after a stay: the tip is where drift and creep have taken it meanwhile.</summary>
    public void CatchUp()
    {
        if (_simulator is null) return;
        var state = InStep();
        microscope.MoveTo(state.XM, state.YM);
    }

    /// <summary>Height in m that the feedback of a scanner with faults reports now; NaN for one without.</summary>
    public double MeasuredHeightM => _state?.HeightM ?? double.NaN;

    /// <summary>Scans a line there and back, which takes its time on the clock. The tip is not taken along: a pass says where it was.</summary>
    public Physics.Scanning.ScanLine Line(LineGeometry line, CancellationToken cancellationToken)
    {
        var state = InStep();
        var scanned = _simulator!.Scan(state, line, _lines++, cancellationToken);
        microscope.Wait(Math.Max(0, state.TimeS - microscope.Clock.TotalSeconds));
        return scanned;
    }

    /// <summary>Forgets all drift and creep.</summary>
    public void Reset() => (_state, _lines) = (null, 0);

    private ScannerState InStep()
    {
        _state ??= _simulator!.Land(microscope.XM, microscope.YM, microscope.Clock.TotalSeconds);
        var behind = microscope.Clock.TotalSeconds - _state.TimeS;
        // The clock counts in ticks of 100 ns; less than a sample of the controller is no wait.
        if (behind > 1 / _simulator!.Options.SampleRateHz) _simulator.Wait(_state, behind);
        return _state;
    }

    private void Follow(ScannerState state)
    {
        microscope.MoveTo(state.XM, state.YM);
        microscope.Wait(Math.Max(0, state.TimeS - microscope.Clock.TotalSeconds));
    }
}
