using System.Numerics;
using Spm.Core.Data;

namespace Spm.Core.Instruments.Registration;

/// <summary>
/// A rectangle of a frame as numbers to correlate. A phase is taken as e^{iφ}, so that −π and π are the same; bad pixels are the mean. The least-squares plane of
/// a whole frame that does not repeat is taken off before, since a tilt does not move with the sample.
/// </summary>
internal sealed class FramePatch
{
    private FramePatch(int rows, int columns, Complex[] values, bool[] isGood) => (Rows, Columns, Values, IsGood) = (rows, columns, values, isGood);

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>[row × column].</summary>
    public Complex[] Values { get; }

    /// <summary>[row × column]: false where the frame has no value.</summary>
    public bool[] IsGood { get; }

    /// <summary>A whole frame, without its plane unless it repeats.</summary>
    public static FramePatch Of(ScalarMap map, bool isPeriodic)
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        var (values, isGood) = (new Complex[rows * columns], new bool[rows * columns]);
        var turn = map.Unit is "°" or "deg" ? Math.PI / 180 : 1;
        for (var i = 0; i < values.Length; i++)
        {
            var value = map.Values[i / columns, i % columns];
            isGood[i] = double.IsFinite(value) && map.BadReasons[i / columns, i % columns] is null;
            if (isGood[i]) values[i] = map.IsCyclic ? Complex.FromPolarCoordinates(1, value * turn) : value;
        }
        var patch = new FramePatch(rows, columns, values, isGood);
        if (!map.IsCyclic && !isPeriodic) patch.TakePlaneOff();
        return patch;
    }

    /// <summary>A part of it.</summary>
    public FramePatch Part(int row, int column, int rows, int columns)
    {
        var (values, isGood) = (new Complex[rows * columns], new bool[rows * columns]);
        for (var r = 0; r < rows; r++)
        {
            Array.Copy(Values, (row + r) * Columns + column, values, r * columns, columns);
            Array.Copy(IsGood, (row + r) * Columns + column, isGood, r * columns, columns);
        }
        return new(rows, columns, values, isGood);
    }

    /// <summary>Shifted back by whole pixels, what leaves on one side coming in on the other.</summary>
    public FramePatch Rolled(int row, int column)
    {
        int From(int i) => ((i / Columns + row) % Rows + Rows) % Rows * Columns + ((i % Columns + column) % Columns + Columns) % Columns;
        return new(Rows, Columns, [.. Values.Select((_, i) => Values[From(i)])], [.. IsGood.Select((_, i) => IsGood[From(i)])]);
    }

    /// <summary>Less its weighted mean, bad pixels 0, times the window: what is transformed.</summary>
    public Complex[] Weighted(double[] rowWindow, double[] columnWindow)
    {
        var (sum, weight) = (Complex.Zero, 0.0);
        for (var i = 0; i < Values.Length; i++)
        {
            if (!IsGood[i]) continue;
            var w = rowWindow[i / Columns] * columnWindow[i % Columns];
            (sum, weight) = (sum + w * Values[i], weight + w);
        }
        var mean = weight > 0 ? sum / weight : Complex.Zero;
        return [.. Values.Select((v, i) => IsGood[i] ? (v - mean) * rowWindow[i / Columns] * columnWindow[i % Columns] : Complex.Zero)];
    }

    private void TakePlaneOff()
    {
        var (n, sr, sc, sv) = (0, 0.0, 0.0, 0.0);
        for (var i = 0; i < Values.Length; i++)
            if (IsGood[i])
                (n, sr, sc, sv) = (n + 1, sr + i / Columns, sc + i % Columns, sv + Values[i].Real);
        if (n == 0) return;
        var (row, column, mean) = (sr / n, sc / n, sv / n);
        var (rr, rc, cc, rv, cv) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < Values.Length; i++)
        {
            if (!IsGood[i]) continue;
            var (r, c, v) = (i / Columns - row, i % Columns - column, Values[i].Real - mean);
            (rr, rc, cc, rv, cv) = (rr + r * r, rc + r * c, cc + c * c, rv + r * v, cv + c * v);
        }
        var determinant = rr * cc - rc * rc;
        var (a, b) = determinant > 0 ? ((rv * cc - cv * rc) / determinant, (cv * rr - rv * rc) / determinant) : (0, 0);
        for (var i = 0; i < Values.Length; i++)
            if (IsGood[i])
                Values[i] -= mean + a * (i / Columns - row) + b * (i % Columns - column);
    }
}
