using System.Globalization;
using System.Runtime.Intrinsics;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Loops;

public class LoopModelTests
{
    /// <summary>Round-off of a dozen operations on numbers of order one.</summary>
    private const double RoundOff = 5e-15;

    private static readonly double[] Loop = [-0.4, 1.3, -2.1, 2.9, 0.02, 0.7, 1.4, 0.9, 0.5];

    [Fact]
    public void Far_from_switching_a_branch_is_at_R_minus_or_R_plus_plus_slope()
    {
        foreach (var falling in (bool[])[true, false])
        {
            Assert.Equal(Loop[0] + Loop[4] * -50, LoopModel.Value(Loop, -50, falling), RoundOff);
            Assert.Equal(Loop[0] + Loop[1] + Loop[4] * 50, LoopModel.Value(Loop, 50, falling), RoundOff);
        }
    }

    [Fact]
    public void At_the_coercive_bias_a_branch_is_divided_by_its_widths()
    {
        Assert.Equal(Loop[0] + Loop[1] * Loop[5] / (Loop[5] + Loop[6]) + Loop[4] * Loop[2], LoopModel.Value(Loop, Loop[2], falling: true), RoundOff);
        Assert.Equal(Loop[0] + Loop[1] * Loop[7] / (Loop[7] + Loop[8]) + Loop[4] * Loop[3], LoopModel.Value(Loop, Loop[3], falling: false), RoundOff);
    }

    [Fact]
    public void The_gradient_is_the_limit_of_central_differences()
    {
        // With a step h of 1e-5 the difference quotient's own error is h²·f''' ≈ 1e-9 and round-off 1e-16/h ≈ 1e-11.
        const double H = 1e-5, Tolerance = 1e-7;
        var gradient = new double[LoopModel.ParameterCount];
        foreach (var falling in (bool[])[true, false])
            for (var bias = -8.03; bias <= 8; bias += 0.21)
            {
                LoopModel.Gradient(Loop, bias, falling, gradient);
                for (var i = 0; i < gradient.Length; i++)
                {
                    var (up, down) = ((double[])Loop.Clone(), (double[])Loop.Clone());
                    (up[i], down[i]) = (up[i] + H, down[i] - H);
                    Assert.Equal((LoopModel.Value(up, bias, falling) - LoopModel.Value(down, bias, falling)) / (2 * H), gradient[i], Tolerance);
                }
            }
    }

    [Fact]
    public void The_gradient_is_right_where_the_width_changes_over_a_millivolt()
    {
        // x = V − a2 within 1/d: h = 1e-8 V leaves 1e-8 of round-off; the change of width itself is 1e-3 V wide.
        const double H = 1e-8, Tolerance = 1e-6;
        var gradient = new double[LoopModel.ParameterCount];
        var (up, down) = ((double[])Loop.Clone(), (double[])Loop.Clone());
        (up[2], down[2]) = (up[2] + H, down[2] - H);
        LoopModel.Gradient(Loop, Loop[2] + 7e-4, falling: true, gradient);
        Assert.Equal((LoopModel.Value(up, Loop[2] + 7e-4, true) - LoopModel.Value(down, Loop[2] + 7e-4, true)) / (2 * H), gradient[2], Tolerance);
    }

    [Fact]
    public async Task Values_agree_with_the_formula_in_scipy()
    {
        const string Script = """
            import numpy as np
            from scipy.special import erf
            a0,a1,a2,a3,a4,b0,b1,b2,b3 = -0.4,1.3,-2.1,2.9,0.02,0.7,1.4,0.9,0.5
            d = 1000
            def branch(V, a, l, r):
                g = (r-l)/2*(erf(d*(V-a))+1)+l
                return (g*erf((V-a)/g)+l)/(l+r)
            V = np.concatenate([np.linspace(8,-8,65), [-2.1+4e-4]])
            for y in (branch(V,a2,b0,b1), branch(V,a3,b2,b3)):
                print(*[repr(float(v)) for v in a0+a1*y+a4*V])
            """;
        var lines = (await Python.Run(Script)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var biases = Enumerable.Range(0, 65).Select(i => 8 - 0.25 * i).Append(-2.1 + 4e-4).ToArray();
        for (var line = 0; line < 2; line++)
            foreach (var (i, text) in lines[line].Split(' ').Index())
                Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), LoopModel.Value(Loop, biases[i], falling: line == 0), RoundOff);
    }

    [Fact]
    public void Erf_is_odd_saturates_and_has_its_series_near_zero()
    {
        var u = Vector256.Create(-0.01, 0.01, 30, double.NegativeInfinity);
        var erf = LoopBranchShape.Erf(u, out var gaussian);
        const double Series = 1.1283791670955126 * (0.01 - 1e-6 / 3 + 1e-10 / 10 - 1e-14 / 42);
        Assert.Equal(-Series, erf[0], 1e-15);
        Assert.Equal(Series, erf[1], 1e-15);
        Assert.Equal(1, erf[2]);
        Assert.Equal(-1, erf[3]);
        Assert.Equal(Math.Exp(-1e-4), gaussian[0], 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(41)]
    public void The_branch_of_a_point_does_not_depend_on_where_the_sweep_starts(int start)
    {
        var biases = SimulatedLoops.Reorder(SimulatedLoops.FromMaximum, start);
        var falling = new bool[biases.Length];
        LoopDirection.Classify(biases, falling);
        // From the maximum on, the first half of the cycle falls.
        Assert.Equal(SimulatedLoops.Reorder([.. Enumerable.Range(0, 64).Select(i => (double)i)], start).Select(i => i < 32), falling);
    }

    [Fact]
    public void A_sweep_that_ends_away_from_its_start_ends_on_the_branch_it_came_by()
    {
        var falling = new bool[5];
        LoopDirection.Classify([4, 2, 0, -2, -4], falling);
        Assert.All(falling, Assert.True);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Of_two_points_at_a_turn_the_first_ends_a_branch_and_the_second_starts_the_other_wherever_the_sweep_begins(int roll)
    {
        double[] sweep = [4, 2, 0, -2, -2, 0, 2, 4];
        var rolled = Enumerable.Range(0, 8).Select(i => sweep[(i + roll) % 8]).ToArray();
        var falling = new bool[8];
        LoopDirection.Classify(rolled, falling);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (i + roll) % 8 < 4), falling);
    }

    [Fact]
    public void A_bias_held_within_a_branch_stays_on_it_and_a_single_turn_point_starts_the_next()
    {
        var falling = new bool[9];
        LoopDirection.Classify([0, 2, 2, 4, 2, 2, 0, -4, -2], falling);
        Assert.Equal([false, false, false, true, true, true, true, false, false], falling);
    }

    [Fact]
    public void A_wrong_number_of_parameters_is_named() =>
        Assert.Contains("9 parameters a0..a4, b0..b3, got 8", Assert.Throws<ArgumentException>(() => LoopModel.Value(Loop.AsSpan(1), 0, true)).Message);
}
