using Spm.Core.Instruments.Waveforms;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>waveform KIND</c>: a waveform as a value, with its picture and spectrum. Nothing is played.</summary>
internal sealed partial record WaveformCommand
{
    private static readonly string[] _band = ["center", "band", "amplitude", "rate", "samples", "repeats", "smooth"];

    private static readonly KindOptions _options = new("waveform", "waveform", [], new Dictionary<string, string[]>
    {
        ["sinc"] = _band,
        ["chirp"] = [.. _band, "phase", "falling"],
        ["multitone"] = [.. _band, "phases", "variation", "lines-per-tone", "seed"],
        ["triangle"] = ["amplitude", "offset", "steps", "cycles", "fraction", "shift", "step-time"],
        ["forc"] = ["high", "low", "cycles", "repeats", "steps", "shift", "step-time"],
        ["ckpfm"] = ["writes", "reads", "write-steps", "read-steps", "step-time"],
        ["pulses"] = ["amplitude", "base", "width", "gap", "count", "polarity", "rate"],
        ["samples"] = ["values", "rate"],
    });

    [Argument(0, "KIND", "band excitation: sinc, chirp, multitone; bias: triangle, forc, ckpfm, pulses; samples of your own", Values = ["sinc", "chirp", "multitone", "triangle", "forc", "ckpfm", "pulses", "samples"])]
    public string Kind { get; init; } = "";

    [Option("amplitude", "largest voltage: of the excitation (1 V), of the triangle (8 V), of a pulse (5 V)", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double? AmplitudeV { get; init; }

    [Option("center", "sinc, chirp, multitone: middle of the band (350 kHz)", Unit = "Hz", Minimum = 1, Maximum = 1e9)]
    public double? CenterHz { get; init; }

    [Option("band", "sinc, chirp, multitone: width of the band (60 kHz)", Unit = "Hz", Minimum = 1, Maximum = 1e9)]
    public double? BandHz { get; init; }

    [Option("rate", "samples per second (excitation 4 MHz, pulses 100 kHz; needed for samples)", Unit = "Hz", Minimum = 1e-3, Maximum = 1e10)]
    public double? RateHz { get; init; }

    [Option("samples", "sinc, chirp, multitone: samples of one period (16384)", Minimum = 16, Maximum = Waveform.MaxSamples)]
    public int? PeriodSamples { get; init; }

    [Option("repeats", "how often the period (excitation) or each triangle (forc) is played (1)", Minimum = 1, Maximum = 1_000_000)]
    public int? Repeats { get; init; }

    [Option("smooth", "sinc, chirp, multitone: part of the band over which each edge rises (0)", Minimum = 0, Maximum = 0.5)]
    public double? Smooth { get; init; }

    [Option("phase", "chirp: phase at the start (−π/2)", Unit = "rad", Minimum = -1e3, Maximum = 1e3)]
    public double? PhaseRad { get; init; }

    [Option("falling", "chirp: from the upper edge to the lower one")]
    public bool IsFalling { get; init; }

    [Option("phases", "multitone: how phases are chosen (schroeder)", Values = ["schroeder", "random"])]
    public string? Phases { get; init; }

    [Option("variation", "multitone: 0 all tones in phase, 1 as far apart as it goes (1)", Minimum = 0, Maximum = 1)]
    public double? Variation { get; init; }

    [Option("lines-per-tone", "multitone: every how manyth line of the period is excited (1)", Minimum = 1, Maximum = Waveform.MaxSamples)]
    public int? LinesPerTone { get; init; }

    [Option("seed", "multitone: seed of random phases (1)", Minimum = 0, Maximum = int.MaxValue)]
    public int? Seed { get; init; }

    [Option("offset", "triangle: its middle (0 V)", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double? OffsetV { get; init; }

    [Option("steps", "triangle, forc: steps of a full triangle, a multiple of 4 (64)", Minimum = 4, Maximum = 1 << 20)]
    public int? Steps { get; init; }

    [Option("cycles", "triangle: how often it is played (1); forc: number of reversal curves (15)", Minimum = 1, Maximum = 1_000_000)]
    public int? Cycles { get; init; }

    [Option("fraction", "triangle: part of it that is played, 0.25, 0.5, 0.75 or 1 (1)", Minimum = 0.25, Maximum = 1)]
    public double? Fraction { get; init; }

    [Option("shift", "triangle, forc: part of a cycle by which it is played later, 0, 0.25, 0.5 or 0.75 (triangle 0, forc 0.75)", Minimum = 0, Maximum = 0.75)]
    public double? Shift { get; init; }

    [Option("step-time", "triangle, forc, ckpfm: duration of a step (4 ms; ckpfm 12 ms)", Unit = "s", Minimum = 1e-9, Maximum = 1e4)]
    public double? StepS { get; init; }

    [Option("high", "forc: high bias of the first and of the last curve, or one for both (8 V)", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double[]? HighV { get; init; }

    [Option("low", "forc: low bias of the first and of the last curve (6V,-8V)", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double[]? LowV { get; init; }

    [Option("writes", "ckpfm: write pulses in order (a triangle of 64 steps of ±8 V)", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double[]? WritesV { get; init; }

    [Option("reads", "ckpfm: read biases in order (9 from −4 V to 4 V)", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double[]? ReadsV { get; init; }

    [Option("write-steps", "ckpfm: steps for which a write pulse is held (1)", Minimum = 1, Maximum = 1_000_000)]
    public int? WriteSteps { get; init; }

    [Option("read-steps", "ckpfm: steps for which a read bias is held (1)", Minimum = 1, Maximum = 1_000_000)]
    public int? ReadSteps { get; init; }

    [Option("base", "pulses: bias between them (0 V)", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double? BaseV { get; init; }

    [Option("width", "pulses: duration of one (10 ms)", Unit = "s", Minimum = 1e-9, Maximum = 1e4)]
    public double? WidthS { get; init; }

    [Option("gap", "pulses: time from the end of one to the next (40 ms)", Unit = "s", Minimum = 0, Maximum = 1e4)]
    public double? GapS { get; init; }

    [Option("count", "pulses: how many (10)", Minimum = 1, Maximum = 1_000_000)]
    public int? Count { get; init; }

    [Option("polarity", "pulses: their signs (positive)", Values = ["positive", "negative", "alternating"])]
    public string? Polarity { get; init; }

    [Option("values", "samples: the voltages, or @NAME of an array", Unit = "V", Minimum = -1e3, Maximum = 1e3)]
    public double[]? ValuesV { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<WaveformCommand>(
        "waveform", "Make a waveform, see it with its spectrum, check it against the instrument's limits; nothing is played", "waveform sinc --center 350kHz --band 60kHz as w",
        (command, _, _) => Task.FromResult<object?>(session.Waveform(command.Build())));
}
