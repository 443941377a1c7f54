using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>The measured points of one pixel with the fit, where there is one, as <see cref="CurvePanels"/> draws them.</summary>
/// <param name="Source">What was measured.</param>
/// <param name="Sweep">Along what.</param>
/// <param name="X">Values of the sweep at the points shown.</param>
/// <param name="Measured">Points; the imaginary part is zero for real data.</param>
internal sealed record PixelCurve(Dataset Source, Dimension Sweep, double[] X, Complex[] Measured)
{
    /// <summary>Fitted curve at the same points; null where there is no fit.</summary>
    public Complex[]? Fitted { get; init; }

    /// <summary>The fitted curve as it is drawn, finer than the points; nothing where there is no fit.</summary>
    public (double[] X, Complex[] Y) Line { get; init; } = ([], []);

    /// <summary>Which points were left out of the fit; none when empty.</summary>
    public bool[] Excluded { get; init; } = [];

    /// <summary>Whether the fit may be used.</summary>
    public bool IsGood { get; init; } = true;

    /// <summary>All cycles in their order, of which <see cref="Measured"/> is number <see cref="Cycle"/>; empty when there is one.</summary>
    public IReadOnlyList<(string Label, Complex[] Measured)> Cycles { get; init; } = [];

    /// <summary>Which of <see cref="Cycles"/> is <see cref="Measured"/>.</summary>
    public int Cycle { get; init; }

    public bool IsExcluded(int point) => Excluded.Length > 0 && Excluded[point];

    /// <summary>The curve of a fit, every so many points.</summary>
    public static PixelCurve Of(FitResult result, FitCurves curves, int fit, int step = 1)
    {
        var (measured, fitted) = (new Complex[curves.PointCount], new Complex[curves.PointCount]);
        curves.ReadMeasured(fit, measured);
        curves.ReadFitted(fit, fitted);
        int[] points = [.. Enumerable.Range(0, (curves.PointCount + step - 1) / step).Select(i => i * step)];
        double[] x = [.. points.Select(i => result.FitDimension.Values[i])];
        var fine = FineAxis.Of(x, FineAxis.MostInExplorer);
        return new(result.Source, result.FitDimension, x, [.. points.Select(i => measured[i])])
        {
            Line = (fine, curves.Fitted(fit, fine)),
            Fitted = [.. points.Select(i => fitted[i])],
            Excluded = [.. points.Select(i => curves.IsExcluded(fit, i))],
            IsGood = result.IsGood(fit),
        };
    }

    /// <summary>An embedded curve of data that were not fitted, with its cycles.</summary>
    public static PixelCurve Of(ExplorerSample sample, int pixel)
    {
        var curves = sample.Curves;
        var (cycles, stride) = (1, 1);
        for (var i = curves.Others.Count - 1; i >= 0 && cycles == 1 && sample.Embedded.Count > 1; i--)
        {
            if (ExplorerCurves.IsCycle(curves.Others[i])) cycles = curves.Others[i].Length;
            else if (sample.Embedded.Count == curves.CurveCount) stride *= curves.Others[i].Length;
        }
        var first = sample.First - (cycles - 1) * stride;
        return new(curves.Source, curves.Sweep, sample.Sweep, sample.Curve(pixel, sample.First).ToArray())
        {
            Cycles = cycles is > 1 and <= CurvePanels.MostCycles ? [.. Enumerable.Range(0, cycles).Select(k => ($"cycle {k + 1}", sample.Curve(pixel, first + k * stride).ToArray()))] : [],
            Cycle = cycles - 1,
        };
    }
}
