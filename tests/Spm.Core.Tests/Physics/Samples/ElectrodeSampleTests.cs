using CsCheck;
using Spm.Core.Fitting;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class ElectrodeSampleTests
{
    private static readonly ElectrodeSample Electrode = new(1, disorder: false);

    private static readonly Gen<double> Bias = Gen.Double[0.05, 10];

    private static (double XM, double YM) Quadrant(ConductionMechanism mechanism) => mechanism switch
    {
        ConductionMechanism.Ohmic => (1e-6, 1e-6),
        ConductionMechanism.Schottky => (4e-6, 1e-6),
        ConductionMechanism.PooleFrenkel => (1e-6, 4e-6),
        _ => (4e-6, 4e-6),
    };

    private static double Current(ConductionMechanism mechanism, double biasV) =>
        Electrode.CurrentA(Quadrant(mechanism).XM, Quadrant(mechanism).YM, biasV);

    /// <summary>d ln f(V) / d g(V) between two biases.</summary>
    private static double LogSlope(Func<double, double> f, Func<double, double> g, double v) => (Math.Log(f(1.01 * v)) - Math.Log(f(v))) / (g(1.01 * v) - g(v));

    [Fact]
    public void Ohmic_current_is_proportional_to_bias() => Bias.ForAll(v =>
        Assert.Equal(Current(ConductionMechanism.Ohmic, 1) * v, Current(ConductionMechanism.Ohmic, v), 1e-12 * v));

    [Fact]
    public void Logarithm_of_a_Schottky_current_is_straight_over_the_root_of_the_bias() => Bias.ForAll(v =>
    {
        // β = q/(kT) √(q/(4π ε0 ε d)) with ε = 5, d = 20 nm, T = 300 K.
        var beta = Math.Sqrt(1.43996454e-9 / (5 * 20e-9)) / (8.617333262e-5 * 300);
        Assert.Equal(beta, LogSlope(x => Current(ConductionMechanism.Schottky, x), Math.Sqrt, v), 1e-9 * beta);
    });

    [Fact]
    public void Logarithm_of_a_Poole_Frenkel_conductance_is_straight_over_the_root_of_the_bias_and_twice_as_steep_for_one_film() => Bias.ForAll(v =>
    {
        var schottky = ConductionLaw.Schottky(1e-16, 0.4, 30e-9, 4, 300);
        var trap = ConductionLaw.PooleFrenkel(1e-6, 0.4, 30e-9, 4, 300);
        var slope = LogSlope(x => trap.CurrentA(x) / x, Math.Sqrt, v);
        Assert.Equal(2 * schottky.Exponent, slope, 1e-9 * slope);
        Assert.Equal(1, LogSlope(x => Current(ConductionMechanism.PooleFrenkel, x) / x, Math.Sqrt, v) / LogSlope(x => Current(ConductionMechanism.PooleFrenkel, x) / x, Math.Sqrt, 1), 1e-9);
    });

    [Fact]
    public void Logarithm_of_a_Fowler_Nordheim_current_over_the_square_is_straight_over_the_inverse_bias() => Bias.ForAll(v =>
        Assert.Equal(-12, LogSlope(x => Current(ConductionMechanism.FowlerNordheim, x) / (x * x), x => 1 / x, v), 1e-8));

    [Fact]
    public void Currents_are_odd_in_the_bias_and_zero_at_zero() => Gen.Select(Bias, Gen.Enum<ConductionMechanism>()).ForAll((v, mechanism) =>
    {
        Assert.Equal(-Current(mechanism, v), Current(mechanism, -v));
        Assert.Equal(0, Current(mechanism, 0));
    });

    [Fact]
    public void A_ramp_adds_the_displacement_current() => Gen.Select(Bias, Gen.Double[-1e4, 1e4], Gen.Enum<ConductionMechanism>()).ForAll((v, rate, mechanism) =>
    {
        var (x, y) = Quadrant(mechanism);
        Assert.Equal(ElectrodeSample.CapacitanceF * rate, Electrode.CurrentA(x, y, v, rate) - Electrode.CurrentA(x, y, v), 1e-9 * Math.Abs(Electrode.CurrentA(x, y, v)) + 1e-24);
    });

    [Theory]
    [InlineData(ConductionMechanism.Schottky, "schottky")]
    [InlineData(ConductionMechanism.PooleFrenkel, "poole-frenkel")]
    [InlineData(ConductionMechanism.FowlerNordheim, "fowler-nordheim")]
    public void Laws_are_those_of_the_fitting_library(ConductionMechanism mechanism, string model)
    {
        var law = Electrode.ConductionAt(Quadrant(mechanism).XM, Quadrant(mechanism).YM);
        double[] biases = [-7, -2, 0.5, 3, 9];
        var values = new double[biases.Length];
        ModelCatalogue.Find(model).Evaluate([law.PrefactorS, law.Exponent], biases, values);
        for (var i = 0; i < biases.Length; i++) Assert.Equal(1, values[i] / law.CurrentA(biases[i]), 1e-12);
    }

    [Fact]
    public void Resistance_is_bias_over_current()
    {
        var law = new ConductionLaw(ConductionMechanism.Ohmic, 1e-9, 0, 1e-12);
        Assert.Equal(1e9, law.ResistanceOhm(3), 1);
        Assert.Equal(double.PositiveInfinity, law.ResistanceOhm(0));
    }

    [Fact]
    public void Metal_and_bare_film_differ_in_potential_and_conduction()
    {
        Assert.Equal(ElectrodeSample.MetalPotentialV, Electrode.SurfaceAt(1e-6, 1e-6).ContactPotentialV, 1e-6);
        Assert.Equal(ElectrodeSample.FilmPotentialV, Electrode.SurfaceAt(2.5e-6, 1e-6).ContactPotentialV, 1e-3);
        Assert.True(Math.Abs(Electrode.CurrentA(2.5e-6, 1e-6, 5)) < 1e-12);
        var hot = new ElectrodeSample(1, disorder: false, temperatureK: 350);
        Assert.True(hot.CurrentA(4e-6, 1e-6, 2) > 3 * Current(ConductionMechanism.Schottky, 2));
    }
}
