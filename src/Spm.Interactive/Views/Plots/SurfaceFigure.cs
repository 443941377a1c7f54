using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.Surface(ScalarMap, Levelling?, double?, double, double)"/>: box, surface, axes along the edges of the box, colour bar.</summary>
internal static class SurfaceFigure
{
    private const int _width = 780, _height = 560, _maxSide = 256, _pixelsPerUnit = 2;

    /// <summary>Size of the drawing in the panel, in pixels of the figure, and what is kept free around the box for words.</summary>
    private const double _drawingWidth = 680, _drawingHeight = 480, _beside = 74, _above = 14, _below = 62;

    /// <summary>Height of the box by the longer side of the map, when nothing else is said.</summary>
    private const double _usualHeight = 0.25;

    /// <summary>Heights reach to the last peak as long as that is at most so many times the range of the middle 98 %; colours do the same.</summary>
    private const double _tolerated = 5;

    public static Figure Of(ScalarMap measured, Levelling level, double? exaggeration, double azimuthRad, double elevationRad)
    {
        ArgumentNullException.ThrowIfNull(measured);
        if (measured.IsCyclic) throw new ArgumentException($"'{measured.Name}' is a phase, which is no height: it jumps by a full turn. Show it with Plot.AmplitudePhase.", nameof(measured));
        if (exaggeration is { } given && !(given > 0 && double.IsFinite(given))) throw new ArgumentOutOfRangeException(nameof(exaggeration), $"The exaggeration of heights is a number above 0, such as 10, got {given}.");
        if (!double.IsFinite(azimuthRad)) throw new ArgumentOutOfRangeException(nameof(azimuthRad), $"The azimuth is an angle in rad, such as −0.6, got {azimuthRad}.");
        if (elevationRad is not (>= 0.05 and <= Math.PI / 2)) throw new ArgumentOutOfRangeException(nameof(elevationRad), $"The elevation is 0.05 to π/2 rad, such as 0.6, got {elevationRad}.");
        var map = level.Apply(measured);
        var raster = MapRaster.Of(map, _maxSide);
        if (raster.Rows < 2 || raster.Columns < 2) throw new ArgumentException($"A surface needs at least 2 × 2 pixels, '{map.Name}' has {map.Values.GetLength(0)} × {map.Values.GetLength(1)}. Plot.Topography shows a single line.", nameof(measured));
        var z = Heights(map, raster);
        var (perUnit, scaleNote) = Scale(map, raster, z, exaggeration);
        var mesh = new SurfaceMesh(raster, z, perUnit);
        string[] notes = [scaleNote, $"{(level == Levelling.None ? "Not levelled" : $"Levelled: {level.Words}")}.", .. Notes(map, raster, z)];
        List<Layer> layers = raster.Reasons.All(reason => reason is not null) ? [new MessageLayer("no good pixel")] : Drawing(map, raster, mesh, new(azimuthRad, elevationRad));
        var panel = new Panel(Cell.Whole, new("", "", 0, _drawingWidth), new("", "", 0, _drawingHeight), layers) { IsBare = true, IsToScale = true, ColourScale = z };
        return new(map.Name, _width, _height, [panel], $"{MapSummary.Sentence(map)} Seen in three dimensions, turned by {azimuthRad * 180 / Math.PI:F0}° and from {elevationRad * 180 / Math.PI:F0}° above. {scaleNote}")
        { Notes = [.. notes.Select(Minus.Typeset)] };
    }

    private static Axis Heights(ScalarMap map, MapRaster raster)
    {
        var (middle, all) = (ColourRange.Of(map.Name, map.Unit, raster.Values, isCyclic: false), Axis.Over(map.Name, map.Unit, raster.Values, 0));
        return all.Max - all.Min <= _tolerated * (middle.Max - middle.Min) ? all : middle;
    }

    /// <summary>What was reduced, stretched or clipped.</summary>
    private static IEnumerable<string> Notes(ScalarMap map, MapRaster raster, Axis z)
    {
        if (raster.Step > 1) yield return $"Shown with {raster.Columns} × {raster.Rows} points, each the mean of {raster.Step} × {raster.Step} of the {map.Horizontal.Length} × {map.Vertical.Length} pixels.";
        if (raster.Values.Any(v => v < z.Min || v > z.Max)) yield return $"Heights beyond the 1st and 99th percentile are cut off: values reach from {Quantity.Format(MapSummary.Range(map).Least, map.Unit)} to {Quantity.Format(MapSummary.Range(map).Greatest, map.Unit)}.";
        if (raster.BadCounts.Count > 0) yield return $"Holes: {MapSummary.BadWords(map)}.";
    }

    /// <summary>Length in space of one unit of height, and what is said about it.</summary>
    private static (double PerUnit, string Note) Scale(ScalarMap map, MapRaster raster, Axis z, double? exaggeration)
    {
        var (width, height) = SurfaceMesh.Extent(raster);
        var (longer, range) = (Math.Max(width, height), z.Max - z.Min);
        if (!raster.IsToScale || map.Unit != map.Horizontal.Unit)
            return (_usualHeight * (exaggeration ?? 1) / range, raster.IsToScale ? $"{map.Name} is drawn upwards on a scale of its own." : "Not to scale: both sides are in pixels.");
        var factor = exaggeration ?? Round(_usualHeight * longer / range);
        return (factor / longer, factor == 1 ? "Heights are to scale." : $"Heights are drawn {factor:G4} times as large as lengths.");
    }

    /// <summary>The nearest of 1, 2, 5 · 10ⁿ.</summary>
    private static double Round(double value)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return decade * new[] { 1, 2, 5, 10 }.MinBy(digit => Math.Abs(Math.Log(digit * decade / value)));
    }

    private static List<Layer> Drawing(ScalarMap map, MapRaster raster, SurfaceMesh mesh, SurfaceProjection projection)
    {
        var corners = Enumerable.Range(0, 8).Select(i => projection.Of(mesh.Corner(i & 1, (i >> 1) & 1, i >> 2))).ToArray();
        var (left, right, low, high) = (corners.Min(c => c.X), corners.Max(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.Y));
        var scale = Math.Min((_drawingWidth - 2 * _beside) / (right - left), (_drawingHeight - _above - _below) / (high - low));
        var (originX, originY) = (_drawingWidth / 2 - scale * (left + right) / 2, _below + (_drawingHeight - _above - _below - scale * (high - low)) / 2 - scale * low);
        (double X, double Y) Place(double x, double y, double z) => projection.Of(mesh.Corner(x, y, z)) is var p ? (originX + scale * p.X, originY + scale * p.Y) : default;

        var picture = new SurfaceRaster(projection, (int)_drawingWidth * _pixelsPerUnit, (int)_drawingHeight * _pixelsPerUnit, _pixelsPerUnit * scale, _pixelsPerUnit * originX, _pixelsPerUnit * (_drawingHeight - originY));
        picture.Draw(mesh, ColourMap.For(mesh.Z));
        var box = new SurfaceBox(projection, Place);
        return
        [
            .. box.Behind(),
            new PictureLayer(picture.Width, picture.Height, picture.Rgba),
            .. box.Before(),
            .. box.AxisX(Between(map.Horizontal, raster.Horizontal, raster.Columns)),
            .. box.AxisY(Between(map.Vertical, raster.Vertical, raster.Rows)),
            .. box.AxisZ(mesh.Z),
        ];
    }

    /// <summary>An axis between the middles of the outer pixels, where the mesh ends.</summary>
    private static Axis Between(Dimension dimension, (double Min, double Max) extent, int pixels)
    {
        var half = (extent.Max - extent.Min) / pixels / 2;
        return MapPanel.AxisOf(dimension, (extent.Min + half, extent.Max - half));
    }
}
