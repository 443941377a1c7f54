using CsCheck;
using Spm.Core.Spectroscopy;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Spectroscopy;

public class LoopMeasuresTests
{
    private const double RoundOff = 1e-12;

    /// <summary>0 → 2 → −2 → 0 V in steps of 1 V; the falling branch begins at 2 V.</summary>
    private static readonly double[] Biases = [0, 1, 2, 1, 0, -1, -2, -1];

    [Fact]
    public void A_parallelogram_has_the_quantities_geometry_gives_it()
    {
        // Falling branch at 3, 3, 1, −1, −1 for 2…−2 V, rising at −1, −1, 1 for −1…1 V.
        var m = LoopMeasures.Of(Biases, [-1, 1, 3, 3, 1, -1, -1, -1]);
        Assert.Equal(4, m.SignedArea, RoundOff);
        Assert.Equal((1, -1, 2), (m.RemanentFalling, m.RemanentRising, m.RemanentOpening));
        Assert.Equal((0, 1, 1, 0.5), (m.ZeroFallingV, double.Round(m.ZeroRisingV, 12), double.Round(m.WidthV, 12), double.Round(m.ShiftV, 12)));
    }

    [Fact]
    public void The_area_is_that_of_the_projection()
    {
        var simulated = new SimulatedLoops(3);
        var loop = simulated.Loop(simulated.Truth(), 0.02);
        var summary = LoopProjection.Project([.. loop.Select(r => new System.Numerics.Complex(r, 0))], SimulatedLoops.FromZero, new double[64]);
        Assert.Equal(summary.SignedArea, LoopMeasures.Of(SimulatedLoops.FromZero, loop).SignedArea, 1e-10);
    }

    [Fact]
    public void Errors_are_those_of_independent_points()
    {
        var m = LoopMeasures.Of(Biases, [-1, 1, 3, 3, 1, -1, -1, -1], pointNoise: 0.1).StandardErrors!;
        // Every point but the two at the ends has neighbours 2 V apart, the ends 0 V: area = Σ R·(±1).
        Assert.Equal(0.1 * Math.Sqrt(6), m.SignedArea, RoundOff);
        Assert.Equal((0.1, 0.1), (m.RemanentFalling, m.RemanentRising));
        Assert.Equal(0.1 * Math.Sqrt(2), m.RemanentOpening, RoundOff);
        // The falling branch crosses at a point, slope 2 per V; the centre is the mean of one point at either end.
        Assert.Equal(0.1 / 2 * Math.Sqrt(1 + 0.25 + 0.25), m.ZeroFallingV, RoundOff);
    }

    [Fact]
    public void Its_own_estimate_of_the_noise_is_right_and_not_moved_by_spikes()
    {
        const double Noise = 0.02;
        var simulated = new SimulatedLoops(7);
        var estimates = Enumerable.Range(0, 400).Select(_ =>
        {
            var loop = simulated.Loop([0, 1, -2, 2, 0.01, 1, 1, 1, 1], Noise);
            loop[simulated.Below(64)] += 100;
            return LoopMeasures.Of(SimulatedLoops.FromZero, loop).PointNoise;
        }).Average();
        // A spike spoils three of 60 distances, and the knees bend by a part of the noise.
        Assert.InRange(estimates, 0.9 * Noise, 1.35 * Noise);
    }

    [Fact]
    public void Missing_points_are_bridged_and_a_branch_that_never_crosses_has_no_bias()
    {
        var simulated = new SimulatedLoops(8);
        var loop = simulated.Loop([-0.5, 1, -2, 2, 0, 1, 1, 1, 1], 0);
        var whole = LoopMeasures.Of(SimulatedLoops.FromZero, loop);
        loop[0] = double.NaN;
        loop[40] = double.PositiveInfinity;
        var gappy = LoopMeasures.Of(SimulatedLoops.FromZero, loop);
        Assert.Equal(whole.RemanentRising, gappy.RemanentRising, 0.02);
        Assert.Equal(whole.SignedArea, gappy.SignedArea, 0.3);
        // Low at both ends: either branch crosses the centre twice or not at all.
        var arch = LoopMeasures.Of(SimulatedLoops.FromZero, Array.ConvertAll(SimulatedLoops.FromZero, v => Math.Abs(v) > 7 ? 1.0 : 2.0));
        Assert.True(double.IsNaN(arch.ZeroFallingV) && double.IsNaN(arch.WidthV) && arch.RemanentFalling == 2);
        var all = LoopMeasures.Of(SimulatedLoops.FromZero, Enumerable.Repeat(double.NaN, 64).ToArray());
        Assert.True(double.IsNaN(all.SignedArea) && double.IsNaN(all.WidthV) && double.IsNaN(all.RemanentOpening) && double.IsNaN(all.PointNoise));
    }

    [Fact]
    public void Garbage_never_throws_and_gives_a_number_or_NaN() =>
        Gen.Double.Array[0, 40].Select(Gen.Double[-10, 10].Array[0, 40]).ForAll((response, biases) =>
        {
            var n = Math.Min(response.Length, biases.Length);
            var m = LoopMeasures.Of(biases.AsSpan(0, n), response.AsSpan(0, n));
            Assert.False(double.IsInfinity(m.SignedArea) || double.IsInfinity(m.WidthV) || double.IsInfinity(m.RemanentOpening));
        }, 2000);

    [Fact]
    public void Lengths_that_differ_are_refused() =>
        Assert.Contains("8 biases need as many responses", Assert.Throws<ArgumentException>(() => LoopMeasures.Of(Biases, new double[7])).Message);
}
