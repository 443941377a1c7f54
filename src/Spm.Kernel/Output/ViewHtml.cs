using System.Net;
using System.Text;

namespace Spm.Kernel.Output;

/// <summary>
/// Views as HTML, where it gains: tables. Colours are the page's own and transparent greys, so that it reads on light and dark; everything
/// is encoded; no style reaches beyond the table.
/// </summary>
internal static class ViewHtml
{
    private const string Table = "border-collapse:collapse;border:0;margin:4px 0;font-size:13px;line-height:1.45;color:inherit;background:none";
    private const string Rule = "border:0;border-bottom:1px solid rgba(128,128,128,.28)";
    private const string Padding = "padding:2px 12px 2px 0;vertical-align:top;background:none;color:inherit";
    private const string Digits = "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums";
    private const string Words = "text-align:left;white-space:pre-wrap;max-width:40em;overflow-wrap:anywhere";
    private const string Faint = "font-size:12px;opacity:.65";

    /// <summary>The HTML, or null where text is as good.</summary>
    public static string? TryOf(ValueView view) => view switch
    {
        ValueView.Pairs { OneLine: null } pairs => OfPairs(pairs),
        ValueView.Table table => OfTable(table),
        _ => null,
    };

    private static string OfPairs(ValueView.Pairs pairs)
    {
        var html = Start(pairs.Title);
        html.Append("<tbody>");
        foreach (var (name, value) in pairs.Rows)
        {
            html.Append("<tr style=\"background:none\"><th scope=\"row\" style=\"").Append(Rule).Append(';').Append(Padding).Append(";text-align:left;font-weight:600\">").Append(Encoded(name))
                .Append("</th><td style=\"").Append(Rule).Append(';').Append(Padding).Append(';').Append(Words).Append(";font-family:monospace\">").Append(Encoded(value)).Append("</td></tr>");
        }
        return End(html.Append("</tbody></table>"), pairs.Note);
    }

    private static string OfTable(ValueView.Table table)
    {
        var html = Start(table.Title);
        html.Append("<thead><tr style=\"background:none\">");
        foreach (var (name, isNumber) in table.Columns)
            html.Append("<th scope=\"col\" style=\"border:0;border-bottom:1.5px solid rgba(128,128,128,.7);").Append(Padding).Append(";font-weight:600;text-align:").Append(isNumber ? "right" : "left").Append("\">").Append(Encoded(name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append("<tr style=\"background:none\">");
            foreach (var (j, cell) in row.Index())
                html.Append("<td style=\"").Append(Rule).Append(';').Append(Padding).Append(';').Append(table.Columns[j].IsNumber ? Digits : Words).Append("\">").Append(Encoded(cell)).Append("</td>");
            html.Append("</tr>");
        }
        return End(html.Append("</tbody></table>"), table.Note);
    }

    private static StringBuilder Start(string title)
    {
        var html = new StringBuilder("<div style=\"overflow-x:auto;color:inherit\">");
        if (title.Length > 0) html.Append("<div style=\"").Append(Faint).Append("\">").Append(Encoded(title)).Append("</div>");
        return html.Append("<table style=\"").Append(Table).Append("\">");
    }

    private static string End(StringBuilder html, string? note)
    {
        if (note is not null) html.Append("<div style=\"").Append(Faint).Append("\">").Append(Encoded(note)).Append("</div>");
        return html.Append("</div>").ToString();
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
