using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Models;

public class LibraryForceTests
{
    private const double RadiusM = 20e-9;

    // Universal numbers of JKR, F/F_c at δR/a0²: Maugis (1992), table of special points.
    [Theory]
    [InlineData(1.0 / 3, 0)]
    [InlineData(0, -8.0 / 9)]
    [InlineData(-0.13228342099734997, -1)]
    public void Jkr_goes_through_its_special_points(double indentation, double force) =>
        Assert.Equal(force, Lanes1.Sum(JkrFunction.Reduced<Lanes1>(indentation)), 1e-12);

    [Fact]
    public void Jkr_breaks_at_five_ninths_of_the_pull_off_force_and_then_is_zero()
    {
        // The slope is infinite at the break: a relative 1e-9 before it the force is √1e-9 away.
        Assert.Equal(-5.0 / 9, Lanes1.Sum(JkrFunction.Reduced<Lanes1>(JkrFunction.BreakingIndentation)), 1e-4);
        Assert.Equal(0, Lanes1.Sum(JkrFunction.Reduced<Lanes1>(JkrFunction.BreakingIndentation - 1e-9)));
    }

    [Fact]
    public void Jkr_contact_radius_solves_its_quartic_from_the_break_to_large_indentations()
    {
        for (var s = 0.5504; s < 1000; s *= 1.07)
        {
            var indentation = s * s * s * s - 2.0 / 3 * s;
            var cube = s * s * s;
            // δ̄ is itself rounded: near the break, where the slope is infinite, and near F = 0 that is all that can be had.
            Assert.Equal(1, Lanes1.Sum(JkrFunction.Reduced<Lanes1>(indentation)) / (4 * cube * (cube - 1)), s < 0.56 || s is > 0.99 and < 1.01 ? 1e-9 : 1e-11);
        }
    }

    [Fact]
    public void Without_adhesion_dmt_and_jkr_become_hertz()
    {
        double[] x = [.. Enumerable.Range(1, 50).Select(k => k * 0.3e-9)], hertz = new double[50], dmt = new double[50], jkr = new double[50];
        ForceModels.Hertz(RadiusM).Evaluate([2e9, 0, 1e-9, RadiusM], x, hertz);
        ForceModels.Dmt(RadiusM).Evaluate([2e9, 0, 0, 1e-9, RadiusM, 0.165e-9], x, dmt);
        ForceModels.Jkr(RadiusM).Evaluate([2e9, 1e-12, 0, 1e-9, RadiusM], x, jkr);
        for (var k = 0; k < x.Length; k++)
        {
            Assert.Equal(1, dmt[k] / hertz[k], 1e-14);
            // The adhesive part goes with √w.
            Assert.Equal(1, jkr[k] / hertz[k], 1e-4);
        }
    }

    [Theory]
    [InlineData("nm", 1e9, "nN", 1e9)]
    [InlineData("m", 1, "N", 1)]
    [InlineData("µm", 1e6, "pN", 1e12)]
    public void A_modulus_is_in_pascal_whatever_multiples_the_data_come_in(string lengthUnit, double perMetre, string forceUnit, double perNewton)
    {
        var (x, y) = HertzCurve(3e9);
        Dimension depth = new("Depth", "Indentation", lengthUnit, DimensionKind.Spectroscopic, [.. x.Select(v => v * perMetre)]);
        Dataset data = new("curve", "Force", forceUnit, [depth], new RealMemoryStore([.. y.Select(v => v * perNewton)]));
        var fit = ModelFitter.Fit(data, ForceModels.Hertz(RadiusM), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(["Pa", "m", "N", "m"], fit.Parameters.Select(p => p.Unit));
        Assert.Equal(FitStatus.Converged, fit.Status[0]);
        Assert.Equal(1, fit.Values[0] / 3e9, 1e-6);
        Assert.Equal(-3e-9, fit.Values[1], 1e-15);
        Assert.Equal(RadiusM, fit.Values[3]);
    }

    [Theory]
    [InlineData("V")]
    [InlineData("")]
    public void A_deflection_that_is_no_force_is_refused_with_what_to_do(string unit)
    {
        var (x, y) = HertzCurve(3e9);
        Dataset data = new("curve", "Deflection", unit, [new("Depth", "Indentation", "nm", DimensionKind.Spectroscopic, x)], new RealMemoryStore(y));
        var error = Assert.Throws<ArgumentException>(() => ModelFitter.Plan(data, ForceModels.Hertz()));
        Assert.Contains("needs data in N", error.Message, StringComparison.Ordinal);
        Assert.Contains("spring constant", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tip_radius_is_held_unless_the_options_say_otherwise()
    {
        var (x, y) = HertzCurve(3e9);
        var model = ForceModels.Hertz(RadiusM);
        Assert.Equal(RadiusM, LibraryFit.Of(model, x, y).Values[3]);
        // E* √R is what the data determine.
        var other = LibraryFit.Of(model, x, y, new() { Fixed = new Dictionary<string, double> { ["R"] = 4 * RadiusM } });
        Assert.Equal(4 * RadiusM, other.Values[3]);
        Assert.Equal(1, other.Values[0] / 1.5e9, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-20e-9)]
    [InlineData(double.NaN)]
    public void A_radius_that_is_none_is_refused(double radius)
    {
        Assert.All<Func<FitModel>>([() => ForceModels.Hertz(radius), () => ForceModels.Dmt(radius), () => ForceModels.Jkr(radius)], make =>
            Assert.Contains("above 0 m", Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal));
    }

    private static (double[] X, double[] Y) HertzCurve(double modulus)
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(k => -15e-9 + k * 0.2e-9)], y = new double[100];
        ForceModels.Hertz(RadiusM).Evaluate([modulus, -3e-9, 0.5e-9, RadiusM], x, y);
        return (x, y);
    }
}
