using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// The surface behind an image, as far as the tip allows: <see cref="GreyMorphology.Erode"/> of the image, and where it is certain.
/// A point of the surface is certain when some position of the tip, wholly within the image, touches the reconstructed surface at
/// this point alone: the true surface lies nowhere above the reconstruction, and the tip did touch it somewhere
/// (Villarrubia, J. Res. Natl. Inst. Stand. Technol. 102, 425, 1997, section 5).
/// </summary>
/// <param name="SurfaceM">Reconstructed height in m, row-major.</param>
/// <param name="Certain">True where the reconstruction is the true surface, row-major.</param>
public sealed record TipReconstruction(double[] SurfaceM, bool[] Certain)
{
    /// <summary>Reconstructs an image.</summary>
    /// <param name="imageM">Image in m, row-major; not a number where a pixel is missing.</param>
    /// <param name="rows">Pixels along y.</param>
    /// <param name="columns">Pixels along x.</param>
    /// <param name="tip">The tip, on cells of the size of a pixel.</param>
    /// <param name="toleranceM">Points this much short of contact in m count as touching; a few times the noise.</param>
    /// <exception cref="ArgumentException">The image has not rows × columns values, or the tolerance is negative.</exception>
    public static TipReconstruction Of(ReadOnlySpan<double> imageM, int rows, int columns, TipShape tip, double toleranceM = 1e-13)
    {
        AllowedRange.Check<double>(toleranceM, 0, 1e-3, "m", nameof(toleranceM), "toleranceM: 1e-13");
        var surface = GreyMorphology.Erode(imageM, rows, columns, tip);
        var certain = new bool[surface.Length];
        var cells = Enumerable.Range(0, tip.Rows * tip.Columns).Where(i => double.IsFinite(tip.ProfileM[i]))
            .Select(i => (Row: i / tip.Columns - tip.AxisRow, Column: i % tip.Columns - tip.AxisColumn, Height: tip.ProfileM[i])).ToArray();
        var (bottom, top) = (-cells.Min(c => c.Row), rows - cells.Max(c => c.Row));
        var (left, right) = (-cells.Min(c => c.Column), columns - cells.Max(c => c.Column));
        var offsets = Array.ConvertAll(cells, c => c.Row * columns + c.Column);
        var heights = Array.ConvertAll(cells, c => c.Height);
        for (var row = Math.Max(0, bottom); row < Math.Min(rows, top); row++)
        {
            for (var column = Math.Max(0, left); column < Math.Min(columns, right); column++)
            {
                var pixel = row * columns + column;
                if (OnlyContact(surface, pixel, offsets, heights, imageM[pixel] - toleranceM) is >= 0 and var touched) certain[touched] = true;
            }
        }
        return new TipReconstruction(surface, certain);
    }

    /// <summary>The one point within reach that touches; −1 when none or several do, or when one within reach is unknown.</summary>
    private static int OnlyContact(double[] surface, int pixel, int[] offsets, double[] heights, double threshold)
    {
        var found = -1;
        for (var k = 0; k < offsets.Length; k++)
        {
            var gap = threshold - (surface[pixel + offsets[k]] - heights[k]);
            if (gap > 0) continue;
            if (found >= 0 || double.IsNaN(gap)) return -1;
            found = pixel + offsets[k];
        }
        return found;
    }
}
