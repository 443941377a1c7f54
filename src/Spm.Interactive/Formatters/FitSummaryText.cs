using System.Globalization;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Views;

namespace Spm.Interactive.Formatters;

/// <summary>The main numbers of a fit in words and as a table, whether it is in memory or in a file.</summary>
internal static class FitSummaryText
{
    /// <summary>What was fitted, how much and how fast.</summary>
    public static string Title(FitSummary summary)
    {
        var seconds = summary.Elapsed.TotalSeconds;
        return $"{summary.Model} fit of {summary.Source}: {summary.Fits:N0} {(summary.Fits == 1 ? "fit" : "fits")} along {summary.FitDimension} ({summary.PointsPerFit} points)"
            + (seconds > 0 && summary.Fits > summary.FitsFoundFinished ? $" in {Quantity.Format(seconds, "s", 3)}, {Rate(summary.FitsPerSecond)} fits/s" : "")
            + (summary.FitsFoundFinished > 0 ? $" ({summary.FitsFoundFinished:N0} had been finished before)" : "");
    }

    /// <summary>How many may be believed, why the others not, and how the solver ended.</summary>
    public static string Counts(FitSummary summary)
    {
        var verdicts = summary.Verdict.OrderBy(v => v.Verdict).ToList();
        if (verdicts.All(v => v.Verdict != FitVerdict.Good)) verdicts.Insert(0, (FitVerdict.Good, 0));
        return string.Join(", ", verdicts.Select(v => $"{v.Count:N0} {FitWords.Of(v.Verdict)} ({Percent(v.Count, summary.Fits)})"))
            + "; solver: " + string.Join(", ", summary.Status.Select(s => $"{s.Count:N0} {FitWords.Of(s.Status)} ({Percent(s.Count, summary.Fits)})"));
    }

    /// <summary>R² and what was left out.</summary>
    public static string Quality(FitSummary summary)
    {
        var excluded = summary.PointsExcluded > 0 ? $"; {Percent(summary.PointsExcluded, summary.Fits * summary.PointsPerFit)} of all points left out" : "";
        return double.IsNaN(summary.RSquared[2]) ? $"R²: none{excluded}"
            : $"R²: median {summary.RSquared[2]:F3}, quartiles {summary.RSquared[1]:F3} and {summary.RSquared[3]:F3}, at least 0.9 for {Percent(summary.RSquaredAtLeast09, summary.Fits)}{excluded}";
    }

    /// <summary>Parameters over the good fits.</summary>
    public static HtmlTable Parameters(FitSummary summary)
    {
        var table = new HtmlTable(["parameter", "symbol", "median", "5 %", "95 %", "median standard error"]);
        foreach (var (parameter, quantiles, error) in summary.Parameters)
        {
            table.Add(parameter.Name, parameter.Symbol, Cell(quantiles[2]), Cell(quantiles[0]), Cell(quantiles[4]), Cell(error, 2));

            TableCell Cell(double value, int digits = 4) => double.IsNaN(value) ? "–" : new TableCell(Quantity.Format(value, parameter.Unit, digits), value);
        }

        return table;
    }

    /// <summary>Where the result is, and that quantiles are estimates where they are.</summary>
    public static string Notes(FitSummary summary) =>
        (summary.Path is { } path ? $"Result in {path}. Open it with: #!spm open {path} as fit" : "")
        + (summary.QuantilesOverEvery > 1 ? $"\nQuantiles are taken over every {summary.QuantilesOverEvery}th fit, counts over all." : "");

    /// <summary>A part in percent.</summary>
    public static string Percent(long part, long whole) => whole == 0 ? "0 %" : $"{(100.0 * part / whole).ToString("F1", CultureInfo.InvariantCulture)} %";

    private static string Rate(double perSecond) => perSecond >= 1000
        ? double.Parse(perSecond.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture)
        : perSecond.ToString("G3", CultureInfo.InvariantCulture);
}
