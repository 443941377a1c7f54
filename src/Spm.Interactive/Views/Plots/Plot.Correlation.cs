using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _correlationCell = 46, _correlationFrame = 150, _mostNumbered = 14, _correlationLargest = 760;

    /// <summary>
    /// A matrix of correlations in blue, grey and red, with the numbers in the cells up to 14 × 14. The first parameter is on top and left; a cell that is not finite is hatched.
    /// </summary>
    /// <param name="matrix">[parameter × parameter], −1 to 1.</param>
    /// <param name="names">One for each parameter; null for numbers from 1.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">The matrix is empty, not square or has a number outside −1 to 1, or the names are not as many.</exception>
    public static Figure Correlation(double[,] matrix, IReadOnlyList<string>? names = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var size = matrix.GetLength(0);
        if (size == 0 || matrix.GetLength(1) != size) throw new ArgumentException($"A correlation matrix is square and not empty, got {size} × {matrix.GetLength(1)}.", nameof(matrix));
        names ??= [.. Enumerable.Range(1, size).Select(i => $"{i}")];
        if (names.Count != size) throw new ArgumentException($"A name belongs to each of the {size} parameters; got {names.Count}.", nameof(names));
        const double Rounding = 1e-9;
        if (matrix.Cast<double>().FirstOrDefault(r => Math.Abs(r) > 1 + Rounding && !double.IsInfinity(r)) is var outside and not 0)
            throw new ArgumentException($"A correlation lies between −1 and 1; there is {Minus.Typeset($"{outside:G4}")}. Of a covariance C it is C[i, j]/√(C[i, i]·C[j, j]).", nameof(matrix));
        var side = Math.Clamp(_correlationFrame + _correlationCell * size, 300, _correlationLargest);
        var cells = Matrix(matrix, "not determined");
        var panel = MapColours.With(MapPanel.Of(cells, Cell.Whole), Axis.AroundZero("Correlation", "", 1));
        List<Layer> layers = [.. panel.Layers];
        if (size <= _mostNumbered)
            for (var row = 0; row < size; row++)
                for (var column = 0; column < size; column++)
                    if (double.IsFinite(matrix[row, column]))
                        layers.Add(TextLayer.On(ColourMap.Diverging[(matrix[row, column] + 1) / 2], column, size - 1 - row, Minus.Typeset($"{matrix[row, column]:F2}")));
        panel = panel with { X = Axis.Of("", names), Y = Axis.Of("", [.. names.Reverse()]), Layers = layers };
        return new(title, side + 40, side, [panel], $"Correlations of {size} parameters ({string.Join(", ", names)}): {Strongest(matrix, names)}.")
        {
            Notes = size <= _mostNumbered ? [] : [$"The strongest: {Minus.Typeset(Strongest(matrix, names))}."],
        };
    }

    /// <summary>Correlations of the parameters of one fit.</summary>
    /// <param name="statistics">Of the fit, such as <see cref="FitStatistics.Of"/>.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">No parameter is determined.</exception>
    public static Figure Correlation(FitStatistics statistics, string title = "")
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var correlation = statistics.Correlation;
        string[] symbols = [.. Enumerable.Range(0, correlation.GetLength(0)).Select(i => i < statistics.Parameters.Count ? statistics.Parameters[i].Symbol : $"p[{i}]")];
        int[] kept = [.. Enumerable.Range(0, symbols.Length).Where(i => double.IsFinite(correlation[i, i]))];
        if (kept.Length == 0) throw new ArgumentException($"None of the parameters {string.Join(", ", symbols)} is determined by the data: there are no correlations. Look at the fit first: its residual, and parameters that are fixed or on a bound.", nameof(statistics));
        var determined = new double[kept.Length, kept.Length];
        for (var i = 0; i < kept.Length; i++)
            for (var j = 0; j < kept.Length; j++)
                determined[i, j] = Math.Clamp(correlation[kept[i], kept[j]], -1, 1);
        var figure = Correlation(determined, [.. kept.Select(i => symbols[i])], title);
        return kept.Length == symbols.Length ? figure : figure with { Notes = [.. figure.Notes, $"Left out, since fixed, on a bound or not determined by the data: {string.Join(", ", symbols.Where((_, i) => !kept.Contains(i)))}."] };
    }

    /// <summary>Correlations of the parameters of one fit of a result, from the covariance of its residuals; its data are read once more.</summary>
    /// <param name="result">A result of one of the fitters.</param>
    /// <param name="fit">Number of the fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fit.</exception>
    /// <exception cref="ArgumentException">The fit has no parameters.</exception>
    public static Figure Correlation(FitResult result, int fit = 0) => Correlation(FitStatistics.Of(result, fit), $"{result.Model} fit {fit} of {result.Source.Name}");

    /// <summary>A matrix as a map whose first row is on top.</summary>
    private static ScalarMap Matrix(double[,] matrix, string reason)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var reasons = new string?[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                if (!double.IsFinite(matrix[i, j])) reasons[i, j] = reason;
        return new("", "", new("column", "Column", "", DimensionKind.Spectroscopic, Dimension.Linear(0, columns - 1, columns)),
            new("row", "Row", "", DimensionKind.Spectroscopic, Dimension.Linear(rows - 1, 0, rows)), matrix, reasons);
    }

    /// <summary>The three pairs that are strongest in magnitude.</summary>
    private static string Strongest(double[,] matrix, IReadOnlyList<string> names)
    {
        var pairs = Enumerable.Range(0, names.Count).SelectMany(i => Enumerable.Range(i + 1, names.Count - i - 1).Select(j => (i, j))).Where(p => double.IsFinite(matrix[p.i, p.j]));
        return string.Join(", ", pairs.OrderByDescending(p => Math.Abs(matrix[p.i, p.j])).Take(3).Select(p => $"{names[p.i]} with {names[p.j]} {matrix[p.i, p.j]:F2}").DefaultIfEmpty("no pair is determined"));
    }
}
