using CsCheck;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class DomainWritingLawTests
{
    private static readonly DomainWritingLaw Law = new();

    private static readonly Gen<double> WritingBias = Gen.Double[1.01 * Law.CriticalBiasV, 5 * Law.CriticalBiasV];

    [Fact]
    public void Radius_at_the_reference_time_is_the_cube_root_law() => WritingBias.ForAll(bias =>
    {
        var cubeRoot = Math.Pow(Math.Pow(bias / Law.CriticalBiasV, 2) - 1, 1.0 / 3.0);
        var expected = Law.NucleusM + Law.RadiusScaleM * cubeRoot;
        Assert.Equal(expected, Law.RadiusM(bias, Law.ReferenceTimeS), 1e-12 * expected);
        Assert.Equal(expected, Law.RadiusM(-bias, Law.ReferenceTimeS), 1e-12 * expected);
    });

    [Fact]
    public void Nothing_is_written_up_to_the_critical_bias()
    {
        Assert.Equal(0, Law.RadiusM(Law.CriticalBiasV, 1));
        Assert.Equal(0, Law.RadiusM(-0.5 * Law.CriticalBiasV, 1));
        Assert.True(Law.RadiusM(1.0001 * Law.CriticalBiasV, 1e-9) >= Law.NucleusM);
    }

    [Fact]
    public void Radius_grows_by_the_same_amount_per_decade_of_time() => Gen.Select(WritingBias, Gen.Double[-1, 3]).ForAll((bias, decade) =>
    {
        // From 0.1 t_0 on, the nucleation term e^{−1/g} = 0.0013 is within 1.3 % of what the logarithm sees.
        var t = Law.ReferenceTimeS * Math.Pow(10, decade);
        var perDecade = Law.RadiusM(bias, 10 * t) - Law.RadiusM(bias, t);
        var expected = Law.GrowthPerLogTime * Law.RadiusScaleM * Law.Drive(bias) * Math.Log(10);
        Assert.InRange(perDecade / expected, 0.99, 1.0001);
    });

    [Fact]
    public void Two_pulses_write_what_one_of_their_total_length_does() =>
        Gen.Select(WritingBias, Gen.Double[1e-5, 1], Gen.Double[1e-5, 1]).ForAll((bias, first, second) =>
        {
            var drive = Law.Drive(bias);
            var together = Law.RadiusM(bias, first + second);
            Assert.Equal(together, Law.GrowM(Law.GrowM(0, drive, first), drive, second), 1e-11 * together);
        });

    [Fact]
    public void Wall_velocity_is_the_derivative_of_the_radius() => Gen.Select(WritingBias, Gen.Double[1e-3, 1]).ForAll((bias, t) =>
    {
        var step = 1e-4 * t;
        var difference = (Law.RadiusM(bias, t + step) - Law.RadiusM(bias, t - step)) / (2 * step);
        // Central difference of a logarithm: relative error (step/t)²/3.
        Assert.Equal(1, Law.WallVelocityMPerS(Law.RadiusM(bias, t), bias) / difference, 1e-6);
    });

    [Fact]
    public void A_weaker_pulse_on_a_large_domain_leaves_it_as_it_is()
    {
        var large = Law.RadiusM(12, 1);
        var after = Law.GrowM(large, Law.Drive(4.1), 1e-3);
        Assert.InRange(after, large, large * (1 + 1e-9));
    }
}
