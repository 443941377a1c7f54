using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <content>Signals that can be read.</content>
public sealed partial class TwinInstrument : ISignals
{
    private static readonly (SignalInfo Signal, Func<TwinInstrument, double> Read)[] SignalTable = Table(
        ("Bias", "V", twin => twin._microscope.BiasV),
        ("X", "m", twin => twin._microscope.XM),
        ("Y", "m", twin => twin._microscope.YM),
        ("Z", "m", twin => twin._controls.ZM(twin._microscope.Surface.HeightM)),
        ("Deflection", "m", twin => twin._controls.DeflectionM(twin._microscope.Surface.HeightM)),
        ("Amplitude", "V", twin => twin.Demodulate().Magnitude),
        ("Phase", "rad", twin => twin.Demodulate().Phase),
        ("Resonance frequency", "Hz", twin => twin.ResonanceNow().ResonanceHz));

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

    private static (SignalInfo Signal, Func<TwinInstrument, double> Read)[] Table(params (string Name, string Unit, Func<TwinInstrument, double> Read)[] rows) =>
        [.. rows.Select((row, index) => (new SignalInfo(index, row.Name, row.Unit), row.Read))];

    /// <summary>The oscillator that the lock-in meets where the tip is; its amplitude is 0 out of contact or with the modulation off.</summary>
    private ContactResonance ResonanceNow()
    {
        var surface = _microscope.Surface;
        var amplitude = _controls.LockIn.IsOn && _controls.IsInContact(surface.HeightM) ? _controls.LockIn.AmplitudeV : 0;
        return _microscope.Excite(surface, _microscope.SensePolarization(), amplitude);
    }

    private System.Numerics.Complex Demodulate() =>
        ResonanceNow().Response(_controls.LockIn.FrequencyHz) * System.Numerics.Complex.FromPolarCoordinates(1, -_controls.LockIn.PhaseRad);
}
