using Spm.Core.Data;
using Spm.Core.Instruments.Paths;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A scan path: where it goes, how long it is, how long it takes. One that makes no sense says why instead.</summary>
public static class ScanPathFormatter
{
    /// <summary>Formats a path.</summary>
    public static MimeBundle Format(ScanPath path, ScriptOnce once)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var points = path.Points();
            var sentence = $"{path.Title}: {points.Length:N0} point{(points.Length == 1 ? "" : "s")}, {Quantity.Compact(path.LengthM(), "m", 4)} long, {Quantity.Compact(path.DurationS(), "s", 4)} "
                + $"at {Quantity.Compact(path.SpeedMPerS, "m/s", 4)}{(path.DwellS > 0 ? $" with {Quantity.Compact(path.DwellS, "s", 4)} at each point" : "")}; "
                + $"x {Span(points.Select(p => p.XM))}, y {Span(points.Select(p => p.YM))}.";
            return FigureBundle.Of(sentence, ScanPathFigure.Of(path, points, sentence), path, once, after: FigureBundle.Heading(sentence));
        }
        catch (ArgumentException e)
        {
            return KeyValueFormatter.Format(new($"{path.Title} that cannot be followed: {e.Message}", []));
        }
    }

    private static string Span(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return $"{Quantity.Compact(all.Min(), "m", 4)} to {Quantity.Compact(all.Max(), "m", 4)}";
    }
}
