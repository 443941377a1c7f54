using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>A map in numbers and words, for a terminal and for screen readers.</summary>
public static class MapSummary
{
    private const int _textColumns = 48, _textRows = 16;
    private const string _shades = " ░▒▓█";

    /// <summary>Least and greatest good value; NaN when no pixel is good.</summary>
    public static (double Least, double Greatest) Range(ScalarMap map) =>
        GoodValues(map) is { Length: > 0 } values ? (values[0], values[^1]) : (double.NaN, double.NaN);

    /// <summary>One sentence: what, how large, the median and the middle 90 %, how many pixels are bad and why.</summary>
    public static string Sentence(ScalarMap map)
    {
        var values = GoodValues(map);
        var size = $"{map.Name}, map of {map.Horizontal.Length} × {map.Vertical.Length} pixels";
        if (values.Length == 0) return $"{size}: no good pixel ({BadWords(map)}).";
        return map.IsCyclic ? $"{size}: {CircularWords(values, map.Unit)}; {BadWords(map)}."
            : $"{size}: median {Quantity.Format(Quantiles.Of(values, 0.5), map.Unit)}, least {Quantity.Format(values[0], map.Unit)}, greatest {Quantity.Format(values[^1], map.Unit)}, "
              + $"middle 90 % from {Quantity.Format(Quantiles.Of(values, 0.05), map.Unit)} to {Quantity.Format(Quantiles.Of(values, 0.95), map.Unit)}; {BadWords(map)}.";
    }

    /// <summary>The map in block characters, at most 48 × 16, dark where low, over the range of the picture's colours; a bad pixel is ×.</summary>
    public static string TextPicture(ScalarMap map)
    {
        var raster = MapRaster.Of(map, _textColumns);
        var colours = ColourRange.Of(map.Name, map.Unit, GoodValues(map), map.IsCyclic);
        var (low, high) = map.IsCyclic ? Range(map) : (colours.Min, colours.Max);
        var skip = Math.Max(1, (raster.Rows + _textRows - 1) / _textRows);
        return string.Join('\n', Enumerable.Range(0, (raster.Rows + skip - 1) / skip).Select(row => new string(
            [.. Enumerable.Range(0, raster.Columns).Select(column => Shade(raster, row * skip * raster.Columns + column, low, high))])));
    }

    /// <summary><c>no bad pixels</c>, or how many and why.</summary>
    public static string BadWords(ScalarMap map)
    {
        var counts = MapRaster.Of(map).BadCounts;
        var sum = counts.Sum(bad => bad.Count);
        return sum == 0 ? "no bad pixels" : $"{sum} bad pixel{(sum == 1 ? "" : "s")} ({string.Join(", ", counts.Select(bad => $"{bad.Count} {bad.Reason}"))})";
    }

    /// <summary>Mean direction and resultant length (Mardia and Jupp 2000, section 2.2): a phase has no least value.</summary>
    private static string CircularWords(double[] values, string unit)
    {
        var turn = unit is "°" or "deg" ? Math.PI / 180 : 1;
        var (sine, cosine) = (values.Average(v => Math.Sin(v * turn)), values.Average(v => Math.Cos(v * turn)));
        return $"mean direction {Quantity.Format(Math.Atan2(sine, cosine) / turn, unit)}, resultant length {Math.Sqrt(sine * sine + cosine * cosine):F2} (1 when all agree)";
    }

    private static char Shade(MapRaster raster, int pixel, double low, double high) => raster.Reasons[pixel] is not null ? '×'
        : high > low ? _shades[(int)Math.Clamp((raster.Values[pixel] - low) / (high - low) * _shades.Length, 0, _shades.Length - 1)] : _shades[2];

    private static double[] GoodValues(ScalarMap map)
    {
        var columns = map.Values.GetLength(1);
        return [.. Enumerable.Range(0, map.Values.Length).Where(i => MapRaster.ReasonAt(map, i / columns, i % columns) is null).Select(i => map.Values[i / columns, i % columns]).Order()];
    }
}
