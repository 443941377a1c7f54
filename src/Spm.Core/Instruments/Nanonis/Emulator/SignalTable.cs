namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// The 128 signals of a controller: the instrument's own, then image channels that are no signal, then unused ones that read 0. Before
/// R11798 channels are slots of a table that maps 24 of them.
/// </summary>
internal sealed class SignalTable
{
    private const int Count = 128;
    private const int SlotCount = 24;
    private readonly Microscope _microscope;
    private readonly bool _usesSlots;
    private readonly List<SignalInfo> _signals;
    private readonly int _ownSignals;
    private readonly int[] _slots = [.. Enumerable.Range(0, SlotCount)];

    private SignalTable(Microscope microscope, bool usesSlots, IReadOnlyList<SignalInfo> signals, IReadOnlyList<string> imageChannels)
    {
        (_microscope, _usesSlots, _ownSignals) = (microscope, usesSlots, signals.Count);
        var extra = imageChannels.Where(c => !signals.Any(s => Same(s.Name, c))).Select((name, i) => new SignalInfo(signals.Count + i, name, UnitOf(name)));
        _signals = [.. signals.Concat(extra).Take(Count)];
        ImageChannels = imageChannels;
    }

    /// <summary>What the instrument can scan.</summary>
    public IReadOnlyList<string> ImageChannels { get; }

    /// <summary>Names with units of all 128, as <c>Bias (V)</c>.</summary>
    public string[] Names => [.. Enumerable.Range(0, Count).Select(Label)];

    /// <summary>The signal in each slot.</summary>
    public IReadOnlyList<int> Slots => _slots;

    /// <summary>Asks the instrument for its signals.</summary>
    public static async Task<SignalTable> ReadAsync(Microscope microscope, bool usesSlots, CancellationToken cancellationToken)
    {
        var signals = microscope.Instrument is ISignals source ? await source.GetSignalsAsync(cancellationToken).ConfigureAwait(false) : [];
        return new SignalTable(microscope, usesSlots, signals, microscope.Instrument is IImaging imaging ? imaging.ImageChannels : []);
    }

    /// <summary>True for a signal that carries nothing and reads 0, as most of a controller's 128 do.</summary>
    public bool IsUnused(int signal) => signal >= _signals.Count;

    /// <summary>Name and unit of a signal.</summary>
    public string Label(int signal) => signal < _signals.Count ? _signals[signal].ToString() : $"Internal {signal + 1} (V)";

    /// <summary>The signal behind a channel number of the wire.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public int SignalOf(int channel)
    {
        var count = _usesSlots ? SlotCount : Count;
        if (channel < 0 || channel >= count)
            throw new ArgumentException($"There is no channel {channel}; {(_usesSlots ? "slots" : "signals")} are numbered 0 to {count - 1}.");
        return _usesSlots ? _slots[channel] : channel;
    }

    /// <summary>Puts a signal into a slot.</summary>
    /// <exception cref="ArgumentException">There is no such slot or signal.</exception>
    public void SetSlot(int slot, int signal)
    {
        if (slot is < 0 or >= SlotCount) throw new ArgumentException($"There is no slot {slot}; slots are numbered 0 to {SlotCount - 1}.");
        if (signal is < 0 or >= Count) throw new ArgumentException($"There is no signal {signal}; signals are numbered 0 to {Count - 1}.");
        _slots[slot] = signal;
    }

    /// <summary>The present value of signals; unused ones, and image channels that are no signal, read 0.</summary>
    public async Task<double[]> ReadAsync(IReadOnlyList<int> signals, CancellationToken cancellationToken)
    {
        if (signals.FirstOrDefault(s => s is < 0 or >= Count, -1) is var wrong && signals.Any(s => s is < 0 or >= Count))
            throw new ArgumentException($"There is no signal {wrong}; signals are numbered 0 to {Count - 1}.");
        var own = signals.Where(s => s < _ownSignals).ToList();
        var values = own.Count == 0 ? [] : await _microscope.Need<ISignals>("signals").ReadSignalsAsync(own, cancellationToken).ConfigureAwait(false);
        var result = new double[signals.Count];
        for (int i = 0, next = 0; i < result.Length; i++)
            if (signals[i] < _ownSignals) result[i] = InController(signals[i], values[next++]);
        return result;
    }

    /// <summary>The instrument's number of a signal that it can record.</summary>
    /// <exception cref="ArgumentException">It is an unused one.</exception>
    public int Own(int signal) => signal >= 0 && signal < _ownSignals
        ? signal
        : throw new ArgumentException($"The microscope does not record signal {signal}, {Label(Math.Clamp(signal, 0, Count - 1))}. Signals: {string.Join(", ", _signals.Take(_ownSignals).Select(s => $"{s.Index} {s.Name}"))}.");

    /// <summary>The instrument's name of a signal that it can record.</summary>
    public string OwnName(int signal) => _signals[Own(signal)].Name;

    /// <summary>The signal of a name, if there is one.</summary>
    public SignalInfo? Find(string name) => _signals.Find(s => Same(s.Name, name));

    /// <summary>The image channel that a scan records for a signal: the one of its name, height for Z; null for what a scan knows without recording: bias, x, y, and the 0 of unused signals.</summary>
    /// <exception cref="ArgumentException">A scan cannot record it.</exception>
    public string? ImageChannel(int signal)
    {
        if (IsUnused(signal)) return null;
        var name = _signals[signal].Name;
        if (ImageChannels.FirstOrDefault(c => Same(c, name)) is { } channel) return channel;
        if (Same(name, "Z") && ImageChannels.FirstOrDefault(c => Same(c, "height")) is { } height) return height;
        if (Same(name, "Bias") || Same(name, "X") || Same(name, "Y")) return null;
        var known = _signals.Where(s => ImageChannels.Any(c => Same(c, s.Name)) || s.Name is "Bias" or "X" or "Y" or "Z");
        throw new ArgumentException($"A scan of this microscope cannot record signal {signal}, {Label(signal)}. It can record {string.Join(", ", known.Select(s => $"{s.Index} {s.Name}"))}.");
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static string UnitOf(string imageChannel) => imageChannel.ToLowerInvariant() switch
    {
        "height" => "m",
        "amplitude" => "V",
        "phase" => "rad",
        "resonance" => "Hz",
        _ => "",
    };

    // Positions are told in the controller's frame.
    private double InController(int signal, double value) => _signals[signal].Name switch
    {
        "X" => value - _microscope.Limits.RangeXM / 2,
        "Y" => value - _microscope.Limits.RangeYM / 2,
        _ => value,
    };
}
