using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// The simulated microscope itself: where the tip is, its bias, the clock, and what the sample answers. No datasets, no limits.
/// One measurement at a time; position, bias and clock may be read by other threads meanwhile.
/// </summary>
internal sealed class TwinMicroscope
{
    /// <summary>Model time per second of bias: a pulse of <see cref="PulseS"/> lets all but creeping domains come to rest.</summary>
    private const double ModelTimePerS = 1000;

    /// <summary>Duration of one bias pulse or one read in s; also of one band-excitation wave.</summary>
    internal const double PulseS = 4e-3;

    /// <summary>Time to move to the next point of a grid and settle, in s.</summary>
    internal const double MoveS = 50e-3;

    /// <summary>Time for one line of an image, trace and retrace, in s.</summary>
    internal const double LineS = 1;

    private readonly PtoSample _sample;
    private readonly TipGeometry _tip;
    private readonly Cantilever _cantilever;
    private long _clockTicks;
    private double _xM, _yM, _biasV;

    /// <summary>Puts a sample below a tip.</summary>
    public TwinMicroscope(PtoSample sample, TwinOptions options)
    {
        (_sample, _tip, _cantilever) = (sample, options.Tip, options.EffectiveCantilever());
        (_xM, _yM) = (PtoSample.SizeM / 2, PtoSample.SizeM / 2);
    }

    /// <summary>Tip position in m.</summary>
    public double XM => Volatile.Read(ref _xM);

    /// <summary>Tip position in m.</summary>
    public double YM => Volatile.Read(ref _yM);

    /// <summary>Dc bias on the tip in V.</summary>
    public double BiasV => Volatile.Read(ref _biasV);

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Clock => TimeSpan.FromTicks(Interlocked.Read(ref _clockTicks));

    /// <summary>The surface below the tip.</summary>
    public SurfacePoint Surface => _sample.SurfaceAt(XM, YM);

    /// <summary>Polarization below the tip in units of P_s.</summary>
    public double SensePolarization() => _sample.Lattice.Sense(XM, YM, _tip.ResolutionM);

    /// <summary>The oscillator that a band excitation meets now.</summary>
    public ContactResonance Excite(in SurfacePoint surface, double polarization, double acAmplitudeV) =>
        _cantilever.Resonance(surface, polarization, BiasV, acAmplitudeV);

    /// <summary>Moves the tip.</summary>
    public void MoveTo(double xM, double yM)
    {
        Volatile.Write(ref _xM, xM);
        Volatile.Write(ref _yM, yM);
    }

    /// <summary>Lets virtual time pass.</summary>
    public void Wait(double seconds) => Interlocked.Add(ref _clockTicks, (long)(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Sets the bias without letting the sample evolve.</summary>
    public void SetBias(double biasV) => Volatile.Write(ref _biasV, biasV);

    /// <summary>A window as large as a bias of up to <paramref name="largestBiasV"/> can switch.</summary>
    public LatticeWindow WindowFor(double largestBiasV)
    {
        var lattice = _sample.Lattice;
        var reach = (int)Math.Ceiling(_tip.SwitchingReachM(largestBiasV, lattice.Landau) / lattice.CellM);
        return new LatticeWindow(lattice, Math.Min(2 * reach + 1, lattice.Rows), Math.Min(2 * reach + 1, lattice.Columns));
    }

    /// <summary>Puts the window around the tip and works out the tip's field in it.</summary>
    public void Aim(LatticeWindow window)
    {
        var lattice = _sample.Lattice;
        var (rows, columns) = (window.Rows, window.Columns);
        window.Load(
            Math.Clamp((int)Math.Floor(YM / lattice.CellM) - rows / 2, 0, lattice.Rows - rows),
            Math.Clamp((int)Math.Floor(XM / lattice.CellM) - columns / 2, 0, lattice.Columns - columns));
        for (var i = 0; i < window.Profile.Length; i++)
        {
            var dx = (window.Left + i % columns + 0.5) * lattice.CellM - XM;
            var dy = (window.Top + i / columns + 0.5) * lattice.CellM - YM;
            window.Profile[i] = _tip.Profile(dx * dx + dy * dy);
        }
    }

    /// <summary>Applies a bias for a time, one pulse if not said otherwise, while the sample below the tip evolves.</summary>
    public void Pulse(LatticeWindow window, double biasV, double durationS = PulseS)
    {
        SetBias(biasV);
        window.Evolve(biasV * _tip.FieldPerVolt, durationS * ModelTimePerS);
        window.Store();
        Wait(durationS);
    }

    /// <summary>Returns sample, clock and tip to the start.</summary>
    public void Reset()
    {
        _sample.Reset();
        SetBias(0);
        MoveTo(PtoSample.SizeM / 2, PtoSample.SizeM / 2);
        Interlocked.Exchange(ref _clockTicks, 0);
    }
}
