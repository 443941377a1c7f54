using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>A dashboard in words, for a terminal and for screen readers.</summary>
internal static class DashboardText
{
    private const int _barWidth = 40, _sparks = 48;
    private const string _heights = "▁▂▃▄▅▆▇█";

    /// <summary>One line: how far, the best so far and where, what was spent.</summary>
    public static string Line(DashboardSeries series)
    {
        var (done, count) = (series.Points.Count, series.Options.Count);
        var title = series.Options.Title.Length > 0 ? $"{series.Options.Title}: " : "";
        var far = count is { } all ? $"{done:N0} of {(done <= all ? all : done):N0} points" : $"{done:N0} points";
        if (done == 0) return $"{title}{far}, nothing is measured yet.";
        var best = series.BestIndex < 0
            ? series.Value is null ? "no single number is measured at a point" : $"no finite {series.Value}"
            : $"best {series.Value} {Quantity.Format(series.Values[series.BestIndex], series.Unit)} at {Place(series, series.BestIndex)} (point {series.BestIndex + 1:N0})";
        var spent = series.CostUnit.Length > 0 || series.CostQuantity != "Points" ? $", {series.CostQuantity.ToLowerInvariant()} {Quantity.Format(series.Cost[^1], series.CostUnit, 3)}" : "";
        return $"{title}{far}, {best}{spent}.";
    }

    /// <summary>The line, a bar of progress where the number of points is known, and the best value over the points as a row of blocks.</summary>
    public static string Of(DashboardSeries series)
    {
        List<string> lines = [Line(series)];
        if (series.Options.Count is { } all and > 0)
        {
            var filled = (int)Math.Clamp(_barWidth * series.Points.Count / all, 0, _barWidth);
            lines.Add($"[{new string('█', filled)}{new string('░', _barWidth - filled)}] {100.0 * series.Points.Count / all:F0} %");
        }
        if (series.BestIndex >= 0 && series.Points.Count > 1) lines.Add($"best so far {Sparkline(series.Best)}");
        return string.Join('\n', lines);
    }

    private static string Place(DashboardSeries series, int index) => series.Points[index].Coordinates.Length == 0 ? "no place" : string.Join(", ", series.Points[index].Coordinates.Select((value, i) =>
        i < series.Options.Coordinates.Count ? $"{series.Options.Coordinates[i].Name} {Quantity.Format(value, series.Options.Coordinates[i].Unit, 3)}" : $"{value:G4}"));

    private static string Sparkline(double[] values)
    {
        var shown = Math.Min(values.Length, _sparks);
        double[] picked = [.. Enumerable.Range(0, shown).Select(i => values[shown == 1 ? 0 : (long)i * (values.Length - 1) / (shown - 1)])];
        double[] finite = [.. picked.Where(double.IsFinite)];
        var (low, high) = (finite.Min(), finite.Max());
        return new string([.. picked.Select(v => !double.IsFinite(v) ? ' ' : high > low ? _heights[(int)Math.Clamp((v - low) / (high - low) * _heights.Length, 0, _heights.Length - 1)] : _heights[^1])]);
    }
}
