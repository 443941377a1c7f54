using System.Text.Json.Nodes;

namespace Spm.Interactive.Views.Live;

/// <summary>A rectangle of pixels, first and last included.</summary>
internal readonly record struct PixelRegion(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    public int Count => (LastRow - FirstRow + 1) * (LastColumn - FirstColumn + 1);
}

/// <summary>
/// The mean curve of a region's good pixels and of their parameters: of all their points where that is fast enough, else of the index. Points that a fit left
/// out are left out here too.
/// </summary>
internal static class RegionAnswer
{
    /// <summary>The mean of curves that were read one by one; null when that would take too long.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JsonObject? Direct(ExplorerSource source, PixelRegion region, CancellationToken cancel)
    {
        var curves = source.Curves;
        var time = curves.IsInMemory ? null : new ReadingTime(source.Limits.DirectTime, region.Count);
        var mean = new CurveMean(curves.PointCount, curves.Parts);
        var curve = new double[curves.PointCount * curves.Parts];
        var (fits, done) = (new List<int>(), 0);
        for (var row = region.FirstRow; row <= region.LastRow; row++)
            for (var column = region.FirstColumn; column <= region.LastColumn; column++)
            {
                cancel.ThrowIfCancellationRequested();
                if (time?.IsEnough(done++) == false) return null;
                if (!source.IsGood(row, column)) continue;
                curves.Read(row, column, curve);
                LeaveOut(source, row, column, curve, 1);
                mean.Add(curve);
                if (source.Grid is not null) fits.Add(source.Grid.FitAt(row, column));
            }
        var average = mean.Mean;
        return Answer(source, Title(mean.Count, region.Count) + ScreenPoints.Words(curves.PointCount), mean, fits, curves.Curve.Values, ScreenPoints.Of(average, curves.Parts, []), average);
    }

    /// <summary>The mean of the index's block means, over the pixels that it has; of a region that has none of them, of the one before it.</summary>
    public static JsonObject FromIndex(ExplorerSource source, SweepIndex index, PixelRegion region)
    {
        var (curves, step) = (source.Curves, index.PixelStep);
        var mean = new CurveMean(index.Points, curves.Parts);
        var curve = new double[index.Points * curves.Parts];
        var (words, pixels, fits) = (index.Words, 0, new List<int>());
        for (var row = FirstKept(region.FirstRow, region.LastRow, step); row <= region.LastRow / step; row++)
            for (var column = FirstKept(region.FirstColumn, region.LastColumn, step); column <= region.LastColumn / step; column++)
            {
                pixels++;
                if (!index.TryGet(row, column, out var means) || !source.IsGood(row * step, column * step)) continue;
                for (var k = 0; k < curve.Length; k++) curve[k] = means[k];
                LeaveOut(source, row * step, column * step, curve, index.PointStep);
                mean.Add(curve);
                if (source.Grid is not null) fits.Add(source.Grid.FitAt(row * step, column * step));
            }
        var title = Title(mean.Count, pixels) + (step > 1 ? $" · every {Ordinal.Of(step)} pixel" : "") + (index.PointStep > 1 ? $" · means of {index.PointStep} points" : "") + (words.Length > 0 ? $" · {words}" : "");
        return Answer(source, title, mean, fits, index.X, [.. Enumerable.Range(0, index.Points)], mean.Mean);
    }

    private static int FirstKept(int first, int last, int step) => Math.Min(SweepIndex.Cells(first, step), last / step);

    /// <summary>Takes the points, or the blocks that hold points, which the fit left out, out of a curve.</summary>
    private static void LeaveOut(ExplorerSource source, int row, int column, Span<double> curve, int pointStep)
    {
        var (curves, result) = (source.Curves, source.Result);
        if (result?.Excluded is not { } excluded) return;
        var flags = excluded.AsSpan(source.Grid!.FitAt(row, column) * curves.PointCount, curves.PointCount);
        for (var i = 0; i < flags.Length; i++)
            if (flags[i])
                curve.Slice(i / pointStep * curves.Parts, curves.Parts).Fill(double.NaN);
    }

    private static string Title(int used, int pixels) => used == 0 ? $"no good pixel among {pixels:N0}"
        : used == pixels ? $"mean of {Pixels(pixels)}"
        : $"mean of {used:N0} good of {Pixels(pixels)}";

    private static string Pixels(int count) => count == 1 ? "1 pixel" : $"{count:N0} pixels";

    private static JsonObject Answer(ExplorerSource source, string title, CurveMean mean, List<int> fits, double[] x, int[] shown, double[] average) => new()
    {
        ["title"] = title,
        ["count"] = mean.Count,
        ["x"] = Packing.Float32([.. shown.Select(i => x[i])]),
        ["parts"] = PixelAnswer.Parts(average, source.Curves.Parts, shown),
        ["deviation"] = mean.Count > 1 ? PixelAnswer.Parts(mean.Deviation, source.Curves.Parts, shown) : null,
        ["parameters"] = source.Result is null ? null : ParameterMeans.Of(source.Result, fits),
    };
}
