using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>Every limit there is, in the order of a file.</summary>
internal static class LimitTable
{
    public static IReadOnlyList<LimitEntry> Entries { get; } =
    [
        new("x range", ["m"], LimitLower.Zero, "Where the tip may be, counted from the lower left corner of the scan range.",
            l => (0, l.RangeXM), (l, _, upper) => l with { RangeXM = upper }),
        new("y range", ["m"], LimitLower.Zero, "The same along y.",
            l => (0, l.RangeYM), (l, _, upper) => l with { RangeYM = upper }),
        new("z range", ["m"], LimitLower.Own, "How far the tip may go down and up.",
            l => (l.MinZM, l.MaxZM), (l, lower, upper) => l with { MinZM = lower, MaxZM = upper }),
        new("scan speed", ["m/s"], LimitLower.Zero, "Fastest motion of the tip over the sample.",
            l => (0, l.MaxScanSpeedMPerS), (l, _, upper) => l with { MaxScanSpeedMPerS = upper }),
        new("dwell", ["s"], LimitLower.Own, "Shortest and longest stay at a point.",
            l => (l.MinDwellS, l.MaxDwellS), (l, lower, upper) => l with { MinDwellS = lower, MaxDwellS = upper }),
        new("bias", ["V"], LimitLower.Own, "Voltage between tip and sample, dc and the highest point of a waveform.",
            l => (l.MinBiasV, l.MaxBiasV), (l, lower, upper) => l with { MinBiasV = lower, MaxBiasV = upper }),
        new("bias slew", ["V/s"], LimitLower.Zero, "Fastest change of the dc bias; the ramp to the safe state keeps to it too.",
            l => (0, l.MaxBiasSlewVPerS), (l, _, upper) => l with { MaxBiasSlewVPerS = upper }),
        new("pulse duration", ["s"], LimitLower.Zero, "Longest bias pulse.",
            l => (0, l.MaxPulseS), (l, _, upper) => l with { MaxPulseS = upper }),
        new("excitation amplitude", ["V"], LimitLower.Zero, "Amplitude of the ac excitation.",
            l => (0, l.MaxAcAmplitudeV), (l, _, upper) => l with { MaxAcAmplitudeV = upper }),
        new("frequency", ["Hz"], LimitLower.Zero, "Highest frequency that is excited.",
            l => (0, l.MaxFrequencyHz), (l, _, upper) => l with { MaxFrequencyHz = upper }),
        new("current", ["A"], LimitLower.Mirrored, "Current through the tip, in either direction.",
            l => (-l.MaxCurrentA, l.MaxCurrentA), (l, _, upper) => l with { MaxCurrentA = upper }),
        new("setpoint", ["V", "A", "N", "m", "Hz"], LimitLower.Own, "What the feedback may be told to hold, in the unit of its signal: V, A, N, m or Hz.",
            l => (l.MinSetpoint, l.MaxSetpoint), (l, lower, upper) => l with { MinSetpoint = lower, MaxSetpoint = upper }),
    ];

    /// <summary>The limit of a name, without regard to case.</summary>
    /// <exception cref="ArgumentException">There is none; the message has the nearest spelling.</exception>
    public static LimitEntry Find(string name) =>
        Entries.FirstOrDefault(entry => entry.Name.Equals(name?.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(Unknown(name ?? ""));

    /// <summary>The words for a name that is no limit.</summary>
    public static string Unknown(string name)
    {
        var known = NearestNames.Order(name, Entries.Select(entry => entry.Name));
        return $"There is no limit '{name}'. Did you mean '{known[0]}'? Known: {string.Join(", ", known)}.";
    }

    /// <summary>The limits that allow more in <paramref name="wanted"/> than in <paramref name="now"/>; another unit counts as more.</summary>
    public static IEnumerable<LimitEntry> Wider(InstrumentLimits now, InstrumentLimits wanted) => Entries.Where(entry =>
    {
        var ((lower, upper), (wantedLower, wantedUpper)) = (entry.Get(now), entry.Get(wanted));
        return wantedLower < lower || wantedUpper > upper || entry.UnitOf(now) != entry.UnitOf(wanted);
    });
}
