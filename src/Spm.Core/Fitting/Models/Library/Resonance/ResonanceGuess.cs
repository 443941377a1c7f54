using System.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// Resonances as the poles of a rational function (exact without noise, and for peaks that overlap) or as peaks stripped one after the other
/// off the residual, whichever fits better; and, where single bins look like spikes, a second start without them. The solver keeps the better.
/// </summary>
internal static class ResonanceGuess
{
    private const int StripRounds = 3, LastRounds = 6, SureRounds = 1;

    /// <summary>Part of the spectrum that the poles of a rational function may leave unexplained to be believed at once.</summary>
    private const double LeftByPoles = 0.1;

    /// <summary>Guess of (A, f0, Q, φ) per resonance by rising frequency, then the background's coefficients.</summary>
    public static ModelGuess Of(int resonances, int background) => (x, y, starts) =>
    {
        if (ResonancePoints.Of(x, y) is not { } points) return 0;
        var count = WriteBetter(points, resonances, background, starts);
        // A line narrower than a bin looks like a spike: both readings are tried.
        if (points.TakeDownSpikes()) count += WriteBetter(points, resonances, background, starts[(count * (4 * resonances + 2 * background))..]);
        return count;
    };

    /// <summary>The better of the poles of a rational function and of peaks stripped one by one.</summary>
    private static int WriteBetter(ResonancePoints points, int resonances, int background, Span<double> start)
    {
        Span<double> rational = stackalloc double[2 * resonances];
        Span<double> stripped = stackalloc double[2 * resonances];
        Span<double> amplitudes = stackalloc double[2 * (resonances + background)];
        var (costRational, costStripped) = (double.PositiveInfinity, double.PositiveInfinity);
        if (RationalPoles.TryFind(points, background, rational))
        {
            costRational = ResonanceProjection.Cost(points, rational, background, amplitudes);
            if (costRational <= LeftByPoles * points.Variation)
            {
                ResonanceProjection.Refine(points, rational, background, amplitudes, costRational, SureRounds);
                return Write(points, rational, background, amplitudes, start);
            }
            costRational = ResonanceProjection.Refine(points, rational, background, amplitudes, costRational, LastRounds);
        }
        if (TryStrip(points, stripped, background, amplitudes))
            costStripped = ResonanceProjection.Refine(points, stripped, background, amplitudes, ResonanceProjection.Cost(points, stripped, background, amplitudes), LastRounds);
        var poles = costStripped < costRational ? stripped : rational;
        return double.IsFinite(Math.Min(costRational, costStripped)) ? Write(points, poles, background, amplitudes, start) : 0;
    }

    /// <summary>Guess of (A, f1, Q1, φ, f2, Q2, k): two free poles, brought into the coupled form by comparing coefficients.</summary>
    public static int Coupled(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        if (ResonancePoints.Of(x, y) is not { } points) return 0;
        var count = WriteCoupled(points, starts);
        return points.TakeDownSpikes() ? count + WriteCoupled(points, starts[(7 * count)..]) : count;
    }

    private static int WriteCoupled(ResonancePoints points, Span<double> starts)
    {
        Span<double> poles = stackalloc double[4];
        Span<double> amplitudes = stackalloc double[4];
        if (!RationalPoles.TryFind(points, 0, poles)) return 0;
        var cost = ResonanceProjection.Cost(points, poles, 0, amplitudes);
        if (!double.IsFinite(ResonanceProjection.Refine(points, poles, 0, amplitudes, cost, LastRounds))) return 0;
        double a2 = poles[0] * poles[0], b2 = poles[2] * poles[2], wa = poles[1], wb = poles[3];
        Complex alpha = new Complex(amplitudes[0], amplitudes[1]) * a2, beta = new Complex(amplitudes[2], amplitudes[3]) * b2;
        var sum = alpha + beta;
        if (sum == Complex.Zero) return 0;
        // The response is zero, but for damping, where the second resonator absorbs: that is f2.
        var second = Math.Clamp(((alpha * b2 + beta * a2) / sum).Real, 0.25 * Math.Min(a2, b2), 4 * Math.Max(a2, b2));
        var narrow = 0.1 * Math.Min(wa, wb);
        var secondWidth = Math.Clamp(((alpha * wb + beta * wa) / sum).Real, narrow, wa + wb - narrow);
        var firstWidth = wa + wb - secondWidth;
        var first = Math.Max(a2 + b2 + wa * wb - second - firstWidth * secondWidth, 0.25 * Math.Min(a2, b2));
        var coupling = Math.Sqrt(Math.Max(1 - a2 * b2 / (first * second), 1e-6));
        var amplitude = sum / first;
        (starts[0], starts[3], starts[6]) = (amplitude.Magnitude, amplitude.Phase, coupling);
        (starts[1], starts[2]) = (Math.Sqrt(first), Math.Sqrt(first) / firstWidth);
        (starts[4], starts[5]) = (Math.Sqrt(second), Math.Sqrt(second) / secondWidth);
        return 1;
    }

    private static int Write(ResonancePoints points, Span<double> poles, int background, Span<double> amplitudes, Span<double> start)
    {
        SortByFrequency(poles);
        if (!double.IsFinite(ResonanceProjection.Cost(points, poles, background, amplitudes))) return 0;
        for (var k = 0; k < poles.Length; k += 2)
        {
            var c = new Complex(amplitudes[k], amplitudes[k + 1]);
            (start[2 * k], start[2 * k + 1], start[2 * k + 2], start[2 * k + 3]) = (c.Magnitude, poles[k], poles[k] / poles[k + 1], c.Phase);
        }
        amplitudes[poles.Length..].CopyTo(start[(2 * poles.Length)..]);
        return 1;
    }

    private static bool TryStrip(ResonancePoints points, Span<double> poles, int background, Span<double> amplitudes)
    {
        Span<double> best = stackalloc double[poles.Length];
        for (var found = 0; found < poles.Length; found += 2)
        {
            var used = poles[..(found + 2)];
            // With only the background solved, the first resonance stands out of it.
            if (found == 0) ResonanceProjection.Cost(points, [], background, amplitudes);
            var centre = Strongest(points, poles[..found], background, amplitudes);
            var cost = double.PositiveInfinity;
            for (var doubling = 0; doubling < 10; doubling++)
            {
                (used[found], used[found + 1]) = (centre, Math.ScaleB(0.7 * points.Spacing, doubling));
                var tried = ResonanceProjection.Cost(points, used, background, amplitudes);
                if (!(tried < cost)) continue;
                cost = tried;
                used.CopyTo(best);
            }
            if (!double.IsFinite(cost)) return false;
            best[..used.Length].CopyTo(used);
            ResonanceProjection.Refine(points, used, background, amplitudes, cost, StripRounds);
        }
        return true;
    }

    /// <summary>Frequency of the largest residual that is not alone: the larger of its neighbours counts where that is smaller.</summary>
    private static double Strongest(ResonancePoints points, ReadOnlySpan<double> poles, int background, ReadOnlySpan<double> amplitudes)
    {
        var (strongest, best, before, here) = (-1.0, 0, 0.0, ResonanceProjection.Residual(points, 0, poles, background, amplitudes).Magnitude);
        for (var k = 0; k < points.Count; k++)
        {
            var after = k + 1 < points.Count ? ResonanceProjection.Residual(points, k + 1, poles, background, amplitudes).Magnitude : 0;
            var size = Math.Min(here, Math.Max(before, after));
            if (size > strongest) (strongest, best) = (size, k);
            (before, here) = (here, after);
        }
        return points.Frequencies[best];
    }

    private static void SortByFrequency(Span<double> poles)
    {
        for (var i = 2; i < poles.Length; i += 2)
            for (var j = i; j > 0 && poles[j] < poles[j - 2]; j -= 2)
                (poles[j], poles[j + 1], poles[j - 2], poles[j - 1]) = (poles[j - 2], poles[j - 1], poles[j], poles[j + 1]);
    }
}
