using System.Numerics;
using Spm.Core.Data;

namespace Spm.Interactive.Charts;

/// <summary>
/// A <see cref="ScalarMap"/> laid out for the eye: row 0 is the top (largest vertical value), column 0 the smallest horizontal value,
/// at most a given number of pixels a side. A pixel is bad when it has a reason or its value is not finite.
/// </summary>
public sealed class MapRaster
{
    /// <summary>Largest side kept without reduction when nothing else is said.</summary>
    public const int DefaultMaxSide = 512;

    /// <summary>Beyond this ratio of width to height a map is drawn not to scale, since it would be a hairline.</summary>
    public const double MaxAspect = 12;

    private readonly ScalarMap _map;
    private readonly bool _flipColumns, _flipRows;

    private MapRaster(ScalarMap map, int step)
    {
        _map = map;
        _flipColumns = Descends(map.Horizontal);
        _flipRows = !Descends(map.Vertical);
        (Step, Columns, Rows) = (step, Blocks(map.Values.GetLength(1), step), Blocks(map.Values.GetLength(0), step));
        Values = new double[Rows * Columns];
        Reasons = new string?[Rows * Columns];
        Horizontal = Extent(map.Horizontal, map.Vertical);
        Vertical = Extent(map.Vertical, map.Horizontal);
    }

    /// <summary>Pixels from left to right.</summary>
    public int Columns { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Rows { get; }

    /// <summary>Side of the block of original pixels that one pixel stands for; 1 when nothing was reduced.</summary>
    public int Step { get; }

    /// <summary>[row from the top × column], NaN where bad; the mean of the good pixels of a block, of a phase their mean direction.</summary>
    public double[] Values { get; }

    /// <summary>[row from the top × column]: why a pixel is bad, null where it is good.</summary>
    public string?[] Reasons { get; }

    /// <summary>Left and right edge of the picture, in the axis' unit.</summary>
    public (double Min, double Max) Horizontal { get; }

    /// <summary>Lower and upper edge of the picture, in the axis' unit.</summary>
    public (double Min, double Max) Vertical { get; }

    /// <summary>Number of original pixels that are bad, by reason, most frequent first.</summary>
    public required IReadOnlyList<(string Reason, int Count)> BadCounts { get; init; }

    /// <summary>Whether width and height are drawn to the same scale.</summary>
    public bool IsToScale => _map.Horizontal.Unit == _map.Vertical.Unit && _map.Horizontal.Kind == _map.Vertical.Kind && Aspect is >= 1 / MaxAspect and <= MaxAspect;

    /// <summary>Width by height in the axes' unit.</summary>
    public double Aspect => (Horizontal.Max - Horizontal.Min) / (Vertical.Max - Vertical.Min);

    /// <summary>Reduces and orients a map.</summary>
    /// <exception cref="ArgumentException">A side of the map has no pixels, or the shapes disagree.</exception>
    public static MapRaster Of(ScalarMap map, int maxSide = DefaultMaxSide)
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        if (rows < 1 || columns < 1) throw new ArgumentException($"Map '{map.Name}' is {rows} × {columns}: a map needs at least one pixel.", nameof(map));
        if (map.Horizontal.Length != columns || map.Vertical.Length != rows || map.BadReasons.GetLength(0) != rows || map.BadReasons.GetLength(1) != columns)
            throw new ArgumentException($"Map '{map.Name}' has {rows} × {columns} values, {map.BadReasons.GetLength(0)} × {map.BadReasons.GetLength(1)} reasons and axes of {map.Vertical.Length} and {map.Horizontal.Length}; they must agree.", nameof(map));
        var raster = new MapRaster(map, Blocks(Math.Max(rows, columns), maxSide)) { BadCounts = CountBad(map) };
        for (var row = 0; row < raster.Rows; row++)
            for (var column = 0; column < raster.Columns; column++)
                raster.Fill(row, column);
        return raster;
    }

    /// <summary>The same map with at most so many pixels a side.</summary>
    public MapRaster ReducedTo(int maxSide) => Math.Max(Rows, Columns) <= maxSide ? this : Of(_map, maxSide);

    /// <summary>Row and column in the map of the (first) original pixel behind a pixel of the picture.</summary>
    public (int Row, int Column) Source(int row, int column) =>
        (Turn(row * Step, _map.Values.GetLength(0), _flipRows), Turn(column * Step, _map.Values.GetLength(1), _flipColumns));

    /// <summary>Why a pixel of the map is bad, or null.</summary>
    public static string? ReasonAt(ScalarMap map, int row, int column) =>
        map.BadReasons[row, column] ?? (double.IsFinite(map.Values[row, column]) ? null : double.IsNaN(map.Values[row, column]) ? "not a number" : "infinite");

    /// <summary>RGBA bytes of the picture; bad pixels are transparent, so that the hatching behind them shows.</summary>
    public byte[] ToRgba(Axis colours, ColourMap colourMap)
    {
        var rgba = new byte[4 * Values.Length];
        for (var i = 0; i < Values.Length; i++)
        {
            if (Reasons[i] is not null) continue;
            var colour = colourMap[colours.Fraction(Values[i])];
            (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) = ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour, 255);
        }
        return rgba;
    }

    private void Fill(int row, int column)
    {
        var (sum, direction, count, reason) = (0.0, Complex.Zero, 0, (string?)null);
        var unit = _map.Unit is "°" or "deg" ? 180 / Math.PI : 1;
        for (var i = row * Step; i < Math.Min((row + 1) * Step, _map.Values.GetLength(0)); i++)
            for (var j = column * Step; j < Math.Min((column + 1) * Step, _map.Values.GetLength(1)); j++)
            {
                var (r, c) = (Turn(i, _map.Values.GetLength(0), _flipRows), Turn(j, _map.Values.GetLength(1), _flipColumns));
                var bad = ReasonAt(_map, r, c);
                reason ??= bad;
                if (bad is not null) continue;
                (sum, count) = (sum + _map.Values[r, c], count + 1);
                if (_map.IsCyclic) direction += Complex.FromPolarCoordinates(1, _map.Values[r, c] / unit);
            }
        Values[row * Columns + column] = count == 0 ? double.NaN : _map.IsCyclic && count > 1 ? unit * direction.Phase : sum / count;
        Reasons[row * Columns + column] = count > 0 ? null : reason;
    }

    private static List<(string, int)> CountBad(ScalarMap map)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < map.Values.GetLength(0); row++)
            for (var column = 0; column < map.Values.GetLength(1); column++)
                if (ReasonAt(map, row, column) is { } reason)
                    counts[reason] = counts.GetValueOrDefault(reason) + 1;
        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
    }

    private static int Turn(int index, int length, bool flip) => flip ? length - 1 - index : index;

    private static int Blocks(int length, int size) => (length + size - 1) / size;

    private static bool Descends(Dimension axis) => axis.Length > 1 && axis.Values[^1] < axis.Values[0];

    /// <summary>Outer edges: half a pixel beyond the first and last value. A single pixel is as wide as one of the other axis.</summary>
    private static (double, double) Extent(Dimension axis, Dimension other)
    {
        var (min, max) = (Math.Min(axis.Values[0], axis.Values[^1]), Math.Max(axis.Values[0], axis.Values[^1]));
        var pitch = Pitch(axis) ?? Pitch(other) ?? 1;
        return double.IsFinite(min) && double.IsFinite(max) && (max > min || axis.Length == 1) ? (min - pitch / 2, max + pitch / 2) : (-0.5, axis.Length - 0.5);
    }

    private static double? Pitch(Dimension axis) =>
        axis.Length > 1 && Math.Abs(axis.Values[^1] - axis.Values[0]) / (axis.Length - 1) is > 0 and < double.PositiveInfinity and var pitch ? pitch : null;
}
