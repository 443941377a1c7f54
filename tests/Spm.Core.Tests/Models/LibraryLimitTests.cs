using System.Numerics;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Models;

public class LibraryLimitTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void One_resonance_is_the_sho_model()
    {
        double[] f = [.. Enumerable.Range(0, 60).Select(k => 320e3 + 1e3 * k)], p = [0.7, 351e3, 140, -2.1];
        var (sum, sho) = (new double[120], new double[120]);
        ModelCatalogue.Find("sho:1").Evaluate(p, f, sum);
        ShoModel.Evaluate(p, f, sho);
        AssertSame(sho, sum);
    }

    [Fact]
    public void Resonators_without_coupling_are_the_sho_model()
    {
        double[] f = [.. Enumerable.Range(0, 60).Select(k => 320e3 + 1e3 * k)];
        var (coupled, sho) = (new double[120], new double[120]);
        ModelCatalogue.Find("sho-coupled:2").Evaluate([0.7, 351e3, 140, -2.1, 355e3, 90, 0], f, coupled);
        ShoModel.Evaluate([0.7, 351e3, 140, -2.1], f, sho);
        AssertSame(sho, coupled);
    }

    [Fact]
    public void Equal_coupled_resonators_split_by_the_coupling_coefficient()
    {
        const double f0 = 350e3, k = 0.05, quality = 1e5;
        double[] split = [f0 * Math.Sqrt(1 - k), f0 * Math.Sqrt(1 + k)], y = new double[4];
        ModelCatalogue.Find("sho-coupled:2").Evaluate([1, f0, quality, 0, f0, quality, k], split, y);
        // Each mode takes half of the drive and has the resonators' quality.
        Assert.All([0, 1], i => Assert.Equal(0.5 * quality, new Complex(y[2 * i], y[2 * i + 1]).Magnitude, 0.05 * quality));
    }

    [Theory]
    [InlineData("pseudo-voigt", 0, "gaussian")]
    [InlineData("pseudo-voigt", 1, "lorentzian")]
    public void A_pseudo_voigt_peak_lies_between_its_two_parts(string name, double part, string limit)
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(k => k - 20.0)];
        var (voigt, other) = (new double[40], new double[40]);
        ModelCatalogue.Find(name).Evaluate([2, 7, -3, part, 1], x, voigt);
        ModelCatalogue.Find(limit).Evaluate([2, 7, -3, 1], x, other);
        AssertSame(other, voigt);
    }

    [Theory]
    [InlineData("lorentzian", Math.PI / 2)]
    [InlineData("gaussian", 1.0644670194312262)]
    public void A_peak_has_the_area_its_description_states(string name, double area)
    {
        // The flanks of a Lorentzian hold w/(π L) of it beyond ±L.
        const double reach = 2e4, width = 3;
        double[] x = [.. Enumerable.Range(0, 400_000).Select(k => -reach + 0.1 * (k + 0.5))], y = new double[400_000];
        ModelCatalogue.Find(name).Evaluate([1, width, 2, 0], x, y);
        Assert.Equal(area * width * 2, y.Sum() * 0.1, 2e-4 * area * width * 2);
    }

    [Fact]
    public void A_stretched_exponential_without_stretch_is_an_exponential()
    {
        double[] t = [.. Enumerable.Range(0, 40).Select(k => 0.05 * k)];
        var (stretched, plain) = (new double[40], new double[40]);
        ModelCatalogue.Find("stretched-exponential").Evaluate([2, 0.4, 1, 0.3], t, stretched);
        ModelCatalogue.Find("exponential").Evaluate([2, 0.4, 0.3], t, plain);
        AssertSame(plain, stretched);
    }

    [Theory]
    [InlineData("schottky", 2)]
    [InlineData("poole-frenkel", 2)]
    [InlineData("fowler-nordheim", 2)]
    [InlineData("space-charge", 2)]
    public void A_law_of_one_polarity_is_odd_in_the_bias_and_zero_at_zero(string name, int parameters)
    {
        double[] v = [-3, -0.2, 0, 0.2, 3], i = new double[5];
        ModelCatalogue.Find(name).Evaluate(new double[] { 2, 1.5 }.AsSpan(0, parameters), v, i);
        Assert.Equal(0, i[2]);
        Assert.Equal(-i[4], i[0]);
        Assert.Equal(-i[3], i[1]);
        Assert.NotEqual(0, i[4]);
    }

    [Fact]
    public void Barrier_and_thickness_of_schottky_emission_invert_its_formula()
    {
        const double barrier = 0.8, area = 1e-16, thickness = 5e-9, permittivity = 6, temperature = 320, k = 1.380649e-23, q = 1.602176634e-19, vacuum = 8.8541878128e-12;
        var current = area * ConductionModels.RichardsonConstant * temperature * temperature * Math.Exp(-barrier * q / (k * temperature));
        var beta = q / (k * temperature) * Math.Sqrt(q / (4 * Math.PI * vacuum * permittivity * thickness));
        // Constants of nature to nine digits.
        Assert.Equal(barrier, ConductionModels.BarrierEv(current, area, temperature), 1e-8);
        Assert.Equal(1, ConductionModels.SchottkyThicknessM(beta, permittivity, temperature) / thickness, 1e-7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-300)]
    [InlineData(double.PositiveInfinity)]
    public void A_temperature_that_is_none_is_refused(double kelvin) =>
        Assert.Contains("above 0 K", Assert.Throws<ArgumentException>(() => ConductionModels.Diode(kelvin)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_times_in_the_wrong_order_have_no_value()
    {
        var y = new double[1];
        ModelCatalogue.Find("double-exponential").Evaluate([1, 0.2, 1, 0.1, 0], [0.5], y);
        Assert.True(double.IsNaN(y[0]));
    }

    private static void AssertSame(double[] expected, double[] actual)
    {
        var scale = expected.Max(Math.Abs);
        for (var k = 0; k < expected.Length; k++) Assert.Equal(expected[k] / scale, actual[k] / scale, Rounding);
    }
}
