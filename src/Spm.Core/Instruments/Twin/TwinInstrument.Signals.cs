using System.Numerics;
using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <content>Signals that can be read.</content>
public sealed partial class TwinInstrument : ISignals
{
    /// <summary>Stiffness of the contact in N/m, through which the surface drives the cantilever.</summary>
    internal const double ContactStiffnessNPerM = 40;

    /// <summary>Each signal: what it is without noise, and the standard deviation of its noise.</summary>
    private static readonly (SignalInfo Signal, Func<TwinInstrument, double> Read, Func<TwinInstrument, double> Sigma)[] SignalTable = Table(
        ("Bias", "V", twin => twin.Microscope.BiasV, _ => 0),
        ("X", "m", twin => twin.Microscope.XM, _ => 0),
        ("Y", "m", twin => twin.Microscope.YM, _ => 0),
        ("Z", "m", twin => twin._controls.ZM(twin.Microscope.Surface.HeightM), _ => 0),
        ("Current", "A", twin => twin.CurrentNow(), twin => twin._options.Channels.CurrentNoiseA),
        ("Deflection", "m", twin => twin._controls.DeflectionM(twin.Microscope.Surface.HeightM), twin => twin._options.HeightNoiseM),
        ("Force", "N", twin => twin._options.Channels.SpringConstantNPerM * twin._controls.DeflectionM(twin.Microscope.Surface.HeightM),
            twin => twin._options.Channels.SpringConstantNPerM * twin._options.HeightNoiseM),
        ("Contact potential", "V", twin => twin.Microscope.Surface.ContactPotentialV, twin => twin._options.Channels.PotentialNoiseV),
        ("Amplitude", "V", twin => twin.Demodulate().Magnitude, twin => twin._options.NoiseSigmaV),
        ("Phase", "rad", twin => twin.Demodulate().Phase, twin => twin._options.NoiseSigmaV / Math.Max(twin._options.NoiseSigmaV, twin.Demodulate().Magnitude)),
        ("Resonance frequency", "Hz", twin => twin.ResonanceNow().ResonanceHz, _ => 0));

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignalInfo>> GetSignalsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<SignalInfo>>([.. SignalTable.Select(s => s.Signal)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<double>> ReadSignalsAsync(IReadOnlyList<int> indices, CancellationToken cancellationToken = default)
    {
        if (indices.Any(i => i < 0 || i >= SignalTable.Length))
            throw new ArgumentException($"There is no signal {indices.First(i => i < 0 || i >= SignalTable.Length)}. Signals: {string.Join(", ", SignalTable.Select(s => $"{s.Signal.Index} {s.Signal.Name}"))}.");
        return Task.FromResult<IReadOnlyList<double>>([.. indices.Select(i => SignalTable[i].Read(this))]);
    }

    private static (SignalInfo Signal, Func<TwinInstrument, double> Read, Func<TwinInstrument, double> Sigma)[] Table(
        params (string Name, string Unit, Func<TwinInstrument, double> Read, Func<TwinInstrument, double> Sigma)[] rows) =>
        [.. rows.Select((row, index) => (new SignalInfo(index, row.Name, row.Unit), row.Read, row.Sigma))];

    /// <summary>A signal as it is measured, with its noise.</summary>
    private double Measure(int signal, ref RandomSequence noise)
    {
        var (_, read, sigma) = SignalTable[signal];
        return read(this) + (_options.NoiseOn ? sigma(this) * noise.NextGaussian() : 0);
    }

    private double CurrentNow() => _controls.IsInContact(Microscope.Surface.HeightM) ? Microscope.Sample.CurrentA(Microscope.XM, Microscope.YM, Microscope.BiasV) : 0;

    /// <summary>The oscillator that the lock-in meets where the tip is; its amplitude is 0 out of contact or with the modulation off.</summary>
    private ContactResonance ResonanceNow()
    {
        var surface = Microscope.Surface;
        var amplitude = _controls.LockIn.IsOn && _controls.IsInContact(surface.HeightM) ? _controls.LockIn.AmplitudeV : 0;
        return Microscope.Excite(surface, Microscope.SensePolarization(), amplitude);
    }

    private Complex Demodulate() =>
        ResonanceNow().Response(_controls.LockIn.FrequencyHz) * Complex.FromPolarCoordinates(1, -_controls.LockIn.PhaseRad);
}
