namespace Spm.Core.Fitting.Models;

/// <summary>
/// Peaks found one after the other: the largest deviation of the smoothed residual, up or down, gives a centre and, at half its height, a
/// width; heights and baseline of all peaks so far are then solved together before the next is sought. Where that explains the data it is
/// enough; else each peak is tried up and down and with other widths, and centres and widths are improved.
/// </summary>
internal static class PeakGuess<TShape, TBaseline> where TShape : struct, IPeakShape where TBaseline : struct, IBaseline
{
    private const int MaximumPoints = 512;

    /// <summary>Rounds of improvement after a peak is found, and of all peaks together at the end.</summary>
    private const int OwnRounds = 4, OnlyRounds = 2, LastRounds = 6;

    /// <summary>Part of the variation that a first reading of one peak, and of several, may leave unexplained.</summary>
    private const double LeftByOne = 0.1, LeftBySeveral = 0.05;

    /// <summary>Points that tell the baseline under a peak.</summary>
    private const int LevelPoints = 32;

    /// <summary>A deviation to one side that is less than so many times that to the other leaves open which way the peak goes.</summary>
    private const double Undecided = 1.5;

    /// <summary>A guess of so many peaks, by rising centre.</summary>
    public static ModelGuess Of(int peaks) => (x, y, starts) => Write(peaks, x, y, starts);

    private static int Write(int peaks, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (GuessPoints.Of(x, y, MaximumPoints) is not { } points) return 0;
        var size = TShape.Parameters;
        Span<double> best = stackalloc double[peaks * size + TBaseline.Parameters];
        Span<double> trial = stackalloc double[best.Length];
        Span<int> linear = stackalloc int[peaks + TBaseline.Parameters];
        Span<double> residual = stackalloc double[points.Count];
        if (!(Read(points, residual, peaks, best, trial, linear) <= (peaks == 1 ? LeftByOne : LeftBySeveral) * Variation(points))
            && !TrySearch(points, residual, peaks, best, trial, linear)) return 0;
        SortByCentre(best[..(peaks * size)]);
        best.CopyTo(starts);
        return 1;
    }

    /// <summary>Peaks as they are read off the data; returns what they leave unexplained.</summary>
    private static double Read(GuessPoints points, Span<double> residual, int peaks, Span<double> best, Span<double> trial, Span<int> linear)
    {
        points.Y.CopyTo(residual);
        var cost = double.PositiveInfinity;
        for (var found = 1; found <= peaks; found++)
        {
            var (first, used) = ((found - 1) * TShape.Parameters, found * TShape.Parameters + TBaseline.Parameters);
            var columns = Linear(found, linear);
            best[..used].CopyTo(trial);
            trial[(first + 3)..(first + TShape.Parameters)].Fill(0.5);
            var up = Strongest(points, residual, 1, found == 1);
            var down = Strongest(points, residual, -1, found == 1);
            cost = double.PositiveInfinity;
            if (up.Height * Undecided >= down.Height)
            {
                (trial[first], trial[first + 1]) = (up.Centre, up.Width);
                Keep(points, trial[..used], columns, best[..used], ref cost);
            }
            if (down.Height * Undecided >= up.Height)
            {
                (trial[first], trial[first + 1]) = (down.Centre, down.Width);
                Keep(points, trial[..used], columns, best[..used], ref cost);
            }
            if (!double.IsFinite(cost)) return cost;
            if (found < peaks) Subtract(points, best[..used], residual);
        }
        return cost;
    }

    private static bool TrySearch(GuessPoints points, Span<double> residual, int peaks, Span<double> best, Span<double> trial, Span<int> linear)
    {
        Span<SearchAxis> axes = stackalloc SearchAxis[TShape.Parameters * peaks];
        points.Y.CopyTo(residual);
        for (var found = 1; found <= peaks; found++)
        {
            var used = found * TShape.Parameters + TBaseline.Parameters;
            var columns = Linear(found, linear);
            var cost = Add(points, residual, found, best[..used], trial[..used], columns);
            if (!double.IsFinite(cost)) return false;
            cost = Projection<PeakSum<TShape, TBaseline>>.Refine(points, best[..used], columns, Axes(points, best, found - 1, found, axes), cost, peaks == 1 ? OnlyRounds : OwnRounds);
            if (found == peaks && peaks > 1)
                Projection<PeakSum<TShape, TBaseline>>.Refine(points, best[..used], columns, Axes(points, best, 0, peaks, axes), cost, LastRounds);
            Subtract(points, best[..used], residual);
        }
        return true;
    }

    /// <summary>The best of a peak up and a peak down, then of half and twice its width, with everything linear solved anew; the earlier peaks lie in <paramref name="best"/>.</summary>
    private static double Add(GuessPoints points, ReadOnlySpan<double> residual, int found, Span<double> best, Span<double> trial, ReadOnlySpan<int> linear)
    {
        var first = (found - 1) * TShape.Parameters;
        var cost = double.PositiveInfinity;
        best.CopyTo(trial);
        trial[(first + 3)..(first + TShape.Parameters)].Fill(0.5);
        var up = Strongest(points, residual, 1, found == 1);
        var down = Strongest(points, residual, -1, found == 1);
        foreach (var (centre, width, _) in (ReadOnlySpan<(double, double, double)>)[up, down])
        {
            (trial[first], trial[first + 1]) = (centre, width);
            Keep(points, trial, linear, best, ref cost);
        }
        if (!double.IsFinite(cost)) return cost;
        // Noise on a flank, or a neighbour, may have cut the width short or stretched it.
        var readWidth = best[first + 1];
        (trial[first], trial[first + 1]) = (best[first], 0.5 * readWidth);
        Keep(points, trial, linear, best, ref cost);
        trial[first + 1] = 2 * readWidth;
        Keep(points, trial, linear, best, ref cost);
        return cost;
    }

    private static void Keep(GuessPoints points, Span<double> trial, ReadOnlySpan<int> linear, Span<double> best, ref double cost)
    {
        var tried = Projection<PeakSum<TShape, TBaseline>>.Cost(points, trial, linear);
        if (!(tried < cost)) return;
        cost = tried;
        trial.CopyTo(best);
    }

    /// <summary>Centre and full width at half height of the largest deviation to one side from where most points lie, and its height above the median.</summary>
    private static (double Centre, double Width, double Height) Strongest(GuessPoints points, ReadOnlySpan<double> residual, int side, bool isFirst)
    {
        var n = points.Count;
        var x = points.X;
        var smooth = points.Rows(1);
        smooth[0] = side * (0.75 * residual[0] + 0.25 * residual[1]);
        smooth[n - 1] = side * (0.75 * residual[n - 1] + 0.25 * residual[n - 2]);
        for (var k = 1; k < n - 1; k++) smooth[k] = side * (0.25 * residual[k - 1] + 0.5 * residual[k] + 0.25 * residual[k + 1]);
        Span<double> sample = stackalloc double[LevelPoints];
        var step = (n + LevelPoints - 1) / LevelPoints;
        var sampled = 0;
        for (var k = step / 2; k < n; k += step) sample[sampled++] = smooth[k];
        sample = sample[..sampled];
        sample.Sort();
        // One broad peak may fill most of the range: what lies under it is then not the median.
        var level = sample[isFirst ? sampled / 5 : sampled / 2];
        var top = 0;
        for (var k = 1; k < n; k++)
            if (smooth[k] > smooth[top]) top = k;
        var half = level + 0.5 * (smooth[top] - level);
        var (left, right) = (top, top);
        while (left > 0 && smooth[left] > half) left--;
        while (right < n - 1 && smooth[right] > half) right++;
        var (below, above) = (x[top] - x[left], x[right] - x[top]);
        // A neighbour widens one side only; at an edge of the range one side is missing.
        var (near, far) = (Math.Min(below, above), Math.Max(below, above));
        var width = near <= 0 ? 2 * far : far > 2 * near ? 2 * near : near + far;
        return (x[top], Math.Max(width, points.Spacing), smooth[top] - sample[sampled / 2]);
    }

    private static double Variation(GuessPoints points)
    {
        var (mean, sum) = (0.0, 0.0);
        foreach (var y in points.Y) mean += y / points.Count;
        foreach (var y in points.Y) sum += (y - mean) * (y - mean);
        return sum;
    }

    private static void Subtract(GuessPoints points, ReadOnlySpan<double> p, Span<double> residual)
    {
        Projection<PeakSum<TShape, TBaseline>>.Evaluate(points.X, p, residual);
        for (var k = 0; k < residual.Length; k++) residual[k] = points.Y[k] - residual[k];
    }

    private static Span<int> Linear(int peaks, Span<int> linear)
    {
        for (var k = 0; k < peaks; k++) linear[k] = k * TShape.Parameters + 2;
        for (var b = 0; b < TBaseline.Parameters; b++) linear[peaks + b] = peaks * TShape.Parameters + b;
        return linear[..(peaks + TBaseline.Parameters)];
    }

    private static Span<SearchAxis> Axes(GuessPoints points, ReadOnlySpan<double> p, int first, int end, Span<SearchAxis> axes)
    {
        var count = 0;
        for (var k = first; k < end; k++)
        {
            var at = k * TShape.Parameters;
            axes[count++] = new(at, 0.2 * p[at + 1], false, points.X[0] - points.Width, points.X[^1] + points.Width);
            axes[count++] = new(at + 1, 0.3, true, 0.3 * points.Spacing, 10 * points.Width);
            for (var s = 3; s < TShape.Parameters; s++) axes[count++] = new(at + s, 0.3, false, 0, 1);
        }
        return axes[..count];
    }

    private static void SortByCentre(Span<double> peaks)
    {
        var size = TShape.Parameters;
        for (var i = size; i < peaks.Length; i += size)
            for (var j = i; j > 0 && peaks[j] < peaks[j - size]; j -= size)
                for (var k = 0; k < size; k++)
                    (peaks[j + k], peaks[j - size + k]) = (peaks[j - size + k], peaks[j + k]);
    }
}
