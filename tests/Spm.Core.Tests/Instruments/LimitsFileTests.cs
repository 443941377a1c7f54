using CsCheck;
using Spm.Core.Instruments;
using Spm.Core.Tests.Experiments;

namespace Spm.Core.Tests.Instruments;

public sealed class LimitsFileTests : IDisposable
{
    private readonly TestJournals _bench = new();

    private string LimitsPath => _bench["limits.txt"];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_file_is_read_with_units_prefixes_comments_and_both_ends()
    {
        var limits = Load("""
            # Room 12, soft cantilever
            x range = 30 µm
            Y  RANGE = 20um   # the scanner's y is shorter
            bias = -5 V to 8 V
            bias slew = 1 kV/s
            current = 10 nA
            setpoint = 0 A to 500 pA
            z range = ±2 µm

            dwell = 10 us to 1 s
            """);
        Assert.Equal((30e-6, 20e-6, -5.0, 8.0, 1e3), (limits.RangeXM, limits.RangeYM, limits.MinBiasV, limits.MaxBiasV, limits.MaxBiasSlewVPerS));
        Assert.Equal((10e-9, 0.0, 500e-12, "A"), (limits.MaxCurrentA, limits.MinSetpoint, limits.MaxSetpoint, limits.SetpointUnit));
        Assert.Equal((-2e-6, 2e-6, 10e-6, 1.0), (limits.MinZM, limits.MaxZM, limits.MinDwellS, limits.MaxDwellS));
        Assert.Equal(new InstrumentLimits().MaxFrequencyHz, limits.MaxFrequencyHz);
        Assert.Equal(LimitsPath, limits.Source);
    }

    [Fact]
    public void What_is_saved_is_read_back_to_the_same_numbers() =>
        Gen.Select(Gen.Double[1e-9, 1e-3], Gen.Double[0, 150], Gen.Double[1e-12, 1e-6], Gen.Double[1e-3, 1e7]).ForAll((range, bias, current, frequency) =>
        {
            var limits = new InstrumentLimits
            {
                RangeXM = range,
                RangeYM = range / 3,
                MinBiasV = -bias / 7,
                MaxBiasV = bias,
                MaxCurrentA = current,
                MaxFrequencyHz = frequency,
                MaxBiasSlewVPerS = frequency / 11,
                MinSetpoint = -current,
                MaxSetpoint = current * 0.7,
                SetpointUnit = "N",
                MaxScanSpeedMPerS = range * 13,
                MinZM = -range,
                MaxZM = range / 9,
                MaxPulseS = bias / 1e5,
            };
            limits.Save(LimitsPath);
            Assert.Equal(limits with { Widenings = [], Source = null }, InstrumentLimits.Load(LimitsPath) with { Widenings = limits.Widenings, Source = null });
        });

    [Fact]
    public void Every_limit_is_in_a_saved_file_with_a_sentence_above_it()
    {
        new InstrumentLimits().Save(LimitsPath);
        var lines = File.ReadAllLines(LimitsPath);
        foreach (var name in InstrumentLimits.Names)
        {
            var at = Array.FindIndex(lines, l => l.StartsWith(name + " = ", StringComparison.Ordinal));
            Assert.True(at > 0, name);
            Assert.StartsWith("# ", lines[at - 1], StringComparison.Ordinal);
        }

        Assert.Contains("bias = -10 V to 10 V", lines);
        Assert.Contains("x range = 5 µm", lines);
        Assert.Single(Directory.GetFiles(_bench.Folder));
    }

    [Theory]
    [InlineData("\nbais = -5 V to 5 V", 2, "There is no limit 'bais'. Did you mean 'bias'?")]
    [InlineData("bias = -5 V to 5 V\n\nBias = -6 V to 6 V", 3, "'bias' was given before, in line 1")]
    [InlineData("bias -5 V to 5 V", 1, "is no limit: give name = value unit")]
    [InlineData("bias = 5 V", 1, "'5 V' is one end of two. Try: bias = -10 V to 10 V")]
    [InlineData("x range = 30", 1, "'30' needs a number and its unit. Try: x range = 5 µm")]
    [InlineData("x range = 30 V", 1, "30 V is not")]
    [InlineData("frequency = 2 khz", 1, "did you mean 2kHz?")]
    [InlineData("bias = 5 V to -5 V", 1, "the lower one first, got 5 V to -5 V")]
    [InlineData("bias = NaN V to 5 V", 1, "'NaN V' is not")]
    [InlineData("bias = -5 V to ∞ V", 1, "'∞ V' is not")]
    [InlineData("x range = 1 µm to 5 µm", 1, "The x range limit begins at 0 m, not at 1 µm")]
    [InlineData("bias = -1 V to 1 V to 2 V", 1, "more than two ends")]
    [InlineData("setpoint = 0 V to 5 nA", 1, "is not")]
    [InlineData("bias =", 1, "Try: bias = -10 V to 10 V")]
    public void A_line_that_is_not_understood_is_named_with_what_would_be_right(string text, int line, string expected)
    {
        var error = Assert.Throws<LimitsFileException>(() => Load(text));
        Assert.Equal((line, LimitsPath), (error.Line, error.Path));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{LimitsPath}, line {line}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_at_all_is_limits_or_an_error_that_names_a_line() =>
        Gen.Select(Gen.Int[0, 400], Gen.Char[' ', 'µ'], Gen.String[0, 12]).ForAll((at, letter, inserted) =>
        {
            var text = LimitsFile.Write(new InstrumentLimits());
            var position = at * (text.Length - 1) / 400;
            text = text[..position] + letter + inserted + text[(position + 1)..];
            try
            {
                LimitsFile.Parse(text, "test", new InstrumentLimits()).RequireSound();
            }
            catch (LimitsFileException e)
            {
                Assert.True(e.Line > 0);
            }
        }, iter: 500);

    [Fact]
    public void A_file_that_is_not_there_says_how_to_begin_one()
    {
        Assert.Contains("there is no such file. To begin one", Assert.Throws<LimitsFileException>(() => InstrumentLimits.Load(LimitsPath)).Message, StringComparison.Ordinal);
        Assert.Contains("this is a folder", Assert.Throws<LimitsFileException>(() => InstrumentLimits.Load(_bench.Folder)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", Assert.Throws<LimitsFileException>(() => new InstrumentLimits().Save(Path.Combine(_bench.Folder, "none", "limits.txt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_the_limit_and_the_file_it_came_from()
    {
        var error = Assert.Throws<LimitExceededException>(() => Load("bias = -5 V to 5 V").CheckBias(6));
        Assert.Equal(LimitsPath, error.LimitsFile);
        Assert.StartsWith($"The bias limit (from {LimitsPath}) allows -5 V to 5 V, 6 V was asked for. Nothing was done.", error.Message, StringComparison.Ordinal);
    }

    private InstrumentLimits Load(string text)
    {
        File.WriteAllText(LimitsPath, text);
        return InstrumentLimits.Load(LimitsPath);
    }
}
