using Spm.Core.Data;

namespace Spm.Core.Instruments.Registration;

/// <summary>Measures how far the features of one frame have moved in another, to a small part of a pixel.</summary>
public static class FrameRegistration
{
    /// <summary>Smaller overlaps hold too little to tell a shift by.</summary>
    private const int LeastOverlap = 8;

    private const int MaxSteps = 5;

    /// <summary>
    /// The peak of the windowed correlation of both frames gives the shift in whole pixels; then only what both frames show is correlated again, frequencies of noise weighing less, and the peak refined on
    /// a grid of 1/upsampling pixel and by a parabola. The window pulls the peak towards 0 by a part (width of a feature ÷ width of the window)²; that is taken out by dividing by
    /// the window's own correlation.
    /// </summary>
    /// <param name="earlier">The frame to compare with.</param>
    /// <param name="later">The other one, of the same size and the same pixels.</param>
    /// <param name="options">How; defaults when null.</param>
    /// <returns>The shift of the features from <paramref name="earlier"/> to <paramref name="later"/>, with standard errors; see <see cref="FrameShift.IsReliable"/>.</returns>
    /// <exception cref="ArgumentException">The frames differ in size or pixels, are smaller than 8 × 8, or one has no good pixel.</exception>
    public static FrameShift Between(ScalarMap earlier, ScalarMap later, RegistrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        options ??= new();
        options.Check();
        CheckPair(earlier, later);
        FramePatch reference = FramePatch.Of(earlier, options.IsPeriodic), moving = FramePatch.Of(later, options.IsPeriodic);
        var (row, column) = Correlate(reference, moving, options, isWeighted: false).Correlation.WholePeak();
        // The shift in whole pixels may be off by one or two where the window bends the peak: what is left says so.
        for (var step = 0; ; step++)
        {
            var (first, second) = Overlap(reference, moving, row, column, options.IsPeriodic);
            var (correlation, rowWindow, columnWindow) = Correlate(first, second, options, isWeighted: true);
            var hasWeight = options is { IsPeriodic: false, Kind: CorrelationKind.CrossCorrelation };
            var rest = correlation.Peak(correlation.WholePeak(), options.Upsampling, hasWeight ? Weight(first.Rows, first.Columns) : null);
            var (moreRows, moreColumns) = ((int)Math.Round(rest.Row), (int)Math.Round(rest.Column));
            if ((moreRows == 0 && moreColumns == 0) || step == MaxSteps || !HasOverlap(reference, row + moreRows, column + moreColumns))
                return Result(earlier, (row + rest.Row, column + rest.Column), correlation.Errors(rest, Cost(rowWindow) * Cost(columnWindow)), PatchCorrelation.Of(first, second, rest, rowWindow, columnWindow));
            (row, column) = (row + moreRows, column + moreColumns);
        }
    }

    private static FrameShift Result(ScalarMap frame, (double Row, double Column) shift, (double Row, double Column) errors, double correlation)
    {
        var (x, y) = (Pitch(frame.Horizontal), Pitch(frame.Vertical));
        return new(shift.Column, shift.Row, shift.Column * x, shift.Row * y, errors.Column * Math.Abs(x), errors.Row * Math.Abs(y), correlation);
    }

    /// <summary>n Σw⁴/(Σw²)², 35/18 for a Hann window.</summary>
    private static double Cost(double[] window) => window.Length * window.Sum(w => w * w * w * w) / Math.Pow(window.Sum(w => w * w), 2);

    private static (UpsampledCorrelation Correlation, double[] RowWindow, double[] ColumnWindow) Correlate(FramePatch first, FramePatch second, RegistrationOptions options, bool isWeighted)
    {
        double[] rowWindow = Window(first.Rows, options.IsPeriodic), columnWindow = Window(first.Columns, options.IsPeriodic);
        return (new(first.Weighted(rowWindow, columnWindow), second.Weighted(rowWindow, columnWindow), first.Rows, first.Columns, options.Kind, isWeighted), rowWindow, columnWindow);
    }

    /// <summary>What both show when the second is shifted by whole pixels.</summary>
    private static (FramePatch First, FramePatch Second) Overlap(FramePatch reference, FramePatch moving, int row, int column, bool isPeriodic)
    {
        if (isPeriodic) return (reference, moving.Rolled(row, column));
        if (!HasOverlap(reference, row, column)) (row, column) = (0, 0);
        var (rows, columns) = (reference.Rows - Math.Abs(row), reference.Columns - Math.Abs(column));
        return (reference.Part(Math.Max(-row, 0), Math.Max(-column, 0), rows, columns), moving.Part(Math.Max(row, 0), Math.Max(column, 0), rows, columns));
    }

    private static bool HasOverlap(FramePatch frame, int row, int column) => frame.Rows - Math.Abs(row) >= LeastOverlap && frame.Columns - Math.Abs(column) >= LeastOverlap;

    private static double[] Window(int n, bool isPeriodic) =>
        [.. Enumerable.Range(0, n).Select(i => isPeriodic ? 1 : 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / n))];

    /// <summary>Σ_x w(x)w(x + s) of both axes, relative to s = 0. Of a Hann window, whose transform has three lines, it is (2 + cos(2πs/N))/3.</summary>
    private static Func<double, double, double> Weight(int rows, int columns) =>
        (row, column) => (2 + Math.Cos(2 * Math.PI * row / rows)) * (2 + Math.Cos(2 * Math.PI * column / columns)) / 9;

    private static double Pitch(Dimension axis) => (axis.Values[^1] - axis.Values[0]) / (axis.Length - 1);

    private static void CheckPair(ScalarMap earlier, ScalarMap later)
    {
        var (rows, columns) = (earlier.Values.GetLength(0), earlier.Values.GetLength(1));
        if (rows != later.Values.GetLength(0) || columns != later.Values.GetLength(1))
            throw new ArgumentException($"The frames have {columns} × {rows} and {later.Values.GetLength(1)} × {later.Values.GetLength(0)} pixels; a shift is measured between frames of the same size.", nameof(later));
        if (rows < LeastOverlap || columns < LeastOverlap)
            throw new ArgumentException($"The frames have {columns} × {rows} pixels; at least {LeastOverlap} × {LeastOverlap} are needed to tell a shift.", nameof(earlier));
        foreach (var (a, b) in new[] { (earlier.Horizontal, later.Horizontal), (earlier.Vertical, later.Vertical) })
            if (Math.Abs(Pitch(a) - Pitch(b)) > 1e-3 * Math.Abs(Pitch(a)))
                throw new ArgumentException($"The pixels along {a.Name} are {Quantity.Compact(Pitch(a), a.Unit)} and {Quantity.Compact(Pitch(b), b.Unit)} apart; scan both frames at the same size.", nameof(later));
        foreach (var map in new[] { earlier, later })
            if (map.BadCount >= map.Values.Length || !map.Values.Cast<double>().Any(double.IsFinite))
                throw new ArgumentException($"Frame '{map.Name}' has no good pixel.");
    }
}
