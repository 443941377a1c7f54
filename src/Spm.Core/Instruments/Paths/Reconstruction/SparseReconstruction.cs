using Spm.Core.Data;
using Spm.Core.Physics;

namespace Spm.Core.Instruments.Paths;

/// <summary>Makes a full image of a sparse scan, whatever path it took.</summary>
public static class SparseReconstruction
{
    /// <summary>Fewer points do not even determine a plane and its error.</summary>
    private const int LeastPoints = 4;

    /// <summary>
    /// The least-squares plane is taken off, the rest is reconstructed by the method chosen, the plane put back. Points between pixels count by bilinear
    /// interpolation; points that are not finite or outside of the frame are left out.
    /// </summary>
    /// <param name="frame">The pixels wanted; for a path that is no frame, such as a spiral, a raster over the same place.</param>
    /// <param name="points">Where it was measured.</param>
    /// <param name="values">What was measured there, in <paramref name="unit"/>.</param>
    /// <param name="name">What it is.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="options">Method and its strength; defaults when null.</param>
    /// <param name="cancel">Honoured between iterations.</param>
    /// <returns>The image, with the error to expect.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there are not as many values as points, or fewer than four are usable.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ReconstructedImage Of(FramePath frame, IReadOnlyList<PathPoint> points, IReadOnlyList<double> values, string name, string unit,
        ReconstructionOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(values);
        options ??= new();
        options.Check();
        if (points.Count != values.Count) throw new ArgumentException($"There are {points.Count} points and {values.Count} values; every point needs its value.", nameof(values));
        List<((double Row, double Column) Place, double Value)> kept = [];
        for (var i = 0; i < points.Count; i++)
            if (frame.PixelOf(points[i]) is var place && IsWithin(frame, place) && double.IsFinite(values[i]))
                kept.Add((place, values[i]));
        if (kept.Count < LeastPoints)
            throw new ArgumentException($"{kept.Count} of {points.Count} points have a finite value within the frame; at least {LeastPoints} are needed.", nameof(points));

        var heldOut = HeldOut(kept.Count, options);
        var error = double.NaN;
        if (heldOut.Count > 0)
        {
            var (first, _) = Solve(frame, [.. kept.Where((_, i) => !heldOut.Contains(i))], options, cancel);
            var test = new PixelSampling(frame.Rows, frame.Columns, [.. heldOut.Select(i => kept[i].Place)]);
            error = Math.Sqrt(heldOut.Select((point, i) => Math.Pow(test.At(i, first) - kept[point].Value, 2)).Average());
        }
        var (image, iterations) = Solve(frame, kept, options, cancel);
        return new(MapOf(frame, image, name, unit), kept.Count, points.Count - kept.Count, error, iterations);
    }

    private static (double[] Image, int Iterations) Solve(FramePath frame, List<((double Row, double Column) Place, double Value)> points, ReconstructionOptions options, CancellationToken cancel)
    {
        var plane = PlaneOf(points);
        var sampling = new PixelSampling(frame.Rows, frame.Columns, [.. points.Select(p => p.Place)]);
        // Points in the outer half of the outermost pixels count at their centres, but the plane is taken off where they are: so it stays exact.
        double[] rest = [.. points.Select(p => p.Value - plane(p.Place.Row, p.Place.Column))];
        var (image, iterations) = options.Method == ReconstructionMethod.ThinPlate
            ? new ThinPlateSolver(frame.Rows, frame.Columns).Solve(sampling, rest, options.Smoothing, cancel)
            : new SparseCosineSolver(frame.Rows, frame.Columns).Solve(sampling, rest, options.Sparsity, cancel);
        for (var i = 0; i < image.Length; i++) image[i] += plane(i / frame.Columns, i % frame.Columns);
        return (image, iterations);
    }

    /// <summary>Least-squares plane about the centroid; level along a direction in which the points do not spread.</summary>
    private static Func<double, double, double> PlaneOf(List<((double Row, double Column) Place, double Value)> points)
    {
        var (row, column, value) = (points.Average(p => p.Place.Row), points.Average(p => p.Place.Column), points.Average(p => p.Value));
        var (rr, rc, cc, rv, cv) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var ((r, c), v) in points)
        {
            var (dr, dc, dv) = (r - row, c - column, v - value);
            (rr, rc, cc, rv, cv) = (rr + dr * dr, rc + dr * dc, cc + dc * dc, rv + dr * dv, cv + dc * dv);
        }
        var determinant = rr * cc - rc * rc;
        if (determinant <= 1e-9 * (rr + cc) * (rr + cc)) return (_, _) => value;
        var (a, b) = ((rv * cc - cv * rc) / determinant, (cv * rr - rv * rc) / determinant);
        return (r, c) => value + a * (r - row) + b * (c - column);
    }

    private static HashSet<int> HeldOut(int count, ReconstructionOptions options)
    {
        var wanted = (int)(options.HeldOutFraction * count);
        if (count - wanted < LeastPoints) return [];
        var random = new RandomSequence(options.Seed, RandomPurpose.SparsePixels, 2);
        HashSet<int> held = [];
        while (held.Count < wanted) held.Add((int)(random.NextUniform() * count));
        return held;
    }

    private static bool IsWithin(FramePath frame, (double Row, double Column) place)
    {
        // A path over the whole frame may miss its edge by rounding.
        const double Slack = 1e-6;
        return place.Row >= -0.5 - Slack && place.Row <= frame.Rows - 0.5 + Slack && place.Column >= -0.5 - Slack && place.Column <= frame.Columns - 0.5 + Slack;
    }

    internal static ScalarMap MapOf(FramePath frame, double[] image, string name, string unit)
    {
        var values = new double[frame.Rows, frame.Columns];
        Buffer.BlockCopy(image, 0, values, 0, image.Length * sizeof(double));
        // Axes of a turned frame run along its sides, through its centre.
        var level = frame.AngleRad == 0 ? frame : TurnedBack(frame);
        double[] x = [.. Enumerable.Range(0, frame.Columns).Select(c => level.PixelAt(0, c).XM)], y = [.. Enumerable.Range(0, frame.Rows).Select(r => level.PixelAt(r, 0).YM)];
        return new(name, unit, new("X", "Position", "m", DimensionKind.Spatial, x), new("Y", "Position", "m", DimensionKind.Spatial, y), values, new string?[frame.Rows, frame.Columns]);
    }

    private static RasterPath TurnedBack(FramePath frame) => new() { Center = frame.Center, SizeM = frame.SizeM, Rows = frame.Rows, Columns = frame.Columns };
}
