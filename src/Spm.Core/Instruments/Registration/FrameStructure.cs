using Spm.Core.Data;

namespace Spm.Core.Instruments.Registration;

/// <summary>
/// Whether an image says where it is along an axis. Lines of a grating look the same wherever they are cut: a shift along them cannot be seen, and what registration then
/// finds, to a claimed part of a pixel, is noise that both images share.
/// </summary>
public static class FrameStructure
{
    /// <summary>The part of the likeness of neighbours that remains along lines; structure of any kind loses more within a quarter of the frame.</summary>
    private const double Remaining = 0.97;

    /// <summary>Neighbours that are less alike than this are noise, in which registration finds nothing anyhow.</summary>
    private const double LeastLikeness = 0.2;

    /// <summary>
    /// True when the image is the same all along an axis: the correlation r(s) of the image with itself, s pixels beside, is at no s from 2 to a quarter of the axis below
    /// 0.97 r(1), r the correlation coefficient over all pairs of finite pixels. Noise lowers both alike.
    /// </summary>
    /// <param name="frame">The image.</param>
    /// <param name="alongX">True for the horizontal axis, false for the vertical one.</param>
    public static bool IsUniform(ScalarMap frame, bool alongX)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var length = alongX ? frame.Horizontal.Length : frame.Vertical.Length;
        if (length < 8) return false;
        var neighbours = Correlation(frame.Values, alongX, 1);
        if (!(neighbours >= LeastLikeness)) return false;
        for (var shift = 2; shift <= length / 4; shift++)
            if (!(Correlation(frame.Values, alongX, shift) >= Remaining * neighbours))
                return false;
        return true;
    }

    private static double Correlation(double[,] values, bool alongX, int shift)
    {
        var (down, across) = alongX ? (0, shift) : (shift, 0);
        var (count, a, b, aa, bb, ab) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        // Sums about the first finite value: a height of micrometres with a relief of nanometres keeps its digits.
        var middle = values.Cast<double>().FirstOrDefault(double.IsFinite);
        for (var row = 0; row + down < values.GetLength(0); row++)
            for (var column = 0; column + across < values.GetLength(1); column++)
            {
                var (x, y) = (values[row, column] - middle, values[row + down, column + across] - middle);
                if (!double.IsFinite(x) || !double.IsFinite(y)) continue;
                (count, a, b, aa, bb, ab) = (count + 1, a + x, b + y, aa + x * x, bb + y * y, ab + x * y);
            }
        return (ab - a * b / count) / Math.Sqrt((aa - a * a / count) * (bb - b * b / count));
    }
}
