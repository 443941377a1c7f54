using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A short record as a table of names and values.</summary>
public static class KeyValueFormatter
{
    /// <summary>Formats a record.</summary>
    public static MimeBundle Format(KeyValueView view)
    {
        var table = new HtmlTable(["", ""]);
        foreach (var (name, value) in view.Rows) table.Add(name, value);
        return new MimeBundle(view.Rows.Count > 0 ? $"{view.Title}\n{table.ToText()}" : view.Title).With(MimeTypes.Html, FigureBundle.Heading(view.Title) + table.ToHtml());
    }
}
