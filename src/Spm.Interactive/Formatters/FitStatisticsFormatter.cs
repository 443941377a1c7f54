using System.Globalization;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>What one fit says about its parameters and its model: numbers, errors, and the correlations with the parameters' symbols.</summary>
public static class FitStatisticsFormatter
{
    /// <summary>Formats the statistics of a fit.</summary>
    public static MimeBundle Format(FitStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var size = statistics.Covariance.GetLength(0);
        string[] symbols = [.. Enumerable.Range(0, size).Select(i => i < statistics.Parameters.Count ? statistics.Parameters[i].Symbol : $"p[{i}]")];
        var title = $"Statistics of a fit: {statistics.Numbers:N0} numbers, {statistics.FreeParameters} free parameters, {statistics.DegreesOfFreedom:N0} degrees of freedom";
        var (numbers, matrix) = (Numbers(statistics), Matrix(statistics, symbols));
        const string Note = "A dash: the parameter was fixed, ended on a bound, or is not determined by the data.";
        var note = matrix.HasGaps ? Note : "";
        return new MimeBundle($"{title}\n{numbers.ToText()}\n\n{matrix.Table.ToText()}\n{note}".TrimEnd()).With(MimeTypes.Html,
            FigureBundle.Heading(title) + numbers.ToHtml() + FigureBundle.Heading("Standard errors and correlations") + matrix.Table.ToHtml() + $"<div>{SvgWriter.Encode(note)}</div>");
    }

    private static HtmlTable Numbers(FitStatistics statistics)
    {
        var table = new HtmlTable(["quantity", "value", "meaning"]);
        table.Add("Sum of squares", statistics.HasKnownNoise ? Plain(statistics.SumOfSquares) : Squared(statistics.SumOfSquares), statistics.HasKnownNoise ? "χ², residuals over the known noise" : "weighted residuals");
        if (statistics.HasKnownNoise) table.Add("Reduced χ²", Plain(statistics.ReducedChiSquared), "near 1 when the model describes the data");
        else
        {
            table.Add("Reduced χ²", Squared(statistics.ReducedChiSquared), "the noise was not given: this is its variance");
            table.Add("Noise", double.IsNaN(statistics.ReducedChiSquared) ? "–" : Quantity.Format(Math.Sqrt(statistics.ReducedChiSquared), statistics.ResponseUnit), "standard deviation that the residuals show");
        }
        table.Add("AIC", Plain(statistics.Aic), "Akaike; compare models of the same data, smaller is better");
        table.Add("AICc", Plain(statistics.AicC), "the same for few data");
        table.Add("BIC", Plain(statistics.Bic), "Bayesian; compare in the same way");
        return table;

        string Squared(double value) => statistics.ResponseUnit.Length > 0 ? $"{Plain(value)} {(statistics.ResponseUnit.All(char.IsLetter) ? statistics.ResponseUnit : $"({statistics.ResponseUnit})")}²" : Plain(value);
    }

    private static (HtmlTable Table, bool HasGaps) Matrix(FitStatistics statistics, string[] symbols)
    {
        var correlation = statistics.Correlation;
        var table = new HtmlTable(["parameter", "symbol", "standard error", .. symbols]);
        for (var i = 0; i < symbols.Length; i++)
        {
            var parameter = i < statistics.Parameters.Count ? statistics.Parameters[i] : null;
            var error = Math.Sqrt(statistics.Covariance[i, i]);
            table.Add([parameter?.Name ?? "", symbols[i], double.IsNaN(error) ? "–" : Quantity.Format(error, parameter?.Unit ?? "", 2), .. symbols.Select((_, j) => Correlation(correlation[i, j]))]);
        }
        return (table, symbols.Where((_, i) => double.IsNaN(statistics.Covariance[i, i])).Any());
    }

    private static TableCell Correlation(double value) => double.IsNaN(value) ? "–" : new TableCell(value.ToString("F3", CultureInfo.InvariantCulture), value);

    private static string Plain(double value) => double.IsNaN(value) ? "–" : double.IsPositiveInfinity(value) ? "∞" : value.ToString(Math.Abs(value) is > 0 and (< 1e-3 or >= 1e6) ? "0.#####e0" : "G6", CultureInfo.InvariantCulture);
}
