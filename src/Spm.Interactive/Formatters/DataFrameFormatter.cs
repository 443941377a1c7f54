using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Analysis;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>
/// A table: column names with their unit and types, the first and last rows; a click on a header sorts the rows shown. A unit in the name, <c>f0 (Hz)</c>, gets the
/// prefix that suits the largest number shown of the column: <c>f0 (kHz)</c>.
/// </summary>
public static partial class DataFrameFormatter
{
    private const int _firstRows = 20, _lastRows = 5, _maxColumns = 40;

    /// <summary>Formats a table.</summary>
    public static MimeBundle Format(DataFrame frame, ScriptOnce once)
    {
        var size = $"{frame.Rows.Count:N0} rows × {frame.Columns.Count} columns";
        if (frame.Columns.Count == 0) return new MimeBundle($"Table without columns ({size})").With(MimeTypes.Html, FigureBundle.Heading($"Table without columns ({size})"));
        long[] rows = [.. Shown(frame.Rows.Count)];
        var columns = frame.Columns.Take(_maxColumns).Select(column => ColumnOf(column, rows)).ToArray();
        var table = new HtmlTable(["row", .. columns.Select(column => column.Header)]) { SubHeaders = ["", .. frame.Columns.Take(_maxColumns).Select(column => TypeName(column.DataType))] };
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0 && rows[i] > rows[i - 1] + 1) table.Add([.. Enumerable.Repeat(new TableCell("…"), columns.Length + 1)]);
            table.Add([new(rows[i].ToString(CultureInfo.InvariantCulture), rows[i]), .. columns.Select(column => column.Cells[i])]);
        }
        var note = Note(frame, size);
        var html = FigureHtml.Wrap($"{table.ToHtml()}<div style=\"opacity:.75;font-size:12px\">{SvgWriter.Encode(note)}</div>", new JsonObject { ["kind"] = "table" }, frame, once);
        return new MimeBundle($"{table.ToText()}\n{note}").With(MimeTypes.Html, html);
    }

    private static string Note(DataFrame frame, string size)
    {
        var rows = frame.Rows.Count > _firstRows + _lastRows ? $"; the first {_firstRows} and last {_lastRows} rows are shown" : "";
        var columns = frame.Columns.Count > _maxColumns ? $"; the first {_maxColumns} columns are shown" : "";
        return $"{size}{rows}{columns}. A click on a column's name sorts the rows shown.";
    }

    private static IEnumerable<long> Shown(long count)
    {
        for (long row = 0; row < count; row++)
        {
            if (row == _firstRows && count > _firstRows + _lastRows) row = count - _lastRows;
            yield return row;
        }
    }

    private static (string Header, TableCell[] Cells) ColumnOf(DataFrameColumn column, long[] rows)
    {
        object?[] values = [.. rows.Select(row => column[row])];
        if (column.DataType != typeof(double) && column.DataType != typeof(float)) return (column.Name, Array.ConvertAll(values, Cell));
        double?[] numbers = [.. values.Select(value => value is null ? (double?)null : Number(value))];
        double[] known = [.. numbers.OfType<double>()];
        var (header, factor) = Scaled(column.Name, known.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        var text = NumberColumn.For(known.Select(number => number / factor));
        return (header, [.. numbers.Select(number => number is { } value ? new TableCell(text(value / factor), double.IsNaN(value) ? null : value) : "–")]);
    }

    /// <summary>A float as the shortest decimal that is it: 0.1f is 0.1.</summary>
    private static double Number(object value) => value is float single
        ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static (string Header, double Factor) Scaled(string name, double largest)
    {
        var match = NameWithUnit().Match(name);
        if (!match.Success) return (name, 1);
        var (unit, factor) = Quantity.Scale(largest, match.Groups["unit"].Value);
        return (factor == 1 ? name : $"{match.Groups["name"].Value} ({unit})", factor);
    }

    private static TableCell Cell(object? value) => value switch
    {
        null => "–",
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => new TableCell(Convert.ToString(value, CultureInfo.InvariantCulture)!, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string TypeName(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Double => "double",
        TypeCode.Single => "float",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Boolean => "bool",
        TypeCode.String => "text",
        _ => type.Name,
    };

    [GeneratedRegex(@"^(?<name>.*\S)\s*[\(\[](?<unit>[^()\[\]]+)[\)\]]$")]
    private static partial Regex NameWithUnit();
}
