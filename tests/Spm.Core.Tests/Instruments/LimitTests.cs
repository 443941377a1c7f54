using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments;

public class LimitTests
{
    private static readonly InstrumentLimits Limits = new() { MinDwellS = 1e-3 };

    public static TheoryData<string, Action<double>> Checks => new()
    {
        { "bias", Limits.CheckBias },
        { "bias slew", Limits.CheckBiasSlew },
        { "pulse duration", Limits.CheckPulse },
        { "excitation amplitude", Limits.CheckAcAmplitude },
        { "frequency", Limits.CheckFrequency },
        { "current", Limits.CheckCurrent },
        { "setpoint", value => Limits.CheckSetpoint(value) },
        { "x range", value => Limits.CheckPosition(value, 0) },
        { "y range", value => Limits.CheckPosition(0, value) },
        { "z range", Limits.CheckZ },
        { "scan speed", Limits.CheckScanSpeed },
        { "dwell", Limits.CheckDwell },
    };

    [Theory]
    [MemberData(nameof(Checks), DisableDiscoveryEnumeration = true)]
    public void Each_limit_allows_both_its_ends_and_nothing_beyond(string limit, Action<double> check)
    {
        var (lower, upper, unit) = Limits.Of(limit);
        check(lower);
        check(upper);
        var beyond = new List<double> { upper + 0.01 * (upper - lower), double.NaN, double.PositiveInfinity, double.NegativeInfinity };
        // A slew has no sign.
        if (limit != "bias slew") beyond.Add(lower - 0.01 * (upper - lower));
        foreach (var value in beyond)
        {
            var error = Assert.Throws<LimitExceededException>(() => check(value));
            Assert.Equal((limit, lower, upper, unit), (error.Limit, error.AllowedMin, error.AllowedMax, error.Unit));
        }
    }

    [Fact]
    public void Every_limit_has_a_check() => Assert.Equal(InstrumentLimits.Names.Order(), Checks.Select(c => c.Data.Item1).Order());

    [Fact]
    public void A_limit_that_is_not_finite_allows_nothing()
    {
        Assert.Throws<LimitExceededException>(() => (Limits with { MaxBiasV = double.NaN }).CheckBias(0));
        Assert.Throws<LimitExceededException>(() => (Limits with { MaxBiasV = double.PositiveInfinity }).CheckBias(-50));
    }

    [Fact]
    public void A_setpoint_of_another_signal_is_refused()
    {
        Limits.CheckSetpoint(1, "V");
        Assert.Contains("is in V, the feedback holds a signal in A", Assert.Throws<ArgumentException>(() => Limits.CheckSetpoint(1e-9, "A")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Widening_needs_a_reason_which_is_kept_and_shown()
    {
        foreach (var reason in new[] { "", " " }) Assert.Contains("need a reason", Assert.Throws<ArgumentException>(() => Limits.Widen("bias", -12, 12, reason)).Message, StringComparison.Ordinal);
        var wide = Limits.Widen("Bias", -12, 12, "thick film").Widen("current", -1e-6, 1e-6, "conductive tip");
        wide.CheckBias(12);
        wide.CheckCurrent(-1e-6);
        Assert.Equal([new LimitWidening("bias", -10, 10, -12, 12, "V", "thick film"), new LimitWidening("current", -100e-9, 100e-9, -1e-6, 1e-6, "A", "conductive tip")], wide.Widenings);
        Assert.EndsWith("widened: bias -10 V to 10 V → -12 V to 12 V (thick film); current -100 nA to 100 nA → -1 µA to 1 µA (conductive tip)", wide.Summary, StringComparison.Ordinal);
        Limits.CheckBias(10);
        Assert.Throws<LimitExceededException>(() => Limits.CheckBias(12));
        Assert.Contains("# Widened: bias -10 V to 10 V → -12 V to 12 V (thick film)", LimitsFile.Write(wide), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_from_elsewhere_may_be_narrower_but_never_silently_wider()
    {
        var wanted = new InstrumentLimits { MinDwellS = 1e-3, MaxBiasV = 5, MaxFrequencyHz = 5e6, Source = "wide.txt" };
        var error = Assert.Throws<ArgumentException>(() => Limits.NarrowTo(wanted));
        Assert.Contains("(from wide.txt): frequency 0 Hz to 2 MHz → 0 Hz to 5 MHz. Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, Limits.NarrowTo(wanted with { MaxFrequencyHz = 1e6 }).MaxBiasV);
        var wide = Limits.Widen(wanted, "new amplifier");
        Assert.Equal((5.0, 5e6, "wide.txt"), (wide.MaxBiasV, wide.MaxFrequencyHz, wide.Source));
        Assert.Equal("frequency", Assert.Single(wide.Widenings).Limit);
        Assert.Throws<ArgumentException>(() => Limits.NarrowTo(Limits with { SetpointUnit = "A" }));
    }

    [Fact]
    public void Impossible_limits_are_refused()
    {
        Assert.Contains("There is no limit 'bios'. Did you mean 'bias'?", Assert.Throws<ArgumentException>(() => Limits.Widen("bios", -12, 12, "x")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Limits.Widen("bias", -12, double.NaN, "x"));
        Assert.Throws<ArgumentException>(() => Limits.Widen("bias", 12, -12, "x"));
        Assert.Throws<ArgumentException>(() => Limits.Widen("frequency", 5, 3e6, "x"));
        Assert.Throws<ArgumentException>(() => Limits.Widen(Limits with { RangeXM = double.PositiveInfinity }, "x"));
        Assert.Throws<ArgumentException>(() => (Limits with { MaxZM = double.NaN }).Save("never.txt"));
    }
}
