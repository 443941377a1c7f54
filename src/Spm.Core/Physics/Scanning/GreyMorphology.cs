using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Grey-scale morphology of surfaces and tips (Villarrubia, J. Res. Natl. Inst. Stand. Technol. 102, 425, 1997). With s a surface
/// and P a <see cref="TipShape"/>:
/// <code>
/// dilation  i(x) = max_u [ s(x + u) − P(u) ]     the image: height of the tip's lowest point when it touches
/// erosion   r(x) = min_u [ i(x − u) + P(u) ]     the highest surface that gives this image
/// opening   dilation of the erosion,   closing   erosion of the dilation
/// </code>
/// Cells beyond the edge do not exist. A value that is not a number is a missing pixel: it takes no part, and a pixel that
/// no value takes part in is not a number. Arrays are row-major, rows × columns, in m.
/// </summary>
public static class GreyMorphology
{
    private const int Block = 16;
    private static readonly int Lanes = Vector256<double>.Count;

    /// <summary>The image that the tip makes of a surface.</summary>
    /// <exception cref="ArgumentException">The surface has not rows × columns values.</exception>
    public static double[] Dilate(ReadOnlySpan<double> surfaceM, int rows, int columns, TipShape tip)
    {
        CheckSize(surfaceM, rows, columns);
        ArgumentNullException.ThrowIfNull(tip);
        return DilateSigned(surfaceM, rows, columns, tip, 1);
    }

    /// <summary>The highest surface of which the tip makes this image; it touches the true surface wherever the tip did.</summary>
    /// <exception cref="ArgumentException">The image has not rows × columns values.</exception>
    public static double[] Erode(ReadOnlySpan<double> imageM, int rows, int columns, TipShape tip)
    {
        CheckSize(imageM, rows, columns);
        ArgumentNullException.ThrowIfNull(tip);
        var eroded = DilateSigned(imageM, rows, columns, tip.Reflected(), -1);
        for (var i = 0; i < eroded.Length; i++) eroded[i] = -eroded[i];
        return eroded;
    }

    /// <summary>Erosion, then dilation: what remains of an image where it is finer than the tip allows. Idempotent; never above the image.</summary>
    public static double[] Open(ReadOnlySpan<double> imageM, int rows, int columns, TipShape tip) =>
        Dilate(Erode(imageM, rows, columns, tip), rows, columns, tip);

    /// <summary>Dilation, then erosion: the surface as far as this tip can know it. Idempotent; never below the surface.</summary>
    public static double[] Close(ReadOnlySpan<double> surfaceM, int rows, int columns, TipShape tip) =>
        Erode(Dilate(surfaceM, rows, columns, tip), rows, columns, tip);

    private static double[] DilateSigned(ReadOnlySpan<double> surface, int rows, int columns, TipShape tip, int sign)
    {
        // Room for the tip on all sides, and for whole blocks at the end of a row: the inner loop has no edges.
        var wide = (columns + Block - 1) / Block * Block;
        var stride = wide + tip.Columns - 1;
        var padded = new double[(rows + tip.Rows - 1) * stride];
        Array.Fill(padded, double.NegativeInfinity);
        for (var row = 0; row < rows; row++)
        {
            var to = padded.AsSpan((row + tip.AxisRow) * stride + tip.AxisColumn, columns);
            var from = surface.Slice(row * columns, columns);
            for (var column = 0; column < columns; column++) to[column] = double.IsNaN(from[column]) ? double.NegativeInfinity : sign * from[column];
        }

        var cells = Enumerable.Range(0, tip.Rows * tip.Columns).Where(i => double.IsFinite(tip.ProfileM[i])).ToArray();
        var offsets = Array.ConvertAll(cells, i => (nint)(i / tip.Columns * stride + i % tip.Columns));
        var lowering = Array.ConvertAll(cells, i => tip.ProfileM[i]);
        var image = new double[rows * columns];
        var line = new double[wide];
        for (var row = 0; row < rows; row++)
        {
            DilateRow(padded, row * stride, offsets, lowering, line);
            var to = image.AsSpan(row * columns, columns);
            for (var column = 0; column < columns; column++) to[column] = double.IsInfinity(line[column]) ? double.NaN : line[column];
        }
        return image;
    }

    /// <summary>One row: blocks of pixels stay in registers while all cells of the tip pass over them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DilateRow(double[] padded, int first, nint[] offsets, double[] lowering, double[] line)
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(padded);
        for (var column = 0; column < line.Length; column += Block)
        {
            var a = Vector256.Create(double.NegativeInfinity);
            var (b, c, d) = (a, a, a);
            for (var k = 0; k < offsets.Length; k++)
            {
                ref var here = ref Unsafe.Add(ref source, first + column + offsets[k]);
                var p = Vector256.Create(lowering[k]);
                a = Vector256.MaxNative(a, Vector256.LoadUnsafe(ref here) - p);
                b = Vector256.MaxNative(b, Vector256.LoadUnsafe(ref here, 4) - p);
                c = Vector256.MaxNative(c, Vector256.LoadUnsafe(ref here, 8) - p);
                d = Vector256.MaxNative(d, Vector256.LoadUnsafe(ref here, 12) - p);
            }
            a.CopyTo(line, column);
            b.CopyTo(line, column + Lanes);
            c.CopyTo(line, column + 2 * Lanes);
            d.CopyTo(line, column + 3 * Lanes);
        }
    }

    private static void CheckSize(ReadOnlySpan<double> values, int rows, int columns)
    {
        if (rows < 1 || columns < 1 || (long)rows * columns != values.Length)
            throw new ArgumentException($"A surface of {rows} × {columns} pixels needs {(long)rows * columns} values, got {values.Length}.", nameof(values));
    }
}
