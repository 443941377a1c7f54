using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <content>Signals that can be read.</content>
public sealed partial class TwinInstrument : ISignals
{
    private static readonly (SignalInfo Signal, Func<TwinInstrument, double> Read)[] SignalTable = Table(
        ("Bias", "V", twin => twin.Microscope.BiasV),
        ("X", "m", twin => twin.Microscope.XM),
        ("Y", "m", twin => twin.Microscope.YM),
        ("Z", "m", twin => twin._controls.ZM(twin.Microscope.Surface.HeightM)),
        ("Deflection", "m", twin => twin._controls.DeflectionM(twin.Microscope.Surface.HeightM)),
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
        var surface = Microscope.Surface;
        var amplitude = _controls.LockIn.IsOn && _controls.IsInContact(surface.HeightM) ? _controls.LockIn.AmplitudeV : 0;
        return Microscope.Excite(surface, Microscope.SensePolarization(), amplitude);
    }

    private System.Numerics.Complex Demodulate() =>
        ResonanceNow().Response(_controls.LockIn.FrequencyHz) * System.Numerics.Complex.FromPolarCoordinates(1, -_controls.LockIn.PhaseRad);
}
