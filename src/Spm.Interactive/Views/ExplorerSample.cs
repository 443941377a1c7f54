using System.Numerics;
using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// Which pixels, points and curves travel in a figure, chosen so that they fit into a number of bytes, and their measured values. Of several curves per pixel all
/// travel when that is possible without thinning, else all cycles, else one. Then pixels are thinned; where there is no fit, whose maps travel for themselves,
/// points of long curves before them, since the map is made of the curves.
/// </summary>
internal sealed class ExplorerSample
{
    private const int _maxPoints = 512, _fewPoints = 128;

    private readonly Complex[] _measured;

    /// <summary>Chooses and reads.</summary>
    /// <param name="curves">The data.</param>
    /// <param name="raster">The picture, with whose pixels the embedded ones go.</param>
    /// <param name="bytesPerPixel">Bytes of a pixel apart from its measured curves.</param>
    /// <param name="bytesPerPoint">Bytes of a point of a curve, per component, apart from the measured value.</param>
    /// <param name="bytes">How many there may be, given the step.</param>
    /// <param name="mostPixels">How many pixels may be read.</param>
    public ExplorerSample(ExplorerCurves curves, MapRaster raster, double bytesPerPixel, double bytesPerPoint, Func<int, long> bytes, long mostPixels)
    {
        (Curves, Raster) = (curves, raster);
        Components = curves.Source.IsComplex ? 2 : 1;
        PointStep = (curves.Sweep.Length + _maxPoints - 1) / _maxPoints;
        (PixelStep, Embedded) = (1, [curves.FirstCurve]);
        foreach (var choice in Choices(curves))
        {
            Embedded = choice;
            if (Fits()) break;
        }
        while (!Fits() && curves.Result is null && curves.Sweep.Length / (PointStep + 1) >= _fewPoints) PointStep++;
        while (!Fits() && PixelStep < Math.Max(raster.Rows, raster.Columns)) PixelStep++;
        Pixels = [.. Enumerable.Range(0, Rows * Columns).Select(p => raster.Source(p / Columns * PixelStep, p % Columns * PixelStep))];
        _measured = new Complex[(long)Pixels.Length * Embedded.Count * Points];
        var curve = new Complex[curves.Sweep.Length];
        for (var q = 0; q < Pixels.Length * Embedded.Count; q++)
        {
            curves.Read(Pixels[q / Embedded.Count].Row, Pixels[q / Embedded.Count].Column, Embedded[q % Embedded.Count], curve);
            for (var i = 0; i < Points; i++) _measured[q * Points + i] = curve[i * PointStep];
        }

        bool Fits() => (long)Columns * Rows <= mostPixels
            && Columns * Rows * (bytesPerPixel + Embedded.Count * Components * (8 + Points * 1.25) + Components * Points * bytesPerPoint) <= bytes(PixelStep);
    }

    public ExplorerCurves Curves { get; }

    public MapRaster Raster { get; }

    public int Components { get; }

    /// <summary>Every how many points of a curve one travels.</summary>
    public int PointStep { get; }

    /// <summary>Points of an embedded curve.</summary>
    public int Points => (Curves.Sweep.Length + PointStep - 1) / PointStep;

    /// <summary>Every how many pixels of the picture, in both directions, one is embedded.</summary>
    public int PixelStep { get; }

    /// <summary>The same in pixels of the map.</summary>
    public int Every => PixelStep * Raster.Step;

    public int Columns => (Raster.Columns + PixelStep - 1) / PixelStep;

    public int Rows => (Raster.Rows + PixelStep - 1) / PixelStep;

    /// <summary>Embedded pixels in the picture's order: row and column in the map.</summary>
    public (int Row, int Column)[] Pixels { get; }

    /// <summary>Numbers of the embedded curves of each pixel.</summary>
    public IReadOnlyList<int> Embedded { get; }

    /// <summary>Position in <see cref="Embedded"/> of the curve that is shown first.</summary>
    public int First => Embedded.ToList().IndexOf(Curves.FirstCurve);

    /// <summary>Values of the sweep at the embedded points.</summary>
    public double[] Sweep => [.. Enumerable.Range(0, Points).Select(i => Curves.Sweep.Values[i * PointStep])];

    /// <summary>A measured point of an embedded curve.</summary>
    public Complex At(int pixel, int curve, int point) => _measured[(pixel * Embedded.Count + curve) * Points + point];

    /// <summary>An embedded curve.</summary>
    public ReadOnlySpan<Complex> Curve(int pixel, int curve) => _measured.AsSpan((pixel * Embedded.Count + curve) * Points, Points);

    /// <summary>The embedded pixel that stands for a pixel of the map.</summary>
    public int PixelOf(int row, int column)
    {
        var (top, left) = Raster.Source(0, 0);
        return (top > 0 ? top - row : row) / Every * Columns + (left > 0 ? left - column : column) / Every;
    }

    /// <summary>The first curve of every pixel at one point as a map of the whole scan; where pixels were thinned, blocks.</summary>
    public ScalarMap Slice(int point, ExplorerSlice slice, string name)
    {
        var (rows, columns) = (Curves.Vertical.Length, Curves.Horizontal.Length);
        var values = new double[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                values[row, column] = slice.Of(At(PixelOf(row, column), First, point));
        return new(name, slice.Colours.Unit, Curves.Horizontal, Curves.Vertical, values, new string?[rows, columns], slice.Colours.IsCyclic);
    }

    private static IEnumerable<int[]> Choices(ExplorerCurves curves)
    {
        var all = Enumerable.Range(0, curves.CurveCount);
        yield return [.. all];
        var (cycles, stride) = (1, 1);
        for (var i = curves.Others.Count - 1; i >= 0 && cycles == 1; i--)
        {
            if (ExplorerCurves.IsCycle(curves.Others[i])) cycles = curves.Others[i].Length;
            else stride *= curves.Others[i].Length;
        }
        var first = curves.FirstCurve - (cycles - 1) * stride;
        if (cycles > 1) yield return [.. Enumerable.Range(0, cycles).Select(k => first + k * stride)];
        yield return [curves.FirstCurve];
    }
}
