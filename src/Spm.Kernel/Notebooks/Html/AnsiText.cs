using System.Globalization;
using System.Net;
using System.Text;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>
/// Text as a terminal shows it, as HTML: colours and weights of ECMA-48 «select graphic rendition» become spans, carriage returns and
/// backspaces overwrite, every other control sequence is left out, and the rest is encoded.
/// </summary>
internal static class AnsiText
{
    private const char Escape = '\u001b';

    /// <summary>HTML for the inside of a <c>pre</c>.</summary>
    public static string ToHtml(string text)
    {
        text = Collapse(text);
        if (text.IndexOf(Escape) < 0) return Encode(text);
        var html = new StringBuilder(text.Length + 64);
        var style = AnsiStyle.None;
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf(Escape, at);
            var end = next < 0 ? text.Length : next;
            if (end > at) Append(html, text[at..end], style);
            if (next < 0) break;
            at = Skip(text, next, out var parameters);
            if (parameters is not null) style = style.With(parameters);
        }
        return html.ToString();
    }

    /// <summary>The text without control sequences.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
            if (text[at] == Escape) at = Skip(text, at, out _);
            else plain.Append(text[at++]);
        return plain.ToString();
    }

    /// <summary>What is left of each line after carriage returns and backspaces.</summary>
    public static string Collapse(string text) =>
        text.AsSpan().IndexOfAny('\r', '\b') < 0 ? text : string.Join('\n', text.Split('\n').Select(CollapseLine));

    private static string CollapseLine(string line)
    {
        line = line.TrimEnd('\r');
        if (line.Contains(Escape))
            return line.Split('\r').LastOrDefault(part => part.Length > 0) ?? "";
        var shown = new StringBuilder(line.Length);
        var column = 0;
        foreach (var c in line)
        {
            if (c == '\r') column = 0;
            else if (c == '\b') column = Math.Max(0, column - 1);
            else if (column++ < shown.Length) shown[column - 1] = c;
            else shown.Append(c);
        }
        return shown.ToString();
    }

    private static void Append(StringBuilder html, string text, AnsiStyle style)
    {
        if (style == AnsiStyle.None)
        {
            html.Append(Encode(text));
            return;
        }
        html.Append("<span").Append(style.Attributes()).Append('>').Append(Encode(text)).Append("</span>");
    }

    private static string Encode(string text) =>
        WebUtility.HtmlEncode(text.Any(IsUnprintable) ? string.Concat(text.Where(c => !IsUnprintable(c))) : text);

    private static bool IsUnprintable(char c) => c < ' ' && c is not ('\n' or '\t') || c == '\u007f';

    // Returns where the text goes on; the parameters only of a complete «ESC [ … m».
    private static int Skip(string text, int at, out int[]? parameters)
    {
        parameters = null;
        if (at + 1 >= text.Length) return text.Length;
        var kind = text[at + 1];
        if (kind == ']')
        {
            var bell = text.IndexOf('\a', at);
            var terminator = text.IndexOf("\u001b\\", at + 2, StringComparison.Ordinal);
            if (bell >= 0 && (terminator < 0 || bell < terminator)) return bell + 1;
            return terminator >= 0 ? terminator + 2 : text.Length;
        }
        if (kind != '[') return at + 2;
        var end = at + 2;
        while (end < text.Length && text[end] is >= ' ' and <= '?') end++;
        if (end < text.Length && text[end] == 'm')
            parameters = [.. text[(at + 2)..end].Split(';', ':').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)];
        return Math.Min(end + 1, text.Length);
    }
}
