using Spm.Interactive;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Cli.Tests.Notebooks;

public class ImportTests
{
    [Theory]
    [InlineData("(Matrix<double>.Build.DenseIdentity(3) * Vector<double>.Build.Dense(3, 1.0)).Sum()", 3.0)]
    [InlineData("new[] { 1.0, 2, 3 }.Mean() + new[] { 1.0, 2, 3 }.StandardDeviation()", 3.0)]
    [InlineData("Statistics.Median(new[] { 1.0, 2, 3 })", 2.0)]
    [InlineData("var z = new[] { new Complex(1, 0), Complex.One };\nFourier.Forward(z, FourierOptions.Matlab);\nz[0].Real", 2.0)]
    [InlineData("Fit.Line(new[] { 0.0, 1, 2 }, new[] { 1.0, 3, 5 }).Item2", 2.0)]
    [InlineData("Normal.CDF(0, 1, 0) + SpecialFunctions.Erf(0)", 0.5)]
    [InlineData("CubicSpline.InterpolateNatural(new[] { 0.0, 1, 2 }, new[] { 0.0, 1, 4 }).Interpolate(1.0)", 1.0)]
    [InlineData("new DataFrame(new DoubleDataFrameColumn(\"a\", new[] { 1.0, 2 })).Rows.Count", 2L)]
    [InlineData("Color.fromString(\"red\"); StyleParam.Mode.Markers.ToString()", "markers")]
    [InlineData("GenericChart chart = Chart.Line<double, double, string>(new[] { 0.0, 1 }, new[] { 0.0, 1 });\nchart is null", false)]
    [InlineData("Range middle = 1..3;\nGenerate.LinearSpaced(5, 0, 1)[middle].Length", 2)]
    [InlineData("new Random(1).Next() < 0 || BigInteger.One.IsOne", true)]
    [InlineData("Trace.WriteLine(\"\");\ntypeof(Dataset).Name", "Dataset")]
    public async Task Every_library_can_be_used_without_a_using(string cell, object expected)
    {
        using var engine = new CellEngine([new SpmExtension()]);
        var outcome = await engine.ExecuteAsync(cell, 1, new NoOutput(), TestContext.Current.CancellationToken);
        Assert.Equal(expected, Assert.IsType<CellOutcome.Success>(outcome).Value is double value ? Math.Round(value, 9) : ((CellOutcome.Success)outcome).Value);
    }

    private sealed class NoOutput : ICellOutput
    {
        public void Stream(StreamName name, string text)
        {
        }

        public void Display(MimeBundle bundle, string? displayId)
        {
        }

        public void Update(string displayId, MimeBundle bundle)
        {
        }

        public void Clear(bool wait)
        {
        }

        public void Result(int executionCount, MimeBundle bundle)
        {
        }

        public void Error(CellError error) => Assert.Fail(string.Join('\n', error.Traceback));
    }
}
