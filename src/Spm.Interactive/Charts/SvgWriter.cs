using System.Globalization;
using System.Text;

namespace Spm.Interactive.Charts;

/// <summary>Builds SVG text: numbers with two decimals, text and attributes always encoded.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();

    /// <summary>Letters that are not legal in XML are dropped, those with a meaning are escaped; good for HTML too.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '&' => encoded.Append("&amp;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                '\t' or '\n' or '\r' or (>= 0x20 and < 0xFFFE and not 0x7F) or > 0xFFFF => encoded.Append(rune.ToString()),
                _ => encoded,
            };
        return encoded.ToString();
    }

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public SvgWriter Raw(string markup)
    {
        _svg.Append(markup);
        return this;
    }

    /// <summary>An empty element; attribute values are numbers or strings.</summary>
    public SvgWriter Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes) => Open(name, "/>", attributes);

    public SvgWriter Start(string name, params ReadOnlySpan<(string Name, object Value)> attributes) => Open(name, ">", attributes);

    public SvgWriter End(string name) => Raw($"</{name}>");

    public SvgWriter Text(double x, double y, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        if (text.Length == 0) return this;
        Start("text", [("x", x), ("y", y), .. attributes]);
        return Raw(Encode(text)).End("text");
    }

    public override string ToString() => _svg.ToString();

    private SvgWriter Open(string name, string close, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _svg.Append('<').Append(name);
        foreach (var (key, value) in attributes)
            _svg.Append(' ').Append(key).Append("=\"").Append(value is string text ? Encode(text) : Number(Convert.ToDouble(value))).Append('"');
        _svg.Append(close);
        return this;
    }
}
