using Spm.Core.Data;
using Spm.Core.Instruments.Paths;
using Spm.Interactive.Charts;
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
            var sentence = Sentence(path, points);
            return FigureBundle.Of(sentence, ScanPathFigure.Of(path, points, sentence), path, once, after: FigureBundle.Sentence(sentence));
        }
        catch (ArgumentException e)
        {
            return FigureBundle.Words($"{path.Title} that cannot be followed: {e.Message}");
        }
    }

    /// <summary>The way, its start and its end.</summary>
    /// <exception cref="ArgumentException">The path makes no sense; the message says why.</exception>
    public static Figure FigureOf(ScanPath path)
    {
        var points = path.Points();
        return ScanPathFigure.Of(path, points, Sentence(path, points));
    }

    private static string Sentence(ScanPath path, PathPoint[] points) =>
        $"{path.Title}: {points.Length:N0} point{(points.Length == 1 ? "" : "s")}, {Quantity.Compact(path.LengthM(), "m", 4)} long, {Quantity.Compact(path.DurationS(), "s", 4)} "
        + $"at {Quantity.Compact(path.SpeedMPerS, "m/s", 4)}{(path.DwellS > 0 ? $" with {Quantity.Compact(path.DwellS, "s", 4)} at each point" : "")}; "
        + $"x {Span(points.Select(p => p.XM))}, y {Span(points.Select(p => p.YM))}.";

    private static string Span(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return $"{Quantity.Compact(all.Min(), "m", 4)} to {Quantity.Compact(all.Max(), "m", 4)}";
    }
}
