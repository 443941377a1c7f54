using Spm.Core.Data;

namespace Spm.Core.Instruments.Registration;

/// <summary>Puts frames back to where their features were in the first one.</summary>
public static class FrameCorrection
{
    private const string Beyond = "beyond the frame after drift correction", Beside = "beside a bad pixel";

    /// <summary>Below this a weight of the interpolation is rounding, and the pixel does not count.</summary>
    private const double LeastWeight = 1e-9;

    /// <summary>
    /// The frame with its features moved back: out(x) = in(x + shift), by cubic convolution over 4 × 4 pixels (exact for parabolas). A pixel whose
    /// value lies outside of the frame, or takes part of a bad pixel, is bad and says why. A phase is interpolated as sine and cosine.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="xM">How far its features have moved along x, in the axis' unit.</param>
    /// <param name="yM">How far along y.</param>
    /// <exception cref="ArgumentException">A shift is not finite, or an axis has only one pixel.</exception>
    /// <remarks>Source: R. G. Keys, IEEE Trans. Acoust. Speech Signal Process. 29, 1153 (1981), a = −½.</remarks>
    public static ScalarMap MovedBack(ScalarMap frame, double xM, double yM)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!double.IsFinite(xM) || !double.IsFinite(yM)) throw new ArgumentException($"The shift must be two numbers in m, got ({xM}, {yM}).");
        var (rows, columns) = (frame.Values.GetLength(0), frame.Values.GetLength(1));
        if (rows < 2 || columns < 2) throw new ArgumentException($"A frame of {columns} × {rows} pixels cannot be moved by parts of a pixel; at least 2 × 2 are needed.", nameof(frame));
        var (values, reasons) = (new double[rows, columns], new string?[rows, columns]);
        var errors = frame.StandardErrors is null ? null : new double[rows, columns];
        var (dr, dc) = (yM / Pitch(frame.Vertical), xM / Pitch(frame.Horizontal));
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
            {
                reasons[r, c] = Interpolate(frame, r + dr, c + dc, out values[r, c], out var error);
                if (errors is not null) errors[r, c] = error;
            }
        return frame with { Values = values, BadReasons = reasons, StandardErrors = errors };
    }

    /// <summary>Every frame of a sequence moved back by its measured position; a frame whose position is not known by the steady drift. All have the axes of the first.</summary>
    /// <exception cref="ArgumentException">The estimate is of another number of frames.</exception>
    public static IReadOnlyList<ScalarMap> MovedBack(IReadOnlyList<ScalarMap> frames, DriftEstimate drift)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(drift);
        if (frames.Count != drift.Positions.Count) throw new ArgumentException($"The drift was measured from {drift.Positions.Count} frames, got {frames.Count}.", nameof(frames));
        var positions = drift.Positions.Select((position, i) => position ?? drift.Predict(drift.TimesS[i]));
        return
        [
            .. frames.Zip(positions, (frame, at) => MovedBack(frame, at.XM - DriftMeasurement.FrameOffset(frames[0].Horizontal, frame.Horizontal), at.YM - DriftMeasurement.FrameOffset(frames[0].Vertical, frame.Vertical))
                with { Horizontal = frames[0].Horizontal, Vertical = frames[0].Vertical }),
        ];
    }

    private static string? Interpolate(ScalarMap frame, double row, double column, out double value, out double error)
    {
        (value, error) = (double.NaN, double.NaN);
        var (rows, columns) = (frame.Values.GetLength(0), frame.Values.GetLength(1));
        // A shift by whole pixels misses them by rounding.
        (row, column) = (Snapped(row), Snapped(column));
        if (!(row >= 0 && row <= rows - 1 && column >= 0 && column <= columns - 1)) return Beyond;
        var (r0, c0) = (Math.Min((int)row, rows - 2), Math.Min((int)column, columns - 2));
        var turn = frame.Unit is "°" or "deg" ? Math.PI / 180 : 1;
        var (sum, sine, cosine, variance) = (0.0, 0.0, 0.0, 0.0);
        for (var i = -1; i <= 2; i++)
            for (var k = -1; k <= 2; k++)
            {
                var weight = Keys(row - r0 - i) * Keys(column - c0 - k);
                if (Math.Abs(weight) < LeastWeight) continue;
                var (r, c) = (Math.Clamp(r0 + i, 0, rows - 1), Math.Clamp(c0 + k, 0, columns - 1));
                var v = frame.Values[r, c];
                if (frame.BadReasons[r, c] is { } reason) return weight > 1 - LeastWeight ? reason : Beside;
                if (!double.IsFinite(v)) return Beside;
                var (s, co) = frame.IsCyclic ? Math.SinCos(v * turn) : (0, 0);
                (sum, sine, cosine) = (sum + weight * v, sine + weight * s, cosine + weight * co);
                if (frame.StandardErrors is { } errors) variance += weight * weight * errors[r, c] * errors[r, c];
            }
        (value, error) = (frame.IsCyclic ? Math.Atan2(sine, cosine) / turn : sum, Math.Sqrt(variance));
        return null;
    }

    private static double Snapped(double place) => Math.Abs(place - Math.Round(place)) < 1e-9 ? Math.Round(place) : place;

    /// <summary>Keys' kernel of four pixels: 1 at 0, 0 at the other whole numbers.</summary>
    private static double Keys(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    private static double Pitch(Dimension axis) => (axis.Values[^1] - axis.Values[0]) / (axis.Length - 1);
}
