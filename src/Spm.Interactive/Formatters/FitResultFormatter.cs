using System.Globalization;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A batch fit: how many fits may be believed and why the others not, how fast, how well, and the parameters over the good ones.</summary>
public static class FitResultFormatter
{
    private const int _width = 860, _height = 320, _mapHeight = 360, _bins = 40;
    private static readonly double[] _leastShown = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999];

    /// <summary>Formats a fit result.</summary>
    public static MimeBundle Format(FitResult result, ScriptOnce once)
    {
        var numbers = FitSummary.Of(result);
        var (summary, counts, quality, parameters) = (FitSummaryText.Title(numbers), FitSummaryText.Counts(numbers), FitSummaryText.Quality(numbers), FitSummaryText.Parameters(numbers));
        var details = result.Provenance.Count > 0 ? FigureBundle.Folded($"How it came to be ({result.Provenance.Count})", DatasetFormatter.Provenance(result.Provenance).ToHtml()) : "";
        return FigureBundle.Of($"{summary}\n{counts}\n{quality}\n\n{parameters.ToText()}", FigureOf(result, numbers), result, once,
            FigureBundle.Heading(summary) + $"<div>{SvgWriter.Encode(counts)}<br>{SvgWriter.Encode(Minus.Typeset(quality))}</div>", parameters.ToHtml() + details);
    }

    /// <summary>Histogram of R², and beside it the map of R², where the fits have two spatial dimensions, else the count of verdicts.</summary>
    public static Figure FigureOf(FitResult result) => FigureOf(result, FitSummary.Of(result));

    private static Figure FigureOf(FitResult result, FitSummary numbers)
    {
        var map = FitQualityMap.Of(result);
        var histogram = Histogram(result, new(0, 0, map is null && ByVerdict(result).Count == 1 ? 1 : 0.5, 1));
        var figure = new Figure($"{result.Model} fit of {result.Source.Name}", _width, _height, [histogram], $"{FitSummaryText.Title(numbers)}. {FitSummaryText.Counts(numbers)}. {FitSummaryText.Quality(numbers)}.");
        if (map is not null)
        {
            var panel = MapPanel.Of(map, new(0.5, 0, 0.5, 1)) with { Title = result.Count == map.Values.Length ? map.Name : $"median R² of the good of {result.Count / map.Values.Length} fits" };
            return figure with { Height = _mapHeight, Panels = [histogram, panel], Notes = MapPanel.Notes(map, panel.Raster!) };
        }
        return histogram.Cell.Width < 1 ? figure with { Panels = [histogram, Verdicts(result, new(0.5, 0, 0.5, 1))] } : figure with { Width = _width * 3 / 5 };
    }

    /// <summary>From a round number below the worst twentieth of the fits to 1: good fits are told apart only near 1.</summary>
    private static Panel Histogram(FitResult result, Cell cell)
    {
        var sorted = Sorted(result.RSquared);
        var low = _leastShown.Last(edge => edge == 0 || edge <= Quantiles.Of(sorted, 0.05));
        var heights = new double[_bins];
        foreach (var r2 in sorted) heights[(int)Math.Clamp((r2 - low) / (1 - low) * _bins, 0, _bins - 1)]++;
        var below = sorted.Count(r2 => r2 < low);
        var title = below == 0 ? "R²" : string.Create(CultureInfo.InvariantCulture, $"R² ({below:N0} below {low} counted at {low})");
        return new(cell, new("R²", "", low, 1), Axis.Spanning("fits", "", 0, Math.Max(heights.Max(), 1) * 1.05), [new BarLayer("", [.. Enumerable.Range(0, _bins + 1).Select(i => low + (1 - low) * i / _bins)], heights, Palette.Blue)])
        {
            Title = title,
        };
    }

    private static Panel Verdicts(FitResult result, Cell cell)
    {
        var verdicts = ByVerdict(result);
        return new(cell, new("", "", 0, verdicts.Count), Axis.Spanning("fits", "", 0, Math.Max(verdicts.Max(v => v.Count), 1) * 1.05), [BarLayer.Separate("", [.. verdicts.Select((_, i) => i + 0.5)], [.. verdicts.Select(v => (double)v.Count)], 0.7, Palette.Grey)])
        {
            Title = "verdicts",
            XCategories = [.. verdicts.Select(v => FitWords.Of(v.Verdict))],
        };
    }

    private static List<(FitVerdict Verdict, int Count)> ByVerdict(FitResult result) =>
        [.. Enum.GetValues<FitVerdict>().Select(verdict => (verdict, result.Verdict.Count(v => v == verdict))).Where(v => v.verdict == FitVerdict.Good || v.Item2 > 0)];

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Where(double.IsFinite).Order()];
}
