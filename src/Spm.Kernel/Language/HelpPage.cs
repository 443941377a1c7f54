using System.Net;
using System.Text;
using Spm.Notebook;

namespace Spm.Kernel.Language;

/// <summary>A page of help, written as text for pagers and as HTML for front ends that show it.</summary>
internal sealed class HelpPage
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();

    public bool IsEmpty => _text.Length == 0;

    /// <summary>A line of code.</summary>
    public HelpPage Code(string line)
    {
        _text.AppendLine(line);
        _html.Append($"<div><code>{Encode(line)}</code></div>");
        return this;
    }

    /// <summary>Code of several lines.</summary>
    public HelpPage Block(string code)
    {
        _text.AppendLine(code);
        _html.Append($"<pre>{Encode(code)}</pre>");
        return this;
    }

    /// <summary>A function whose parameter at the cursor is marked: underlined in text, bold in HTML.</summary>
    public HelpPage Signature(string head, IReadOnlyList<string> parameters, int active)
    {
        if (!IsEmpty) _text.AppendLine();
        _text.AppendLine($"{head}{string.Join(", ", parameters)})");
        if (active >= 0) _text.AppendLine(new string(' ', head.Length + parameters.Take(active).Sum(p => p.Length + 2)) + new string('^', parameters[active].Length));
        _html.Append($"<div><code>{Encode(head)}{string.Join(", ", parameters.Select((p, i) => i == active ? $"<b>{Encode(p)}</b>" : Encode(p)))})</code></div>");
        return this;
    }

    /// <summary>Paragraphs; an empty line separates them.</summary>
    public HelpPage Text(string text)
    {
        if (text.Length == 0) return this;
        if (!IsEmpty) _text.AppendLine();
        _text.AppendLine(text);
        foreach (var paragraph in text.Split("\n\n")) _html.Append($"<p>{Encode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>");
        return this;
    }

    /// <summary>A heading.</summary>
    public HelpPage Title(string title)
    {
        _text.AppendLine().AppendLine(title);
        _html.Append($"<p><b>{Encode(title)}</b></p>");
        return this;
    }

    /// <summary>Terms and what they mean; nothing when there are none.</summary>
    public HelpPage Terms(string title, IReadOnlyList<(string Term, string Meaning)> rows)
    {
        if (rows.Count == 0) return this;
        Title(title);
        var width = Math.Min(28, rows.Max(r => r.Term.Length));
        foreach (var (term, meaning) in rows) _text.AppendLine($"  {term.PadRight(width)}  {meaning.ReplaceLineEndings("\n").Replace("\n", "\n" + new string(' ', width + 4), StringComparison.Ordinal)}");
        _html.Append("<table>").AppendJoin("", rows.Select(r => $"<tr><td style=\"text-align:left;vertical-align:top\"><code>{Encode(r.Term)}</code></td><td style=\"text-align:left\">{Encode(r.Meaning)}</td></tr>")).Append("</table>");
        return this;
    }

    /// <summary>All that is documented of a symbol; one parameter's line may go first, when the cursor is in its argument.</summary>
    public HelpPage Documentation(SymbolDocumentation? documentation, string? activeParameter = null)
    {
        if (documentation is null) return this;
        if (documentation.Parameters.FirstOrDefault(p => p.Name == activeParameter) is { Name: not null } active) Text($"{active.Name}: {active.Text}");
        Text(documentation.Summary);
        Terms("Parameters", documentation.Parameters);
        if (documentation.Returns.Length > 0) Title("Returns").Text(documentation.Returns);
        Terms("Throws", documentation.Exceptions);
        if (documentation.Remarks.Length > 0) Title("Remarks").Text(documentation.Remarks);
        if (documentation.Example.Length > 0) Title("Example").Block(documentation.Example);
        return this;
    }

    public MimeBundle ToBundle() => new MimeBundle(_text.ToString().ReplaceLineEndings("\n").TrimEnd()).With(MimeTypes.Html, _html.ToString());

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
