using Spm.Core.Data;

namespace Spm.Core.Instruments.Paths;

/// <summary>An image of what was measured along a path.</summary>
public static class PathImage
{
    /// <summary>
    /// The pixels that suit a path: its own frame where it has one; for a spiral, a Lissajous figure or any other way a raster of <paramref name="pixels"/> along the longer side of
    /// the place it covers.
    /// </summary>
    /// <exception cref="ArgumentException">The path covers no area.</exception>
    public static FramePath FrameOf(ScanPath path, int pixels = 64)
    {
        ArgumentNullException.ThrowIfNull(path);
        RequestRule.InRange(pixels, 2, 4096, "", nameof(pixels), "pixels: 64");
        return path switch
        {
            FramePath frame => frame,
            SpiralPath spiral => Frame(spiral.Center, 2 * spiral.RadiusM, 2 * spiral.RadiusM, pixels),
            LissajousPath figure => Frame(figure.Center, figure.WidthM, figure.HeightM, pixels),
            _ => Around(path, pixels),
        };
    }

    /// <summary>
    /// The image of a channel. Where every pixel of the frame was visited it has what was measured there, at the first visit; else it is reconstructed
    /// (<see cref="SparseReconstruction"/>), a phase as sine and cosine, so that −π and π are the same. Corners that a spiral does not reach are bad pixels.
    /// </summary>
    /// <param name="samples">What was measured.</param>
    /// <param name="channel">Name of the channel.</param>
    /// <param name="frame">The pixels wanted; null for <see cref="FrameOf"/> the path.</param>
    /// <param name="options">Method and its strength; defaults when null.</param>
    /// <param name="cancel">Honoured between iterations.</param>
    /// <exception cref="ArgumentException">There is no such channel, the path covers no area, or too few points are usable.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ReconstructedImage Of(PathSamples samples, string channel, FramePath? frame = null, ReconstructionOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (data, values) = (samples[channel], samples.Values(channel));
        frame ??= FrameOf(samples.Path);
        var isPhase = data.Unit == "rad" && data.Quantity.Contains("phase", StringComparison.OrdinalIgnoreCase);
        if (Visited(samples, values, frame) is { } image)
            return new(SparseReconstruction.MapOf(frame, image, data.Name, data.Unit) with { IsCyclic = isPhase }, values.Length, 0, double.NaN, 0);
        var made = isPhase ? OfPhase(frame, samples.Points, values, data, options, cancel)
            : SparseReconstruction.Of(frame, samples.Points, values, data.Name, data.Unit, options, cancel);
        if (samples.Path is SpiralPath spiral) LeaveOutBeyond(spiral, frame, made.Map);
        return made;
    }

    private static void LeaveOutBeyond(SpiralPath spiral, FramePath frame, ScalarMap map)
    {
        for (var row = 0; row < frame.Rows; row++)
            for (var column = 0; column < frame.Columns; column++)
                if (frame.PixelAt(row, column).DistanceM(spiral.Center) > spiral.RadiusM)
                    (map.Values[row, column], map.BadReasons[row, column]) = (double.NaN, "beyond the spiral");
    }

    /// <summary>The error to expect is that of the two parts together, √(e_s² + e_c²): the length between e^{iφ} and its estimate, in rad as long as it is small.</summary>
    private static ReconstructedImage OfPhase(FramePath frame, IReadOnlyList<PathPoint> points, double[] phases, Dataset data, ReconstructionOptions? options, CancellationToken cancel)
    {
        var sine = SparseReconstruction.Of(frame, points, [.. phases.Select(Math.Sin)], data.Name, data.Unit, options, cancel);
        var cosine = SparseReconstruction.Of(frame, points, [.. phases.Select(Math.Cos)], data.Name, data.Unit, options, cancel);
        var image = new double[frame.Rows, frame.Columns];
        for (var row = 0; row < frame.Rows; row++)
            for (var column = 0; column < frame.Columns; column++)
                image[row, column] = Math.Atan2(sine.Map.Values[row, column], cosine.Map.Values[row, column]);
        return sine with
        {
            Map = sine.Map with { Values = image, IsCyclic = true },
            HeldOutRms = double.Hypot(sine.HeldOutRms, cosine.HeldOutRms),
            Iterations = sine.Iterations + cosine.Iterations,
        };
    }

    /// <summary>Values in the order of the frame's pixels, when every point is the centre of one and every pixel has one; else null.</summary>
    private static double[]? Visited(PathSamples samples, double[] values, FramePath frame)
    {
        // Far above rounding, far below what a scanner resolves.
        const double Beside = 1e-3;
        var (image, isThere, left) = (new double[frame.Rows * frame.Columns], new bool[frame.Rows * frame.Columns], frame.Rows * frame.Columns);
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = frame.PixelOf(samples.Points[i]);
            var (r, c) = ((int)Math.Round(row), (int)Math.Round(column));
            if (Math.Abs(row - r) > Beside || Math.Abs(column - c) > Beside || r < 0 || r >= frame.Rows || c < 0 || c >= frame.Columns) return null;
            var pixel = r * frame.Columns + c;
            if (isThere[pixel]) continue;
            (image[pixel], isThere[pixel]) = (values[i], true);
            left--;
        }
        return left == 0 ? image : null;
    }

    private static RasterPath Around(ScanPath path, int pixels)
    {
        var points = path.Points();
        var (left, right, low, high) = (points.Min(p => p.XM), points.Max(p => p.XM), points.Min(p => p.YM), points.Max(p => p.YM));
        if (!(right > left && high > low)) throw new ArgumentException($"An image needs points over an area; those of this {path.Title} lie on one line.", nameof(path));
        // Points are centres of pixels, half of which lies beyond the outermost.
        var beyond = pixels / (pixels - 1.0);
        return Frame(new((left + right) / 2, (low + high) / 2), (right - left) * beyond, (high - low) * beyond, pixels);
    }

    private static RasterPath Frame(PathPoint center, double widthM, double heightM, int pixels)
    {
        var size = Math.Max(widthM, heightM);
        return new() { Center = center, SizeM = size, Rows = Math.Max(2, (int)Math.Ceiling(pixels * heightM / size - 1e-9)), Columns = Math.Max(2, (int)Math.Ceiling(pixels * widthM / size - 1e-9)) };
    }
}
