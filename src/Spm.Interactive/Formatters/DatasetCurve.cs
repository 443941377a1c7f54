using System.Numerics;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Formatters;

/// <summary>
/// A first look at data that was swept at each position: along the last dimension the curve of the middle pixel and the median over pixels
/// (the mean of dirty data is its worst outlier), at the first value of the other swept dimensions. Complex data as magnitude.
/// </summary>
internal static class DatasetCurve
{
    private const int _width = 640, _wide = 980, _height = 380, _maxPixels = 400, _mostDots = 400, _mostMedians = 2000;

    public static Figure Of(Dataset data)
    {
        var axis = data.Dimensions[^1];
        double[] x = [.. axis.Values];
        var (isOne, middle) = (data.PixelCount == 1, MiddlePixel(data));
        var (notes, layers) = (new List<string>(), new List<Layer>());
        var every = (data.PixelCount + _maxPixels - 1) / _maxPixels;
        var centre = Curve(data, middle, axis.Length);
        var step = (x.Length + _mostMedians - 1) / _mostMedians;
        var median = isOne ? null : Median(data, every, axis.Length, step);
        if (median is not null)
        {
            layers.Add(new LineLayer(every > 1 ? $"median of {(data.PixelCount + every - 1) / every} pixels" : $"median of all {data.PixelCount} pixels", [.. Enumerable.Range(0, median.Length).Select(i => x[i * step])], median, Palette.Vermillion));
            if (step > 1) notes.Add($"The median is taken at one point in {step:N0}.");
        }
        var others = data.SpectroscopicDimensions.Take(data.SpectroscopicDimensions.Count - 1).ToArray();
        if (others.Length > 0) notes.Add($"At {string.Join(", ", others.Select(d => $"{d.Quantity} = {Quantity.Compact(d.Values[0], d.Unit, 4)} (1st of {d.Length})"))}.");
        var name = isOne ? "" : $"pixel {middle}";
        if (x.Length > _mostDots)
        {
            var drawn = ThinnedCurve.Of(x, centre, notes);
            layers.Insert(0, new LineLayer(name, drawn.X, drawn.Y, Palette.Blue) { StrokeWidth = drawn.IsThinned ? 0.7 : 1 });
        }
        else
        {
            if (x.Length > 1) layers.Insert(0, new LineLayer("", x, centre, Palette.Blue) { StrokeWidth = 0.7 });
            layers.Add(new PointLayer(name, x, centre, Palette.Blue));
        }
        var quantity = data.IsComplex ? $"|{data.Quantity}|" : data.Quantity;
        var (vertical, beyond) = Vertical(quantity, data.Unit, centre, median);
        if (!centre.Concat(median ?? []).Any(double.IsFinite)) layers.Add(new MessageLayer(isOne ? "no finite value" : "no finite value in these pixels"));
        if (beyond > 0) notes.Add($"{beyond} of {centre.Length} points of the pixel lie beyond the axis{(x.Length > _mostDots ? "" : " (arrows)")}.");
        var sweep = SweepMap.Of(data, middle, quantity);
        var curve = new Panel(sweep is null ? Cell.Whole : new(0, 0, 0.5, 1), Axis.Over(axis.Quantity, axis.Unit, x, 0.02), vertical, layers);
        var panels = sweep is null ? [curve] : new[] { curve, SweepMap.PanelOf(sweep, name, new(0.5, 0, 0.5, 1)) };
        return new(data.Name, sweep is null ? _width : _wide, _height, panels, $"{data}. {quantity} against {axis.Quantity}{(isOne ? Range(centre, data.Unit) : " of the middle pixel and the median over pixels")}.") { Notes = [.. notes.Select(Minus.Typeset)] };
    }

    private static string Range(double[] curve, string unit) => curve.Where(double.IsFinite).ToArray() is { Length: > 0 } finite
        ? $", {Quantity.Format(finite.Min(), unit)} to {Quantity.Format(finite.Max(), unit)}" : ", no finite value";

    /// <summary>
    /// The axis over the median curve and those points of the pixel that are within one range of it: an outlier of a thousand times the
    /// signal must not flatten the curve. Without a median curve, over all points.
    /// </summary>
    private static (Axis Axis, int Beyond) Vertical(string quantity, string unit, double[] pixel, double[]? median)
    {
        var finite = median?.Where(double.IsFinite).ToArray() ?? [];
        if (finite.Length == 0 || finite.Max() <= finite.Min()) return (Axis.Over(quantity, unit, pixel.Concat(finite)), 0);
        var (low, high) = (2 * finite.Min() - finite.Max(), 2 * finite.Max() - finite.Min());
        var axis = Axis.Over(quantity, unit, finite.Concat(pixel.Where(value => value >= low && value <= high)));
        return (axis, pixel.Count(value => double.IsFinite(value) && (value < axis.Min || value > axis.Max)));
    }

    private static long MiddlePixel(Dataset data)
    {
        var pixel = 0L;
        foreach (var dimension in data.SpatialDimensions) pixel = pixel * dimension.Length + dimension.Length / 2;
        return pixel;
    }

    private static double[] Curve(Dataset data, long pixel, int length)
    {
        var samples = new Complex[length];
        data.Samples.Read(pixel * data.PointsPerPixel, samples);
        return Array.ConvertAll(samples, z => data.IsComplex ? z.Magnitude : z.Real);
    }

    /// <summary>At every few points only: as many whole curves may be more than the memory holds.</summary>
    private static double[] Median(Dataset data, long every, int length, int step)
    {
        var curves = new List<double[]>();
        for (long pixel = 0; pixel < data.PixelCount; pixel += every)
        {
            var whole = Curve(data, pixel, length);
            curves.Add([.. Enumerable.Range(0, (length + step - 1) / step).Select(i => whole[i * step])]);
        }
        return [.. Enumerable.Range(0, curves[0].Length).Select(i => Quantiles.Of(curves.Select(curve => curve[i]).Where(double.IsFinite).Order().ToArray(), 0.5))];
    }
}
