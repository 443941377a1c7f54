namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// The frame that is being filled. Rows are kept lowest y first; a client gets them in the order in which they were measured, as in an .sxm
/// file: the first line first, and the retrace from right to left. What is not measured yet is not-a-number.
/// </summary>
internal sealed class ScanImage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Signal, bool Forward), double[]> _values = [];

    public ScanImage(IEnumerable<int> signals, int lines, int pixels, bool up)
    {
        (Lines, Pixels, Up) = (lines, pixels, up);
        foreach (var signal in signals)
        {
            foreach (var forward in new[] { true, false })
            {
                var values = new double[(long)lines * pixels];
                Array.Fill(values, double.NaN);
                _values[(signal, forward)] = values;
            }
        }
    }

    /// <summary>Lines.</summary>
    public int Lines { get; }

    /// <summary>Pixels of a line.</summary>
    public int Pixels { get; }

    /// <summary>True when it is scanned from the lowest line up.</summary>
    public bool Up { get; }

    /// <summary>Stores a part of a row, row 0 at the lowest y, x increasing.</summary>
    public void Put(int signal, bool forward, int row, int column, ReadOnlySpan<double> values)
    {
        lock (_lock) values.CopyTo(_values[(signal, forward)].AsSpan(row * Pixels + column));
    }

    /// <summary>The rows as they were measured.</summary>
    /// <exception cref="ArgumentException">The signal is not recorded.</exception>
    public IReadOnlyList<double[]> Rows(int signal, bool forward)
    {
        lock (_lock)
        {
            if (!_values.TryGetValue((signal, forward), out var values))
                throw new ArgumentException($"Signal {signal} is not recorded in the scan. Recorded: {string.Join(", ", _values.Keys.Select(k => k.Signal).Distinct())}. Choose channels with Scan.BufferSet.");
            return [.. Enumerable.Range(0, Lines).Select(line => Row(values, Up ? line : Lines - 1 - line, forward))];
        }
    }

    private double[] Row(double[] values, int row, bool forward)
    {
        var line = values.AsSpan(row * Pixels, Pixels).ToArray();
        if (!forward) Array.Reverse(line);
        return line;
    }
}
