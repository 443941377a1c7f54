using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Analysis;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A table: column names (which hold the units) and types, the first and last rows; a click on a header sorts the rows shown.</summary>
public static class DataFrameFormatter
{
    private const int _firstRows = 20, _lastRows = 5, _maxColumns = 40;

    /// <summary>Formats a table.</summary>
    public static MimeBundle Format(DataFrame frame, ScriptOnce once)
    {
        var size = $"{frame.Rows.Count:N0} rows × {frame.Columns.Count} columns";
        if (frame.Columns.Count == 0) return new MimeBundle($"Table without columns ({size})").With(MimeTypes.Html, FigureBundle.Heading($"Table without columns ({size})"));
        var columns = frame.Columns.Take(_maxColumns).ToArray();
        var table = new HtmlTable(["row", .. columns.Select(column => column.Name)]) { SubHeaders = ["", .. columns.Select(column => TypeName(column.DataType))] };
        foreach (var row in Shown(frame.Rows.Count))
            table.Add([new(row.ToString(CultureInfo.InvariantCulture), row), .. columns.Select(column => Cell(column[row]))]);
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

    private static TableCell Cell(object? value) => value switch
    {
        null => "–",
        double number => new TableCell(Number(number), number),
        float number => new TableCell(Number(number), number),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => new TableCell(Convert.ToString(value, CultureInfo.InvariantCulture)!, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

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
}
