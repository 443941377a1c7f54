using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Physics.Samples;

namespace Spm.Interactive.Tests.Views.Plots;

/// <summary>A search for the greatest response on the twin's composition spread, by upper confidence bound μ + 2σ on a grid, for pictures of experiments.</summary>
internal static class SoughtPhase
{
    private const int _side = 32, _points = 24;
    private const double _noise = 2e-5, _length = 0.9e-6;

    public sealed record Search(IReadOnlyList<JournalPoint> Points, ScalarMap Mean, ScalarMap Deviation, ScalarMap Acquisition, (double X, double Y) Next);

    private static readonly SampleProperty Composition = SampleCatalogue.Grow("library", 3).Truth[0];

    private static readonly Lazy<Search> Once = new(Carry);

    /// <summary>A response that peaks where the phases meet.</summary>
    public static SampleProperty Truth { get; } = new("response", "Response", "V", (x, y) => 1e-3 * Math.Exp(-Math.Pow(Composition.At(x, y) / 0.2, 2) - Math.Pow((y - 3e-6) / 2e-6, 2)));

    public static double[] GridM { get; } = Dimension.Linear(0.1e-6, 4.9e-6, _side);

    public static Search Run() => Once.Value;

    private static Search Carry()
    {
        var random = new Random(11);
        var points = new List<JournalPoint>();
        double[] place = [0.8e-6, 0.9e-6];
        for (var k = 0; k < _points; k++)
        {
            points.Add(new(k, place, [new JournalValue(Truth.Name, Truth.Unit, Truth.At(place[0], place[1]) + _noise * (random.NextDouble() - 0.5))], 12.0 * (k + 1) + 0.4 * k * k, []));
            place = Best(points);
        }
        var process = Of(points);
        return new(points, Map("mean", (x, y) => process.At(x, y).Mean), Map("σ", (x, y) => process.At(x, y).Deviation), Map("μ + 2σ", (x, y) => Bound(process, x, y)), (place[0], place[1]));
    }

    public static ScalarMap Map(string name, Func<double, double, double> at)
    {
        var values = new double[_side, _side];
        for (var i = 0; i < values.Length; i++) values[i / _side, i % _side] = at(GridM[i % _side], GridM[i / _side]);
        return new(name, Truth.Unit, new("X", "Position", "m", DimensionKind.Spatial, GridM), new("Y", "Position", "m", DimensionKind.Spatial, GridM), values, new string?[_side, _side]);
    }

    private static double[] Best(List<JournalPoint> points)
    {
        var process = Of(points);
        return GridM.SelectMany(y => GridM.Select(x => new[] { x, y })).MaxBy(p => Bound(process, p[0], p[1]))!;
    }

    private static ExactProcess Of(IReadOnlyList<JournalPoint> points) => new([.. points.Select(p => p.Coordinates)], [.. points.Select(p => p.Values[0].Real[0])], 4e-4, _length, _noise);

    private static double Bound(ExactProcess process, double x, double y) => process.At(x, y) is var (mean, deviation) ? mean + 2 * deviation : 0;
}
