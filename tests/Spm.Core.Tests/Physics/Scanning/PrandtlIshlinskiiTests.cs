using CsCheck;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class PrandtlIshlinskiiTests
{
    private const double Half = 5e-6;

    // Sums of a few dozen terms of micrometres.
    private const double Rounding = 1e-20;

    private static readonly Gen<double[]> Reversals = Gen.Double[-Half, Half].Array[3, 12];

    [Fact]
    public void Loops_close() => Reversals.ForAll(inputs =>
    {
        var piezo = PrandtlIshlinskii.ForStroke(Half, 0.1);
        foreach (var u in inputs) piezo.Apply(u);
        var (low, high) = (inputs.Min(), inputs.Max());
        piezo.Apply(low);
        var first = Branch(piezo, low, high).Concat(Branch(piezo, high, low)).ToArray();
        Assert.Equal(first, Branch(piezo, low, high).Concat(Branch(piezo, high, low)));
    });

    [Fact]
    public void The_outcome_does_not_depend_on_the_rate() => Reversals.ForAll(inputs =>
    {
        var (fast, slow) = (PrandtlIshlinskii.ForStroke(Half, 0.1), PrandtlIshlinskii.ForStroke(Half, 0.1));
        var from = 0.0;
        foreach (var u in inputs)
        {
            for (var i = 1; i < 37; i++) slow.Apply(from + i * (u - from) / 37);
            Assert.Equal(fast.Apply(u), slow.Apply(u), Rounding);
            from = u;
        }
    });

    [Fact]
    public void A_larger_reversal_wipes_out_the_smaller_ones() => Reversals.ForAll(inputs =>
    {
        var (many, few) = (PrandtlIshlinskii.ForStroke(Half, 0.1), PrandtlIshlinskii.ForStroke(Half, 0.1));
        var reach = inputs.Max(Math.Abs);
        foreach (var u in inputs) many.Apply(u);
        foreach (var u in new[] { reach, -reach, reach })
        {
            many.Apply(u);
            few.Apply(u);
        }
        // From here on nobody can tell what happened before.
        foreach (var u in inputs.Reverse()) Assert.Equal(few.Apply(u), many.Apply(u), Rounding);
    });

    [Fact]
    public void A_minor_loop_returns_to_the_branch_it_left()
    {
        var (direct, detour) = (PrandtlIshlinskii.ForStroke(Half, 0.1), PrandtlIshlinskii.ForStroke(Half, 0.1));
        foreach (var u in new[] { Half, 0.2 * Half }) direct.Apply(u);
        foreach (var u in new[] { Half, 0.2 * Half, 0.6 * Half, 0.2 * Half }) detour.Apply(u);
        Assert.Equal(direct.Output, detour.Output, Rounding);
        Assert.Equal(direct.Apply(-0.7 * Half), detour.Apply(-0.7 * Half), Rounding);
    }

    [Fact]
    public void Minor_loops_between_the_same_inputs_are_congruent()
    {
        double[] Loop(double before)
        {
            var piezo = PrandtlIshlinskii.ForStroke(Half, 0.1);
            piezo.Apply(before);
            piezo.Apply(-0.2 * Half);
            piezo.Apply(0.4 * Half);
            var start = piezo.Output;
            return [.. Branch(piezo, 0.4 * Half, -0.2 * Half).Concat(Branch(piezo, -0.2 * Half, 0.4 * Half)).Select(y => y - start)];
        }

        var (above, below) = (Loop(Half), Loop(-Half));
        Assert.All(above.Zip(below), pair => Assert.Equal(pair.First, pair.Second, Rounding));
        Assert.Contains(above, y => Math.Abs(y) > 0.1 * Half);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.1, 0.4)]
    [InlineData(0.3, 1)]
    [InlineData(0.05, 0.1)]
    public void Opening_and_gain_follow_the_uniform_density(double fraction, double part)
    {
        // Calibrated at the full stroke; 256 plays so that the sum is the integral to 0.1 %.
        var piezo = PrandtlIshlinskii.ForStroke(Half, fraction, plays: 256);
        var a = part * Half;
        piezo.Apply(a);
        piezo.Apply(-a);
        var up = Branch(piezo, -a, a);
        var down = Branch(piezo, a, -a);
        var stroke = up[^1] - down[^1];
        Assert.Equal(1 - 2 * fraction * (1 - part), stroke / (2 * a), 1e-3);
        Assert.Equal(fraction * part * 2 * a, down[49] - up[49], 1e-3 * 2 * a * fraction);
    }

    [Theory]
    [InlineData(Half)]
    [InlineData(1e-6)]
    [InlineData(30e-9)]
    public void At_the_stroke_of_calibration_the_piezo_moves_as_told(double halfStroke)
    {
        var piezo = PrandtlIshlinskii.ForStroke(Half, 0.08, halfStroke);
        piezo.Apply(halfStroke);
        var low = piezo.Apply(-halfStroke);
        Assert.Equal(2 * halfStroke, piezo.Apply(halfStroke) - low, 1e-12 * halfStroke);
    }

    [Fact]
    public void A_copy_remembers_the_same_past_and_has_its_own_future()
    {
        var piezo = PrandtlIshlinskii.ForStroke(Half, 0.1);
        piezo.Apply(0.7 * Half);
        piezo.Apply(-0.3 * Half);
        var copy = piezo.Clone();
        var next = copy.Apply(0.2 * Half);
        copy.Apply(Half);
        Assert.Equal(next, piezo.Apply(0.2 * Half));
    }

    [Fact]
    public void Impossible_operators_are_refused_with_what_would_be_right()
    {
        Assert.Contains("0 to 0.4, got 0.6", Assert.Throws<ArgumentException>(() => PrandtlIshlinskii.ForStroke(Half, 0.6)).Message, StringComparison.Ordinal);
        Assert.Contains("2 thresholds and 1 weights", Assert.Throws<ArgumentException>(() => new PrandtlIshlinskii([1e-9, 2e-9], [1], 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Output at 100 equal steps of the input from one value to another.</summary>
    private static double[] Branch(PrandtlIshlinskii piezo, double from, double to) =>
        [.. Enumerable.Range(1, 100).Select(i => piezo.Apply(i == 100 ? to : from + i * (to - from) / 100))];
}
