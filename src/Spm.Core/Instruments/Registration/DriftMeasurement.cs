using Spm.Core.Data;

namespace Spm.Core.Instruments.Registration;

/// <summary>Measures the drift of a sequence of frames of the same place.</summary>
public static class DriftMeasurement
{
    /// <summary>Beyond this part of the frame the overlap gets small: later frames are then compared with the present one.</summary>
    private const double FarthestShift = 0.3;

    /// <summary>No shift is believed to better than this part of a pixel, however little noise there is.</summary>
    private const double LeastErrorPixels = 2e-3;

    /// <summary>
    /// Every frame is compared with the first one, so that errors do not add up, as long as they share enough; then with a later one whose position is known.
    /// Frames at other places are brought together by their axes: what is measured is the motion over the sample frame, not within the picture.
    /// A weighted straight line through the positions is the steady drift. Errors grow by √χ²_red where the scatter about the line is larger than the errors.
    /// </summary>
    /// <param name="frames">Two or more frames of the same size, of one channel.</param>
    /// <param name="timesS">When each was taken (its middle), s, rising.</param>
    /// <param name="options">How shifts are measured; defaults when null.</param>
    /// <param name="cancel">Honoured between frames.</param>
    /// <exception cref="ArgumentException">Frames and times do not fit together, or no frame resembles the first.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DriftEstimate Of(IReadOnlyList<ScalarMap> frames, IReadOnlyList<double> timesS, RegistrationOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(timesS);
        if (frames.Count < 2 || frames.Count != timesS.Count)
            throw new ArgumentException($"Drift is measured from two or more frames with a time each; got {frames.Count} frames and {timesS.Count} times.", nameof(frames));
        for (var i = 0; i < timesS.Count; i++)
            if (!double.IsFinite(timesS[i]) || (i > 0 && timesS[i] <= timesS[i - 1]))
                throw new ArgumentException($"Times must rise from frame to frame; frame {i} is at {timesS[i]} s{(i > 0 ? $" after {timesS[i - 1]} s" : "")}.", nameof(timesS));

        var positions = new DriftOffset?[frames.Count];
        var (key, last) = (0, 0);
        for (var i = 1; i < frames.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var shift = FrameRegistration.Between(frames[key], frames[i], options);
            if (!shift.IsReliable && last != key) (key, shift) = (last, FrameRegistration.Between(frames[last], frames[i], options));
            if (!shift.IsReliable || !double.IsFinite(shift.XErrorM) || !double.IsFinite(shift.YErrorM)) continue;
            positions[i] = Sum(positions[key], shift, frames[key], frames[i]);
            last = i;
            if (Math.Abs(shift.XPixels) > FarthestShift * frames[i].Horizontal.Length || Math.Abs(shift.YPixels) > FarthestShift * frames[i].Vertical.Length) key = i;
        }
        if (positions.All(p => p is null))
            throw new ArgumentException($"None of the {frames.Count - 1} later frames resembles the first (correlation below {FrameShift.LeastCorrelation}). Compare frames of one channel and one place, taken closer in time.", nameof(frames));
        // The first frame's noise is in every comparison with it, the same each time: half of their variance, which the line's offset takes up.
        DriftOffset[] found = [.. positions.OfType<DriftOffset>()];
        positions[0] = new(0, 0, found[0].XErrorM, found[0].YErrorM);
        int[] used = [.. Enumerable.Range(0, frames.Count).Where(i => positions[i] is not null)];
        double[] times = [.. used.Select(i => timesS[i])];
        var x = Line(times, [.. used.Select(i => positions[i]!.XM)], [.. used.Select(i => positions[i]!.XErrorM / Math.Sqrt(2))]);
        var y = Line(times, [.. used.Select(i => positions[i]!.YM)], [.. used.Select(i => positions[i]!.YErrorM / Math.Sqrt(2))]);
        positions[0] = new(0, 0, 0, 0);
        return new([.. timesS], positions, x, y);
    }

    private static DriftOffset Sum(DriftOffset? key, FrameShift shift, ScalarMap from, ScalarMap frame) => new(
        (key?.XM ?? 0) + shift.XM + FrameOffset(from.Horizontal, frame.Horizontal),
        (key?.YM ?? 0) + shift.YM + FrameOffset(from.Vertical, frame.Vertical),
        Error(key?.XErrorM, shift.XErrorM, frame.Horizontal),
        Error(key?.YErrorM, shift.YErrorM, frame.Vertical));

    /// <summary>How far a frame lies beside another along an axis: the distance of their middles.</summary>
    internal static double FrameOffset(Dimension from, Dimension to) => (to.Values[0] + to.Values[^1] - from.Values[0] - from.Values[^1]) / 2;

    private static double Error(double? key, double shift, Dimension axis)
    {
        var least = LeastErrorPixels * Math.Abs(axis.Values[^1] - axis.Values[0]) / (axis.Length - 1);
        return Math.Sqrt((key ?? 0) * (key ?? 0) + Math.Max(shift * shift, least * least));
    }

    /// <summary>Weighted least squares of p = p̄ + v(t − t̄): σ_v² = 1/Σw(t − t̄)², σ_p̄² = 1/Σw.</summary>
    private static DriftLine Line(double[] times, double[] positions, double[] errors)
    {
        double[] weights = [.. errors.Select(e => 1 / (e * e))];
        var total = weights.Sum();
        var (meanTime, mean) = (Mean(times), Mean(positions));
        var (spread, product) = (0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            spread += weights[i] * (times[i] - meanTime) * (times[i] - meanTime);
            product += weights[i] * (times[i] - meanTime) * (positions[i] - mean);
        }
        var velocity = product / spread;
        var scatter = Enumerable.Range(0, times.Length).Sum(i => weights[i] * Math.Pow(positions[i] - mean - velocity * (times[i] - meanTime), 2));
        var reduced = times.Length > 2 ? scatter / (times.Length - 2) : double.NaN;
        var factor = reduced > 1 ? Math.Sqrt(reduced) : 1;
        return new(meanTime, mean, factor / Math.Sqrt(total), velocity, factor / Math.Sqrt(spread), reduced);

        double Mean(double[] values) => weights.Zip(values, (w, v) => w * v).Sum() / total;
    }
}
