using Spm.Core.Physics;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// The simulated microscope itself: where the tip is, its bias, the clock, and what the sample answers. No datasets, no limits.
/// One measurement at a time; position, bias and clock may be read by other threads meanwhile.
/// </summary>
internal sealed class TwinMicroscope
{
    /// <summary>Duration of one bias pulse or one read in s; also of one band-excitation wave.</summary>
    internal const double PulseS = 4e-3;

    /// <summary>Time to move to the next point of a grid and settle, in s.</summary>
    internal const double MoveS = 50e-3;

    /// <summary>Time for one line of an image, trace and retrace, in s.</summary>
    internal const double LineS = 1;

    private readonly TipGeometry _tip;
    private readonly Cantilever _cantilever;
    private readonly TwinPace? _pace;
    private long _clockTicks;
    private double _xM, _yM, _biasV;

    /// <summary>Puts a sample below a tip.</summary>
    public TwinMicroscope(ISample sample, TwinOptions options)
    {
        (Sample, _tip, _pace) = (sample, options.Tip, options.RealTime ? new TwinPace() : null);
        var cantilever = options.EffectiveCantilever();
        _cantilever = sample.IsFerroelectric ? cantilever : cantilever with { SwitchingSoftening = 0 };
        (_xM, _yM) = (sample.SizeM / 2, sample.SizeM / 2);
    }

    /// <summary>What lies below the tip.</summary>
    public ISample Sample { get; }

    /// <summary>Tip position in m.</summary>
    public double XM => Volatile.Read(ref _xM);

    /// <summary>Tip position in m.</summary>
    public double YM => Volatile.Read(ref _yM);

    /// <summary>Dc bias on the tip in V.</summary>
    public double BiasV => Volatile.Read(ref _biasV);

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Clock => TimeSpan.FromTicks(Interlocked.Read(ref _clockTicks));

    /// <summary>The surface below the tip.</summary>
    public SurfacePoint Surface => Sample.SurfaceAt(XM, YM);

    /// <summary>Electromechanical response below the tip: polarization in units of P_s, or what takes its place.</summary>
    public double SensePolarization() => Sample.ResponseAt(XM, YM, _tip.ResolutionM);

    /// <summary>The oscillator that a band excitation meets now.</summary>
    public ContactResonance Excite(in SurfacePoint surface, double polarization, double acAmplitudeV) =>
        _cantilever.Resonance(surface, polarization, BiasV, acAmplitudeV);

    /// <summary>Moves the tip.</summary>
    public void MoveTo(double xM, double yM)
    {
        Volatile.Write(ref _xM, xM);
        Volatile.Write(ref _yM, yM);
    }

    /// <summary>Lets virtual time pass for clock and sample.</summary>
    public void Wait(double seconds)
    {
        Sample.Wait(seconds);
        Tick(seconds);
    }

    /// <summary>Sets the bias without letting the sample evolve.</summary>
    public void SetBias(double biasV) => Volatile.Write(ref _biasV, biasV);

    /// <summary>Touches down where the tip is. The contact lasts until the tip moves.</summary>
    /// <param name="largestBiasV">Largest bias, of either sign, that it will hold.</param>
    public TipContact Touch(double largestBiasV) => new(XM, YM, _tip, largestBiasV);

    /// <summary>Holds a bias while the sample below the tip evolves.</summary>
    /// <param name="contact">What <see cref="Touch"/> gave at this place.</param>
    /// <param name="biasV">Bias in V.</param>
    /// <param name="durationS">How long, in s.</param>
    public void Pulse(TipContact contact, double biasV, double durationS = PulseS)
    {
        SetBias(biasV);
        Sample.Apply(contact, biasV, durationS);
        Tick(durationS);
    }

    /// <summary>Returns sample, clock and tip to the start.</summary>
    public void Reset()
    {
        Sample.Reset();
        SetBias(0);
        MoveTo(Sample.SizeM / 2, Sample.SizeM / 2);
        Interlocked.Exchange(ref _clockTicks, 0);
    }

    private void Tick(double seconds)
    {
        Interlocked.Add(ref _clockTicks, (long)(seconds * TimeSpan.TicksPerSecond));
        if (_pace is { } pace) pace.KeepUp(Clock);
    }
}
