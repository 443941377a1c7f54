using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Fitting;

public sealed class FitTallyTests
{
    /// <summary>Turning all angles turns their quantiles; a cut at ±π through the middle of them is no spread.</summary>
    [Theory]
    [InlineData("rad", 0.4)]
    [InlineData("rad", Math.PI)]
    [InlineData("rad", -Math.PI + 0.05)]
    [InlineData("°", 0.4)]
    [InlineData("°", Math.PI)]
    public void Quantiles_of_angles_turn_with_the_angles(string unit, double turnedRad)
    {
        var perRad = unit == "rad" ? 1 : 180 / Math.PI;
        // Symmetric about 0, so that the mean direction is that of the turn.
        double[] aboutZero = [.. Enumerable.Range(-10, 21).Select(i => 0.02 * i)];
        double[] angles = [.. aboutZero.Select(v => perRad * Math.IEEERemainder(v + turnedRad, Math.Tau))];
        var quantiles = Quantiles(angles, new("Phase", "phi", unit, "", IsCyclic: true));
        double[] expected = [.. Quantiles(aboutZero, new("Slope", "s", "", "")).Select(v => perRad * (v + Math.IEEERemainder(turnedRad, Math.Tau)))];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(0, Math.IEEERemainder(quantiles[i] - expected[i], perRad * Math.Tau), 1e-12 * perRad);
        Assert.Equal(quantiles.Order(), quantiles);
    }

    private static IReadOnlyList<double> Quantiles(double[] values, FitParameter parameter)
    {
        var n = values.Length;
        var tally = new FitTally(1, n);
        tally.Add(new()
        {
            Values = values,
            StandardErrors = new double[n],
            RSquared = new double[n],
            Iterations = new int[n],
            Status = new FitStatus[n],
            Verdict = [.. Enumerable.Repeat(FitVerdict.Good, n)],
        });
        return tally.Summary("line", "data", new Dimension("t", "Time", "s", DimensionKind.Spectroscopic, [0, 1]), [parameter], TimeSpan.Zero).Parameters[0].Quantiles;
    }
}
