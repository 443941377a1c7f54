using System.Text.Json.Nodes;

namespace Spm.Interactive.Views.Live;

/// <summary>A rectangle of pixels, first and last included.</summary>
internal readonly record struct PixelRegion(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    public int Count => (LastRow - FirstRow + 1) * (LastColumn - FirstColumn + 1);
}

/// <summary>The mean curve of a region's good pixels: of all their points where that is fast enough, else of the index.</summary>
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
        var done = 0;
        for (var row = region.FirstRow; row <= region.LastRow; row++)
            for (var column = region.FirstColumn; column <= region.LastColumn; column++)
            {
                cancel.ThrowIfCancellationRequested();
                if (time?.IsEnough(done++) == false) return null;
                if (!source.IsGood(row, column)) continue;
                curves.Read(row, column, curve);
                mean.Add(curve);
            }
        var average = mean.Mean;
        return Answer(Title(mean.Count, region.Count) + ScreenPoints.Words(curves.PointCount), mean, curves.Curve.Values, curves.Parts, ScreenPoints.Of(average, curves.Parts, []), average);
    }

    /// <summary>The mean of the index's block means, over the pixels that it has.</summary>
    public static JsonObject FromIndex(ExplorerSource source, SweepIndex index, PixelRegion region)
    {
        var (curves, step) = (source.Curves, index.PixelStep);
        var mean = new CurveMean(index.Points, curves.Parts);
        var curve = new double[index.Points * curves.Parts];
        var (words, pixels) = (index.Words, 0);
        for (var row = region.FirstRow / step; row <= region.LastRow / step; row++)
            for (var column = region.FirstColumn / step; column <= region.LastColumn / step; column++)
            {
                pixels++;
                if (!index.TryGet(row, column, out var means) || !source.IsGood(row * step, column * step)) continue;
                for (var k = 0; k < curve.Length; k++) curve[k] = means[k];
                mean.Add(curve);
            }
        var title = Title(mean.Count, pixels) + (step > 1 ? $" · every {step}th pixel" : "") + (index.PointStep > 1 ? $" · means of {index.PointStep} points" : "") + (words.Length > 0 ? $" · {words}" : "");
        return Answer(title, mean, index.X, curves.Parts, [.. Enumerable.Range(0, index.Points)], mean.Mean);
    }

    private static string Title(int used, int pixels) => used == 0 ? $"no good pixel among {pixels:N0}"
        : used == pixels ? $"mean of {Pixels(pixels)}"
        : $"mean of {used:N0} good of {Pixels(pixels)}";

    private static string Pixels(int count) => count == 1 ? "1 pixel" : $"{count:N0} pixels";

    private static JsonObject Answer(string title, CurveMean mean, double[] x, int parts, int[] shown, double[] average) => new()
    {
        ["title"] = title,
        ["count"] = mean.Count,
        ["x"] = Packing.Float32([.. shown.Select(i => x[i])]),
        ["parts"] = PixelAnswer.Parts(average, parts, shown),
        ["deviation"] = mean.Count > 1 ? PixelAnswer.Parts(mean.Deviation, parts, shown) : null,
    };
}
