using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views;

public sealed class FitCurvesTests
{
    private static readonly Dimension _y = new("Y", "Position", "m", DimensionKind.Spatial, [0, 1]), _x = new("X", "Position", "m", DimensionKind.Spatial, [0, 1, 2]),
        _bias = new("Bias", "Bias", "V", DimensionKind.Spectroscopic, [0, 1, 2, 3]), _cycle = new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1]);

    [Fact]
    public void Points_of_a_dimension_that_is_not_the_last_are_found()
    {
        var result = Result([_y, _x, _bias, _cycle], _bias);
        var points = new Complex[4];
        new FitCurves(result).ReadMeasured(fit: 5, points);
        // Fit 5 is y 0, x 2, cycle 1: samples 2·8 + 2·bias + 1.
        Assert.Equal([17, 19, 21, 23], points.Select(p => p.Real));
    }

    [Fact]
    public void A_fit_along_a_dimension_the_source_lacks_is_refused() =>
        Assert.Contains("not a dimension of its source", Assert.Throws<ArgumentException>(() => new FitCurves(Result([_y, _x, _bias], _cycle))).Message);

    [Fact]
    public void The_grid_takes_the_last_cycle_unless_told_otherwise()
    {
        var result = Result([_y, _x, _bias, _cycle], _bias);
        var map = new ScalarMap("m", "", _x, _y, new double[2, 3], new string?[2, 3]);
        Assert.Equal(2 * (1 * 3 + 2) + 1, new FitGrid(result, map).FitAt(row: 1, column: 2));
        Assert.Equal(2 * (1 * 3 + 2), new FitGrid(result, map, new Dictionary<string, int> { ["cycle"] = 0 }).FitAt(row: 1, column: 2));
    }

    [Fact]
    public void A_slice_that_does_not_exist_is_refused()
    {
        var map = new ScalarMap("m", "", _x, _y, new double[2, 3], new string?[2, 3]);
        Assert.Contains("0 to 1", Assert.Throws<ArgumentException>(() => new FitGrid(Result([_y, _x, _bias, _cycle], _bias), map, new Dictionary<string, int> { ["Cycle"] = 2 })).Message);
    }

    [Fact]
    public void A_map_of_another_scan_is_refused() =>
        Assert.Contains("not a map of this fit", Assert.Throws<ArgumentException>(() => new LinkedMapView(Result([_y, _x, _bias], _bias), "p", SyntheticFits.Map(new double[7, 7]))).Message);

    private static FitResult Result(Dimension[] source, Dimension fitted)
    {
        var rest = source.Where(d => d != fitted).ToArray();
        var count = rest.Aggregate(1, (product, d) => product * d.Length);
        return new()
        {
            Model = "line",
            Parameters = [new("p", "p", "", "")],
            Dimensions = rest,
            FitDimension = fitted,
            Source = new("data", "Signal", "V", source, new RealMemoryStore([.. Enumerable.Range(0, source.Aggregate(1, (product, d) => product * d.Length)).Select(i => (double)i)])),
            Values = new double[count],
            StandardErrors = new double[count],
            Status = new FitStatus[count],
            Verdict = new FitVerdict[count],
            RSquared = new double[count],
            Iterations = new int[count],
            Evaluate = (_, _, y) => y.Clear(),
        };
    }
}
