using Spm.Core.Instruments.Waveforms;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <content>From the options to a waveform of each kind; what is not given is the waveform's own default.</content>
internal sealed partial record WaveformCommand
{
    private Waveform Build()
    {
        _options.Require(this, Kind);
        if (Kind is "triangle" or "forc" && Steps is { } steps && steps % 4 != 0)
            throw Wrong($"--steps must be a multiple of 4, got {steps}. Try: --steps {steps / 4 * 4 + 4}");
        return Kind switch
        {
            "sinc" => Band(new SincDrive()),
            "chirp" => Chirp(),
            "multitone" => Multitone(),
            "triangle" => Triangle(),
            "forc" => Forc(),
            "ckpfm" => Ckpfm(),
            "pulses" => Pulses(),
            _ => new SampledWaveform(ValuesV ?? throw Wrong("samples wants the voltages. Try: waveform samples --values 0V,1V,0V --rate 1kHz"),
                RateHz ?? throw Wrong("samples wants to know how many there are in a second. Try: --rate 100kHz")),
        };
    }

    private T Band<T>(T drive)
        where T : BandDrive => drive with
        {
            CenterHz = CenterHz ?? drive.CenterHz,
            BandwidthHz = BandHz ?? drive.BandwidthHz,
            AmplitudeV = AmplitudeV ?? drive.AmplitudeV,
            RateHz = RateHz ?? drive.RateHz,
            PeriodSamples = PeriodSamples ?? drive.PeriodSamples,
            Repeats = Repeats ?? drive.Repeats,
            EdgeSmoothing = Smooth ?? drive.EdgeSmoothing,
        };

    private ChirpDrive Chirp()
    {
        var chirp = new ChirpDrive();
        return Band(chirp with { PhaseRad = PhaseRad ?? chirp.PhaseRad, IsFalling = IsFalling });
    }

    private MultitoneDrive Multitone()
    {
        var tones = new MultitoneDrive();
        return Band(tones with
        {
            Phases = Phases == "random" ? TonePhases.Random : TonePhases.Schroeder,
            PhaseVariation = Variation ?? tones.PhaseVariation,
            LinesPerTone = LinesPerTone ?? tones.LinesPerTone,
            Seed = Seed ?? tones.Seed,
        });
    }

    private TriangleBias Triangle()
    {
        var triangle = new TriangleBias();
        return triangle with
        {
            AmplitudeV = AmplitudeV ?? triangle.AmplitudeV,
            OffsetV = OffsetV ?? triangle.OffsetV,
            StepsPerCycle = Steps ?? triangle.StepsPerCycle,
            Cycles = Cycles ?? triangle.Cycles,
            CycleFraction = Quarter(Fraction, "--fraction", 1) ?? triangle.CycleFraction,
            PhaseShift = Quarter(Shift, "--shift", 0) ?? triangle.PhaseShift,
            StepS = StepS ?? triangle.StepS,
        };
    }

    private ForcBias Forc()
    {
        var forc = new ForcBias();
        var (high, low) = (FirstAndLast(HighV, "--high"), FirstAndLast(LowV, "--low"));
        return forc with
        {
            HighFirstV = high?.First ?? forc.HighFirstV,
            HighLastV = high?.Last ?? forc.HighLastV,
            LowFirstV = low?.First ?? forc.LowFirstV,
            LowLastV = low?.Last ?? forc.LowLastV,
            ForcCycles = Cycles ?? forc.ForcCycles,
            CyclesPerForc = Repeats ?? forc.CyclesPerForc,
            StepsPerCycle = Steps ?? forc.StepsPerCycle,
            PhaseShift = Quarter(Shift, "--shift", 0) ?? forc.PhaseShift,
            StepS = StepS ?? forc.StepS,
        };
    }

    private CkpfmBias Ckpfm()
    {
        var bias = new CkpfmBias();
        return bias with { WritesV = WritesV ?? bias.WritesV, ReadsV = ReadsV ?? bias.ReadsV, WriteSteps = WriteSteps ?? bias.WriteSteps, ReadSteps = ReadSteps ?? bias.ReadSteps, StepS = StepS ?? bias.StepS };
    }

    private PulseTrain Pulses()
    {
        if (AmplitudeV < 0) throw Wrong($"--amplitude of pulses is not negative, got {AmplitudeV:G4} V; their sign is --polarity. Try: --amplitude {-AmplitudeV:G4}V --polarity negative");
        var train = new PulseTrain();
        return train with
        {
            AmplitudeV = AmplitudeV ?? train.AmplitudeV,
            BaseV = BaseV ?? train.BaseV,
            WidthS = WidthS ?? train.WidthS,
            GapS = GapS ?? train.GapS,
            Count = Count ?? train.Count,
            RateHz = RateHz ?? train.RateHz,
            Polarity = Polarity switch { "negative" => PulsePolarity.Negative, "alternating" => PulsePolarity.Alternating, _ => PulsePolarity.Positive },
        };
    }

    private static double? Quarter(double? given, string option, int least) =>
        given is null || (given * 4) % 1 == 0 ? given : throw Wrong($"{option} must be a whole number of quarters, {(least == 0 ? "0, 0.25, 0.5 or 0.75" : "0.25, 0.5, 0.75 or 1")}, got {given}. Try: {option} 0.5");

    private static (double First, double Last)? FirstAndLast(double[]? given, string option) => given switch
    {
        null => null,
        [var both] => (both, both),
        [var first, var last] => (first, last),
        _ => throw Wrong($"{option} wants the bias of the first and of the last curve, such as {option} 6V,-8V; got {given.Length}."),
    };

    private static CommandException Wrong(string message) => new(message) { IsWrongUsage = true };
}
