using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>
/// Matrices and vectors of numbers: up to 12 × 12 as a table with as many digits as they need; above that as a picture, with the corner in text. Complex ones as magnitude and phase.
/// </summary>
internal static class MatrixFormatter
{
    private const int _mostCells = 12, _textRows = 6, _textColumns = 6, _width = 640, _height = 320;

    public static void Register(ScriptOnce once)
    {
        Register<Matrix<double>>();
        Register<Matrix<Complex>>();
        Register<MathNet.Numerics.LinearAlgebra.Vector<double>>();
        Register<MathNet.Numerics.LinearAlgebra.Vector<Complex>>();
        Register<double[,]>();
        Register<Complex[,]>();

        // No picture is promised: a small one is a table.
        void Register<T>()
            where T : notnull => BundleFormatter.Register<T>(value => Format(NumbersOf(value)!, value, once), MimeTypes.Html);
    }

    /// <summary>The picture of a matrix, a vector or an array; null for anything else.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static Figure? FigureOf(object value) => NumbersOf(value) is not { } numbers ? null
        : numbers.IsEmpty ? throw new ArgumentException($"{numbers.Title} is empty.", nameof(value))
        : FigureOf(numbers);

    /// <summary>Whether it is a matrix, a vector or an array of numbers.</summary>
    public static bool HasFigure(object value) => NumbersOf(value) is not null;

    private static Numbers? NumbersOf(object value) => value switch
    {
        Matrix<double> m => new("Matrix", m.RowCount, m.ColumnCount, (i, j) => m[i, j]),
        Matrix<Complex> m => new("Matrix", m.RowCount, m.ColumnCount, (i, j) => m[i, j]) { IsComplex = true },
        MathNet.Numerics.LinearAlgebra.Vector<double> v => new("Vector", v.Count, 1, (i, _) => v[i]),
        MathNet.Numerics.LinearAlgebra.Vector<Complex> v => new("Vector", v.Count, 1, (i, _) => v[i]) { IsComplex = true },
        double[,] a => new("Array", a.GetLength(0), a.GetLength(1), (i, j) => a[i, j]),
        Complex[,] a => new("Array", a.GetLength(0), a.GetLength(1), (i, j) => a[i, j]) { IsComplex = true },
        _ => null,
    };

    /// <summary>Any of them.</summary>
    private sealed record Numbers(string Kind, int Rows, int Columns, Func<int, int, Complex> At)
    {
        public bool IsComplex { get; init; }

        public bool IsEmpty => Rows == 0 || Columns == 0;

        public string Title => $"{(IsComplex ? "Complex " + Kind.ToLowerInvariant() : Kind)} of {(Kind == "Vector" ? $"{Rows:N0} numbers" : $"{Rows:N0} × {Columns:N0}")}";
    }

    private static MimeBundle Format(Numbers numbers, object owner, ScriptOnce once)
    {
        if (numbers.IsEmpty) return new MimeBundle($"{numbers.Title}: empty").With(MimeTypes.Html, FigureBundle.Heading($"{numbers.Title}: empty"));
        if (numbers.Rows <= _mostCells && numbers.Columns <= _mostCells)
        {
            var table = Table(numbers, [.. Enumerable.Range(0, numbers.Rows)], [.. Enumerable.Range(0, numbers.Columns)]);
            return new MimeBundle($"{numbers.Title}\n{table.ToText()}").With(MimeTypes.Html, FigureBundle.Heading(numbers.Title) + table.ToHtml());
        }
        var figure = FigureOf(numbers);
        var corner = Table(numbers, Ends(numbers.Rows, _textRows), Ends(numbers.Columns, _textColumns));
        return FigureBundle.Of($"{numbers.Title}\n{figure.Description}\n{corner.ToText()}", figure, owner, once, FigureBundle.Heading(numbers.Title), FigureBundle.Folded("First and last numbers", corner.ToHtml()));
    }

    /// <summary>The numbers of some rows and columns, numbered from 0 as in code; −1 is a gap.</summary>
    private static HtmlTable Table(Numbers numbers, int[] rows, int[] columns)
    {
        var table = new HtmlTable(["", .. columns.Select(j => j < 0 ? "…" : $"{j}")]);
        // One notation for all: a matrix is read across as well as down.
        Complex[] all = [.. rows.Where(i => i >= 0).SelectMany(i => columns.Where(j => j >= 0).Select(j => numbers.At(i, j)))];
        var (real, imaginary) = (NumberColumn.For(all.Select(z => z.Real)), NumberColumn.For(all.Select(z => z.Imaginary)));
        foreach (var i in rows)
            table.Add([i < 0 ? "…" : $"{i}", .. columns.Select(j => i < 0 || j < 0 ? new TableCell("…") : Cell(numbers.At(i, j)))]);
        return table;

        TableCell Cell(Complex z) => !numbers.IsComplex ? new(real(z.Real), z.Real)
            : new($"{real(z.Real)} {(double.IsNegative(z.Imaginary) ? "-" : "+")} {imaginary(Math.Abs(z.Imaginary))}i", z.Magnitude);
    }

    private static int[] Ends(int count, int most) => count <= most ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, most / 2), -1, .. Enumerable.Range(count - most / 2, most / 2)];

    private static Figure FigureOf(Numbers numbers) => numbers.Columns == 1 ? CurveOf(numbers) : MapOf(numbers);

    private static Figure CurveOf(Numbers numbers)
    {
        double[] index = [.. Enumerable.Range(0, numbers.Rows).Select(i => (double)i)];
        double[] Part(Func<Complex, double> part) => [.. Enumerable.Range(0, numbers.Rows).Select(i => part(numbers.At(i, 0)))];
        (string, double[])[] parts = numbers.IsComplex ? [("real part", Part(z => z.Real)), ("imaginary part", Part(z => z.Imaginary))] : [("", Part(z => z.Real))];
        var notes = new List<string>();
        Layer[] layers = [.. parts.Select((part, k) =>
        {
            var thin = ThinnedCurve.Of(index, part.Item2);
            if (thin.Note(numbers.Rows, "numbers") is { } note) notes.Add(note);
            return new LineLayer(part.Item1, thin.X, thin.Y, Palette.Series[k]) { StrokeWidth = thin.Block > 1 ? 0.9 : 1.4 };
        })];
        double[] finite = [.. parts.SelectMany(part => part.Item2).Where(double.IsFinite)];
        if (finite.Length == 0) layers = [.. layers, new MessageLayer("no finite number")];
        var range = finite.Length == 0 ? "no finite number" : $"from {finite.Min():G4} to {finite.Max():G4}";
        return new("", _width, _height, [new(Cell.Whole, Axis.Over("Index", "", index, 0.02), Axis.Over("Value", "", finite), layers)], $"{numbers.Title} against its index, {range}.") { Notes = [.. notes.Distinct()] };
    }

    private static Figure MapOf(Numbers numbers)
    {
        // Row 0 on top, as a matrix is written; every nth row and column where there are more than a picture has.
        var step = (Math.Max(numbers.Rows, numbers.Columns) - 1) / MapRaster.DefaultMaxSide + 1;
        var maps = numbers.IsComplex ? [Part("Magnitude", z => z.Magnitude), Part("Phase", z => z.Phase) with { Unit = "rad", IsCyclic = true }] : new[] { Part("Value", z => z.Real) };
        var isSigned = !numbers.IsComplex && MapSummary.Range(maps[0]) is { Least: < 0, Greatest: > 0 };
        var figure = isSigned
            ? MapPanel.WithoutSlack(new Figure("", 560, 460, [MapColours.AroundZero(maps[0], Cell.Whole)], MapSummary.Sentence(maps[0])))
            : ImagesFormatter.FigureOf(new("", maps));
        figure = figure with { Panels = [.. figure.Panels.Select(panel => panel with { Y = panel.Y with { IsReversed = true } })] };
        return step == 1 ? figure : figure with { Notes = [$"1 in {step} of {numbers.Rows:N0} rows and {numbers.Columns:N0} columns is drawn.", .. figure.Notes] };

        ScalarMap Part(string name, Func<Complex, double> part)
        {
            var (rows, columns) = ((numbers.Rows - 1) / step + 1, (numbers.Columns - 1) / step + 1);
            var values = new double[rows, columns];
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++) values[i, j] = part(numbers.At(i * step, j * step));
            return new(name, "", new("column", "Column", "", DimensionKind.Spectroscopic, [.. Enumerable.Range(0, columns).Select(j => (double)j * step)]),
                new("row", "Row", "", DimensionKind.Spectroscopic, [.. Enumerable.Range(0, rows).Select(i => (double)(rows - 1 - i) * step)]), values, new string?[rows, columns]);
        }
    }
}
