using System.Globalization;
using System.Text;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Formatters;

/// <summary>A cell: its text and, where it is a number, the value to sort by.</summary>
internal readonly record struct TableCell(string Text, double? Number = null)
{
    /// <summary>Whether it is to be typed: as code, with hyphens as they are.</summary>
    public bool IsCode { get; init; }

    public static TableCell Code(string text) => new(text) { IsCode = true };

    public static implicit operator TableCell(string text) => new(text);
}

/// <summary>A small table as HTML and as text. Colours are the page's own, so that it reads on dark and light alike.</summary>
internal sealed class HtmlTable(IReadOnlyList<string> headers)
{
    private const string _line = "border-bottom:1px solid rgba(128,128,128,.35);padding:2px 10px;vertical-align:top";
    private readonly List<TableCell[]> _rows = [];

    /// <summary>Second line of each header, such as a type; may be null.</summary>
    public IReadOnlyList<string>? SubHeaders { get; init; }

    /// <summary>When set, the cells of this column are marked for the browser script, numbered by row.</summary>
    public int? ParameterColumn { get; init; }

    public HtmlTable Add(params TableCell[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    public string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:13px;margin:6px 0;color:inherit\">");
        if (headers.Any(header => header.Length > 0))
        {
            html.Append("<thead><tr>");
            for (var i = 0; i < headers.Count; i++)
                html.Append($"<th scope=\"col\" style=\"{_line};text-align:{Align(i)}\">{SvgWriter.Encode(headers[i])}{(SubHeaders is null ? "" : $"<br><span style=\"font-weight:normal;opacity:.7\">{SvgWriter.Encode(SubHeaders[i])}</span>")}</th>");
            html.Append("</tr></thead>");
        }
        html.Append("<tbody>");
        for (var row = 0; row < _rows.Count; row++)
        {
            html.Append("<tr>");
            for (var i = 0; i < _rows[row].Length; i++)
            {
                var cell = _rows[row][i];
                var sort = cell.Number is { } number ? $" data-v=\"{number.ToString("R", CultureInfo.InvariantCulture)}\"" : "";
                html.Append($"<td{sort}{(ParameterColumn == i ? $" data-spm-parameter=\"{row}\"" : "")} style=\"{_line};text-align:{Align(i)}{(cell.Number is null ? "" : ";white-space:nowrap")}\">{Content(cell)}</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    public string ToText()
    {
        var lines = _rows.Select(row => row.Select(cell => cell.Text.ReplaceLineEndings(" ")).ToArray()).ToList();
        if (SubHeaders is not null) lines.Insert(0, [.. SubHeaders]);
        if (headers.Any(header => header.Length > 0)) lines.Insert(0, [.. headers]);
        var widths = Enumerable.Range(0, headers.Count).Select(i => lines.Max(line => line[i].Length)).ToArray();
        return string.Join('\n', lines.Select(line => string.Join("  ", line.Select((text, i) => IsNumeric(i) ? text.PadLeft(widths[i]) : text.PadRight(widths[i]))).TrimEnd()));
    }

    /// <summary>Code is broken between words only: an option keeps its hyphens.</summary>
    private static string Content(TableCell cell) => !cell.IsCode ? SvgWriter.Encode(Minus.Typeset(cell.Text))
        : $"<code>{string.Join(' ', cell.Text.Split(' ').Select(word => word.Contains('-') ? $"<span style=\"white-space:nowrap\">{SvgWriter.Encode(word)}</span>" : SvgWriter.Encode(word)))}</code>";

    private string Align(int column) => IsNumeric(column) ? "right" : "left";

    private bool IsNumeric(int column) => _rows.Count > 0 && _rows.All(row => row[column].Number is not null || row[column].Text is "" or "…" or "–" or "NaN") && _rows.Any(row => row[column].Number is not null);
}
