using System.Globalization;
using System.Text;

namespace Spm.Kernel.Notebooks;

/// <summary>Undoes escapes that JSON does not need. System.Text.Json writes 😀 as <c>\uD83D\uDE00</c> whatever its encoder; Jupyter writes 😀.</summary>
internal static class JsonEscapes
{
    /// <summary>The same JSON with every <c>\uXXXX</c> above U+007E as the character itself; a surrogate without its partner stays escaped.</summary>
    public static string Undo(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;
        var text = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length;)
        {
            if (json[at] != '\\')
            {
                text.Append(json[at++]);
                continue;
            }
            var first = Escaped(json, at);
            var second = first is { } high && char.IsHighSurrogate(high) ? Escaped(json, at + 6) : null;
            if (second is { } low && char.IsLowSurrogate(low))
            {
                text.Append(first!.Value).Append(low);
                at += 12;
            }
            else if (first is { } plain && plain > '\u007E' && !char.IsSurrogate(plain))
            {
                text.Append(plain);
                at += 6;
            }
            else
            {
                text.Append(json, at, 2);
                at += 2;
            }
        }
        return text.ToString();
    }

    private static char? Escaped(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
