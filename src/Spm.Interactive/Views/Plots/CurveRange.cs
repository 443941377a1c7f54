using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The axis of the values of many curves together.</summary>
internal static class CurveRange
{
    private const double _tolerated = 3, _share = 0.005, _margin = 0.05;

    /// <summary>
    /// From the least to the greatest value, or over the middle 99 % when single values would squeeze all curves into a line (when the full range is more than
    /// three times that); then there is a note.
    /// </summary>
    public static Axis Of(string quantity, string unit, double[] values, List<string> notes)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0) return new(quantity, unit, 0, 1);
        var (low, high) = (Quantiles.Of(sorted, _share), Quantiles.Of(sorted, 1 - _share));
        if (!(high > low) || sorted[^1] - sorted[0] <= _tolerated * (high - low)) return Axis.Spanning(quantity, unit, sorted[0], sorted[^1], _margin);
        notes.Add($"The axis spans the middle 99 % of the values, which reach from {Quantity.Format(sorted[0], unit)} to {Quantity.Format(sorted[^1], unit)}.");
        return Axis.Spanning(quantity, unit, low, high, 2 * _margin);
    }
}
