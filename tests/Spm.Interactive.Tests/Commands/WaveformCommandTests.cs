using Spm.Core.Instruments;
using Spm.Core.Instruments.Waveforms;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Commands;

/// <summary>The command makes the records of Spm.Core.Instruments.Waveforms, with their defaults.</summary>
public sealed class WaveformCommandTests : IAsyncDisposable
{
    private readonly CommandHost _host = new();

    public static TheoryData<string, Waveform> Lines => new()
    {
        { "sinc", new SincDrive() },
        { "sinc --center 340kHz --band 40kHz --amplitude 2V --rate 2MHz --samples 8192 --repeats 3 --smooth 0.1", new SincDrive { CenterHz = 340e3, BandwidthHz = 40e3, AmplitudeV = 2, RateHz = 2e6, PeriodSamples = 8192, Repeats = 3, EdgeSmoothing = 0.1 } },
        { "chirp", new ChirpDrive() },
        { "chirp --falling --phase 0rad", new ChirpDrive { IsFalling = true, PhaseRad = 0 } },
        { "multitone", new MultitoneDrive() },
        { "multitone --phases random --variation 0.5 --lines-per-tone 4 --seed 9", new MultitoneDrive { Phases = TonePhases.Random, PhaseVariation = 0.5, LinesPerTone = 4, Seed = 9 } },
        { "triangle", new TriangleBias() },
        { "triangle --amplitude -5V --offset 1V --steps 32 --cycles 2 --fraction 0.5 --shift 0.25 --step-time 20ms", new TriangleBias { AmplitudeV = -5, OffsetV = 1, StepsPerCycle = 32, Cycles = 2, CycleFraction = 0.5, PhaseShift = 0.25, StepS = 20e-3 } },
        { "forc", new ForcBias() },
        { "forc --high 7V --low 5V,-6V --cycles 8 --repeats 2 --steps 32 --shift 0 --step-time 5ms", new ForcBias { HighFirstV = 7, HighLastV = 7, LowFirstV = 5, LowLastV = -6, ForcCycles = 8, CyclesPerForc = 2, StepsPerCycle = 32, PhaseShift = 0, StepS = 5e-3 } },
        { "pulses", new PulseTrain() },
        { "pulses --amplitude 2V --base 1V --width 4ms --gap 6ms --count 3 --polarity alternating --rate 10kHz", new PulseTrain { AmplitudeV = 2, BaseV = 1, WidthS = 4e-3, GapS = 6e-3, Count = 3, Polarity = PulsePolarity.Alternating, RateHz = 10e3 } },
    };

    [Theory]
    [MemberData(nameof(Lines), DisableDiscoveryEnumeration = true)]
    public async Task A_line_is_the_record_it_names(string line, Waveform expected)
    {
        await _host.Run("connect twin");
        Assert.Equal(expected, await _host.Run($"waveform {line} as w"));
    }

    [Fact]
    public async Task Waveforms_of_lists_have_the_samples_they_say()
    {
        Assert.Equal(new CkpfmBias().SamplesV(), (await _host.Run<CkpfmBias>("waveform ckpfm")).SamplesV());
        var pulses = await _host.Run<CkpfmBias>("waveform ckpfm --writes 5V,-5V --reads -1V,1V --write-steps 2 --step-time 20ms");
        Assert.Equal([5, 5, -1, -5, -5, -1, 5, 5, 1, -5, -5, 1], pulses.SamplesV());
        _host.Set("mine", new[] { 0.0, 0.5, 0.25 });
        var own = await _host.Run<SampledWaveform>("waveform samples --values @mine --rate 100Hz");
        Assert.Equal([0, 0.5, 0.25], own.SamplesV());
        Assert.Equal(100, own.SampleRateHz);
    }

    [Theory]
    [InlineData("sinc")]
    [InlineData("chirp")]
    [InlineData("multitone")]
    [InlineData("triangle")]
    [InlineData("forc")]
    [InlineData("ckpfm")]
    [InlineData("pulses")]
    public async Task Every_kind_has_a_picture_with_its_spectrum(string kind)
    {
        var bundle = BundleFormatter.TryFormat((await _host.Run($"waveform {kind}"))!)!;
        Assert.Contains("Amplitude (", (string)bundle.Data[MimeTypes.Svg], StringComparison.Ordinal);
        Assert.Contains("Steepest step", bundle.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("triangle --amplitude 12V", "bias", "by sample 14 of 64")]
    [InlineData("pulses --width 1ms", "bias slew", "by sample 4100 of 41000")]
    [InlineData("pulses --amplitude 1V --width 20s --gap 1ms --rate 1kHz --count 2", "pulse duration", null)]
    [InlineData("ckpfm --step-time 4ms", "bias slew", "by sample 2 of 1152")]
    [InlineData("sinc --amplitude 6V", "excitation amplitude", null)]
    [InlineData("chirp --center 2.1MHz --rate 8MHz", "frequency", null)]
    public async Task What_the_connected_instrument_does_not_allow_is_refused_with_the_limit(string line, string limit, string? where)
    {
        // Nobody says what is allowed before an instrument is there.
        Assert.NotNull(await _host.Run($"waveform {line}"));
        await _host.Run("connect twin");
        var error = await Assert.ThrowsAsync<LimitExceededException>(() => _host.Run($"waveform {line}"));
        Assert.Equal(limit, error.Limit);
        if (where is not null) Assert.Equal(where, error.Where);
    }

    [Theory]
    [InlineData("sine", "KIND cannot be «sine». Did you mean sinc?")]
    [InlineData("sinc --width 1ms", "--width is for waveform pulses, not for sinc. sinc takes --center, --band,")]
    [InlineData("triangle --falling", "--falling is for waveform chirp, not for triangle.")]
    [InlineData("triangle --steps 30", "--steps must be a multiple of 4, got 30. Try: --steps 32")]
    [InlineData("triangle --fraction 0.3", "--fraction must be a whole number of quarters, 0.25, 0.5, 0.75 or 1, got 0.3. Try: --fraction 0.5")]
    [InlineData("pulses --amplitude -5V", "Try: --amplitude 5V --polarity negative")]
    [InlineData("forc --low 1V,2V,3V", "--low wants the bias of the first and of the last curve")]
    [InlineData("samples --rate 1kHz", "samples wants the voltages.")]
    [InlineData("sinc --center 10kHz", "The band must lie above 0 Hz")]
    [InlineData("sinc --center 350kg", "--center: ")]
    public async Task A_line_that_makes_no_sense_says_what_would(string line, string expected) =>
        Assert.Contains(expected, await _host.Error($"waveform {line}"), StringComparison.Ordinal);

    [Fact]
    public async Task Kinds_and_words_are_completed()
    {
        string[] Words(string line) => [.. _host.Extension.Commands.Complete(line, line.Length, _host).Select(c => c.Text)];
        Assert.Contains("multitone", Words("waveform mu"));
        Assert.Contains("--step-time", Words("waveform triangle --st"));
        Assert.Contains("alternating", Words("waveform pulses --polarity a"));
        Assert.NotNull(await _host.Run("waveform --help"));
    }

    [Fact]
    public async Task The_session_says_the_same_in_code()
    {
        await _host.Run("connect twin");
        var drive = _host.Extension.Session.Waveform(new SincDrive { CenterHz = 340e3 });
        Assert.Equal(new SincDrive { CenterHz = 340e3 }, drive);
        Assert.Equal("bias", Assert.Throws<LimitExceededException>(() => _host.Extension.Session.Waveform(new TriangleBias { AmplitudeV = 12 })).Limit);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
