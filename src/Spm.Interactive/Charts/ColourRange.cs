namespace Spm.Interactive.Charts;

/// <summary>The range of values that the colours of a map span.</summary>
public static class ColourRange
{
    /// <summary>The full range is shown while it is at most this many times the range of the middle 98 %.</summary>
    private const double _tolerated = 1.6;

    /// <summary>
    /// A full turn for a phase. Otherwise least to greatest finite value, or the 1st to 99th percentile when single values
    /// would squeeze all others into a few colours.
    /// </summary>
    public static Axis Of(string quantity, string unit, IReadOnlyCollection<double> values, bool isCyclic)
    {
        if (isCyclic) return Axis.Turn(quantity, unit);
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0) return new(quantity, unit, 0, 1);
        var (low, high) = (sorted[(int)(0.01 * (sorted.Length - 1))], sorted[(int)Math.Ceiling(0.99 * (sorted.Length - 1))]);
        return sorted[^1] - sorted[0] <= _tolerated * (high - low) || high <= low
            ? Axis.Spanning(quantity, unit, sorted[0], sorted[^1])
            : Axis.Spanning(quantity, unit, low, high);
    }
}
