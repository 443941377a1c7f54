using System.Numerics;
using System.Xml.Linq;
using Spm.Core.Data;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views.Plots;

/// <summary>Whatever the numbers are, a plot is a picture whose coordinates are numbers, or an error of ours.</summary>
public sealed class AnyNumbersTests
{
    private const int _length = 9, _cases = 30;

    private static readonly double[] _strange = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 2.5, 1e300, -1e300, double.MaxValue, double.Epsilon, 1e-300, 1e-12];

    private static readonly (string Name, Func<double[], double[], double[], Figure> Of)[] _plots =
    [
        ("spectrum", (x, y, e) => Plot.Spectrum(x, y, fitted: e, errors: e)),
        ("logarithmic spectrum", (x, y, e) => Plot.Spectrum(x, y, errors: e, isLogarithmic: true, isAbscissaLogarithmic: true)),
        ("complex spectrum", (x, y, e) => Plot.Spectrum(x, [.. y.Zip(e, (a, b) => new Complex(a, b))], errors: e)),
        ("Nyquist", (x, y, e) => Plot.Nyquist(x, [.. y.Zip(e, (a, b) => new Complex(a, b))])),
        ("relaxation", (x, y, e) => Plot.Relaxation(x, y, fitted: e)),
        ("current", (x, y, e) => Plot.CurrentVoltage(x, y, e, e)),
        ("loops", (x, y, e) => Plot.LoopFamily(x, [y, e], [1, double.NaN], "Temperature", "K")),
        ("force", (x, y, e) => Plot.ForceCurve(new ForceBranch(x, y), new ForceBranch(x, e), 3)),
        ("bifurcation", (x, y, e) => Plot.Bifurcation(x, [.. y.Select(v => new[] { v })], "r", downward: [.. e.Select(v => new[] { v })])),
        ("parity", (x, y, e) => Plot.Parity(x, y, "V", "bias", e)),
        ("calibration", (x, y, e) => Plot.Calibration(x, y, e)),
        ("training", (x, y, e) => Plot.TrainingCurves(x, y, e)),
        ("process", (x, y, e) => Plot.GaussianProcess(x, y, e, [(x[0], y[0]), (x[1], y[1])], acquisition: e, next: x[2])),
        ("clusters", (x, y, e) => Plot.Clusters(Map(y.Select(v => v > 0 ? 1 : double.NaN)), x, [y, e], [e, y])),
        ("components", (x, y, e) => Plot.Components([Map(y), Map(e)], [y, e], x)),
        ("topography", (x, y, e) => Plot.Topography(Map(y))),
        ("levelled", (x, y, e) => Plot.Topography(Map(y), Levelling.RobustPlane)),
        ("lines", (x, y, e) => Plot.Topography(Map(y), Levelling.Lines)),
        ("surface", (x, y, e) => Plot.Surface(Map(y))),
        ("maps of a process", (x, y, e) => Plot.GaussianProcess(Map(y), Map(e), path: [.. x.Zip(y)], next: (x[0], e[0]))),
        ("amplitude and phase", (x, y, e) => Plot.AmplitudePhase(Map(y), Map(e) with { Unit = "rad" })),
        ("dashboard", (x, y, e) => Plot.Dashboard([.. x.Select((_, i) => new Core.Experiments.JournalPoint(i, [x[i], y[i]], [new("v", "V", e[i])], i, []))], new() { Coordinates = [new("x", "m"), new("y", "m")] })),
    ];

    [Fact]
    public void Any_numbers_are_a_picture_on_a_screen_and_on_paper_or_an_error_that_says_why()
    {
        var random = new Random(20);
        foreach (var (name, of) in _plots)
            for (var i = 0; i < _cases; i++)
            {
                var (x, y, e) = (Numbers(random), Numbers(random), Numbers(random));
                try
                {
                    AssertDrawn(name, () => of(x, y, e));
                }
                catch (Exception problem) when (problem is not Xunit.Sdk.IAssertionException)
                {
                    Assert.Fail($"{name}([{string.Join(", ", x)}], [{string.Join(", ", y)}], [{string.Join(", ", e)}]): {problem}");
                }
            }
    }

    /// <summary>Strange ones, the same one everywhere, or usual ones.</summary>
    private static double[] Numbers(Random random)
    {
        double Strange() => _strange[random.Next(_strange.Length)];
        return random.Next(3) switch
        {
            0 => [.. Enumerable.Range(0, _length).Select(_ => Strange())],
            1 => [.. Enumerable.Repeat(Strange(), _length)],
            _ => [.. Enumerable.Range(0, _length).Select(_ => 2 * random.NextDouble() - 1)],
        };
    }

    private static void AssertDrawn(string name, Func<Figure> of)
    {
        Figure figure;
        try
        {
            figure = of();
        }
        catch (ArgumentException refused)
        {
            Assert.NotEmpty(refused.Message);
            return;
        }
        foreach (var svg in new[] { SvgRenderer.Render(figure), SvgRenderer.Render(figure.ForPrint(178)) })
            foreach (var attribute in XDocument.Parse(svg).Descendants().Attributes().Where(a => a.Name.LocalName is "d" or "x" or "y" or "x1" or "x2" or "y1" or "y2" or "width" or "height" or "transform"))
                Assert.False(attribute.Value.Contains("NaN", StringComparison.Ordinal) || attribute.Value.Contains('∞', StringComparison.Ordinal) || attribute.Value.Contains("Infinity", StringComparison.Ordinal), $"{name}: {attribute}");
    }

    private static ScalarMap Map(IEnumerable<double> nine)
    {
        var (values, axis) = (new double[3, 3], new Dimension("X", "Position", "m", DimensionKind.Spatial, [0, 1e-6, 2e-6]));
        foreach (var (i, value) in nine.Index()) values[i / 3, i % 3] = value;
        return new("height", "m", axis, axis with { Name = "Y" }, values, new string?[3, 3]);
    }
}
