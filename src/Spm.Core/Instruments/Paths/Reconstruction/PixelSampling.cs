namespace Spm.Core.Instruments.Paths;

/// <summary>S: the values of an image at points between its pixels, by bilinear interpolation; each row of S has up to four weights that sum to 1.</summary>
internal sealed class PixelSampling
{
    private readonly int[] pixels;
    private readonly double[] weights;

    /// <param name="rows">Rows of the image.</param>
    /// <param name="columns">Columns of the image.</param>
    /// <param name="places">Row and column of each point, in fractions; clamped to the outermost pixel centres.</param>
    public PixelSampling(int rows, int columns, IReadOnlyList<(double Row, double Column)> places)
    {
        (Count, pixels, weights) = (places.Count, new int[4 * places.Count], new double[4 * places.Count]);
        for (var i = 0; i < places.Count; i++)
        {
            var (r0, r1, v) = Split(places[i].Row, rows);
            var (c0, c1, u) = Split(places[i].Column, columns);
            (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2], pixels[4 * i + 3]) = (r0 * columns + c0, r0 * columns + c1, r1 * columns + c0, r1 * columns + c1);
            (weights[4 * i], weights[4 * i + 1], weights[4 * i + 2], weights[4 * i + 3]) = ((1 - v) * (1 - u), (1 - v) * u, v * (1 - u), v * u);
        }
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>(S u)_i.</summary>
    public double At(int point, double[] image)
    {
        var sum = 0.0;
        for (var k = 4 * point; k < 4 * point + 4; k++) sum += weights[k] * image[pixels[k]];
        return sum;
    }

    /// <summary>Adds factor · Sᵀe_i to an image.</summary>
    public void Spread(int point, double factor, double[] image)
    {
        for (var k = 4 * point; k < 4 * point + 4; k++) image[pixels[k]] += factor * weights[k];
    }

    /// <summary>A bound of ‖S‖²: its largest column sum, since its row sums are 1.</summary>
    public double NormBound(int pixelCount)
    {
        var sums = new double[pixelCount];
        for (var i = 0; i < Count; i++) Spread(i, 1, sums);
        return sums.Max();
    }

    private static (int First, int Second, double Weight) Split(double place, int count)
    {
        // A pixel's centre computed from its position misses the whole number by rounding; it must not borrow from its neighbour.
        var at = Math.Clamp(Math.Abs(place - Math.Round(place)) < 1e-6 ? Math.Round(place) : place, 0, count - 1);
        var first = Math.Min((int)at, Math.Max(count - 2, 0));
        return (first, Math.Min(first + 1, count - 1), at - first);
    }
}
