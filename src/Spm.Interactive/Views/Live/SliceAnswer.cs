using System.Text.Json.Nodes;
using Spm.Core.Data;

namespace Spm.Interactive.Views.Live;

/// <summary>The map at one point of the sweep: read from the file where that is fast enough, else from the index.</summary>
internal static class SliceAnswer
{
    /// <summary>A map that was read pixel by pixel; null when that would take too long.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JsonObject? Direct(ExplorerSource source, int point, Func<double, double, double> part, CancellationToken cancel)
    {
        var curves = source.Curves;
        var step = SweepIndex.PixelStepOf(curves, source.Limits);
        var (rows, columns) = (SweepIndex.Cells(curves.Rows, step), SweepIndex.Cells(curves.Columns, step));
        var time = curves.IsInMemory ? null : new ReadingTime(source.Limits.DirectTime, rows * columns);
        var values = new double[rows * columns];
        Span<double> sample = stackalloc double[2];
        sample.Clear();
        for (var n = 0; n < values.Length; n++)
        {
            cancel.ThrowIfCancellationRequested();
            if (time?.IsEnough(n) == false) return null;
            var (row, column) = curves.ColumnsAreFast ? (n / columns, n % columns) : (n % rows, n / rows);
            curves.ReadPoint(row * step, column * step, point, sample[..curves.Parts]);
            values[row * columns + column] = part(sample[0], sample[1]);
        }
        return Answer(Label(curves, point), "", values, rows, columns, step);
    }

    /// <summary>A map of the means of the block that holds the point; NaN where the index is not yet filled, which <c>words</c> say.</summary>
    public static JsonObject FromIndex(ExplorerSource source, SweepIndex index, int point, Func<double, double, double> part)
    {
        var curves = source.Curves;
        var values = new double[index.Rows * index.Columns];
        var at = index.BlockOf(point) * curves.Parts;
        // Before the values: those that are read meanwhile may be there, what the words promise is.
        var words = index.Words;
        for (var row = 0; row < index.Rows; row++)
            for (var column = 0; column < index.Columns; column++)
                values[row * index.Columns + column] = index.TryGet(row, column, out var means) ? part(means[at], curves.Parts > 1 ? means[at + 1] : 0) : double.NaN;
        var last = Math.Min((index.BlockOf(point) + 1) * index.PointStep, curves.PointCount) - index.BlockOf(point) * index.PointStep;
        var answer = Answer(Label(curves, point), last > 1 ? $" (mean of {last} points)" : "", values, index.Rows, index.Columns, index.PixelStep);
        if (words.Length > 0) answer["words"] = words;
        return answer;
    }

    /// <summary>What is shown of a sample: its real value, or of a complex one the part that is asked for.</summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    public static Func<double, double, double> Part(string asked, bool isComplex) => (isComplex ? asked : "0") switch
    {
        "0" or "real" => static (re, _) => re,
        "1" or "imaginary" => static (_, im) => im,
        "magnitude" => static (re, im) => double.Hypot(re, im),
        "phase" => static (re, im) => double.IsFinite(re) && double.IsFinite(im) ? Math.Atan2(im, re) : double.NaN,
        _ => throw new ArgumentException($"A part is one of magnitude, phase, 0 (real) and 1 (imaginary), got «{asked}»."),
    };

    private static string Label(MapCurves curves, int point) =>
        Minus.Typeset($"{curves.Curve.Quantity} {Quantity.Format(curves.Curve.Values[point], curves.Curve.Unit)}");

    /// <summary><c>point</c> fits into a title, <c>label</c> says also what was thinned.</summary>
    private static JsonObject Answer(string point, string mean, double[] values, int rows, int columns, int step) => new()
    {
        ["point"] = point,
        ["label"] = point + mean + (step > 1 ? $" · every {Ordinal.Of(step)} pixel" : ""),
        ["values"] = Packing.Float32(values),
        ["rows"] = rows,
        ["columns"] = columns,
        ["step"] = step,
    };
}
