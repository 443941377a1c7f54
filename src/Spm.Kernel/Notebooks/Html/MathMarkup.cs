using System.Net;
using System.Text;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>
/// From LaTeX mathematics to MathML Core (https://www.w3.org/TR/mathml-core), which browsers draw without a script and without a network.
/// Covers what notebooks use: scripts, fractions, roots, accents, fences, text, matrices and aligned lines. A command it does not
/// know stays readable as its own source; the source is also the <c>alttext</c>.
/// </summary>
internal sealed class MathMarkup
{
    private readonly string _tex;
    private int _at;

    private MathMarkup(string tex) => _tex = tex;

    /// <summary>A <c>math</c> element; <paramref name="display"/> is for a formula on lines of its own. Never throws: an open brace ends at the end.</summary>
    public static string ToMathMl(string tex, bool display)
    {
        var body = new MathMarkup(tex).Lines(environment: null, "left");
        return $"<math{(display ? " display=\"block\"" : "")} alttext=\"{WebUtility.HtmlEncode(tex.Trim())}\">{body}</math>";
    }

    // Rows separated by \\ and cells by &, up to \end, or to the end of the formula; a single cell is a plain row.
    private string Lines(string? environment, string align)
    {
        var rows = new List<List<string>> { new() };
        while (true)
        {
            rows[^1].Add(Row(stop: '\0'));
            if (Take("&")) continue;
            if (Take(@"\\"))
            {
                if (Peek == '[') Bracketed();
                rows.Add([]);
                continue;
            }
            if (environment is not null && Take(@"\end")) Braced();
            else if (_at < _tex.Length)
            {
                _at++;
                continue;
            }
            break;
        }
        if (rows.Count > 1 && rows[^1] is [""]) rows.RemoveAt(rows.Count - 1);
        if (environment is null && rows is [[var only]]) return $"<mrow>{only}</mrow>";
        var cells = rows.Select(row => string.Concat(row.Select((cell, i) =>
            $"<mtd style=\"text-align:{(align == "pairs" ? i % 2 == 0 ? "right" : "left" : align)}\">{cell}</mtd>")));
        return $"<mtable>{string.Concat(cells.Select(c => $"<mtr>{c}</mtr>"))}</mtable>";
    }

    // Atoms with their scripts, up to the stop character, &, \\, \end or \right.
    private string Row(char stop)
    {
        var row = new StringBuilder();
        while (_at < _tex.Length)
        {
            if (char.IsWhiteSpace(Peek)) _at++;
            else if (Peek == stop || Peek is '&' or '}' || Ahead(@"\\") || Ahead(@"\end") || Ahead(@"\right", whole: true)) break;
            else row.Append(Scripted());
        }
        return row.ToString();
    }

    private string Scripted()
    {
        var limits = false;
        var atom = Peek is '^' or '_' ? "<mrow></mrow>" : Atom(out limits);
        string? below = null, above = null;
        while (true)
        {
            SkipSpace();
            if (Ahead(@"\limits", whole: true) || Ahead(@"\nolimits", whole: true)) Command();
            else if (below is null && Take("_")) below = Argument();
            else if (above is null && Take("^")) above = Argument();
            else if (Peek == '\'')
            {
                var primes = new StringBuilder();
                while (Take("'")) primes.Append('′');
                above = $"<mrow>{above}<mo>{primes}</mo></mrow>";
            }
            else break;
        }
        var (both, lower, upper) = limits ? ("munderover", "munder", "mover") : ("msubsup", "msub", "msup");
        return (below, above) switch
        {
            (null, null) => atom,
            (not null, null) => $"<{lower}>{atom}{below}</{lower}>",
            (null, not null) => $"<{upper}>{atom}{above}</{upper}>",
            _ => $"<{both}>{atom}{below}{above}</{both}>",
        };
    }

    private string Atom(out bool limits)
    {
        limits = false;
        var c = Peek;
        if (c == '\\') return Command(Command(), out limits);
        if (c == '{') return Argument();
        if (char.IsAsciiDigit(c))
        {
            var start = _at;
            while (char.IsAsciiDigit(Peek) || (Peek == '.' && _at + 1 < _tex.Length && char.IsAsciiDigit(_tex[_at + 1]))) _at++;
            return $"<mn>{_tex[start.._at]}</mn>";
        }
        if (char.IsSurrogatePair(_tex, Math.Min(_at, _tex.Length - 1)))
        {
            _at += 2;
            return $"<mi>{_tex.AsSpan(_at - 2, 2)}</mi>";
        }
        _at++;
        if (char.IsLetter(c)) return $"<mi>{c}</mi>";
        return c switch
        {
            '~' => "<mspace width=\"0.33em\"></mspace>",
            '-' => "<mo>−</mo>",
            '*' => "<mo>∗</mo>",
            ',' or ';' => $"<mo separator=\"true\">{c}</mo>",
            '/' => "<mo lspace=\"0\" rspace=\"0\">/</mo>",
            '(' or ')' or '[' or ']' or '|' => $"<mo stretchy=\"false\">{c}</mo>",
            _ => $"<mo>{WebUtility.HtmlEncode(c.ToString())}</mo>",
        };
    }

    private string Command(string name, out bool limits)
    {
        limits = MathSymbols.Large.ContainsKey(name) || MathSymbols.WithLimits.Contains(name) || name is "underbrace" or "overbrace";
        if (MathSymbols.Letters.TryGetValue(name, out var letter)) return $"<mi>{letter}</mi>";
        if (MathSymbols.Operators.TryGetValue(name, out var sign)) return $"<mo stretchy=\"false\">{WebUtility.HtmlEncode(sign)}</mo>";
        if (MathSymbols.Large.TryGetValue(name, out var large) || MathSymbols.Integrals.TryGetValue(name, out large)) return $"<mo>{large}</mo>";
        if (MathSymbols.Functions.Contains(name)) return $"<mi>{name}</mi><mspace width=\"0.1em\"></mspace>" is var word && limits ? $"<mi>{name}</mi>" : word;
        if (MathSymbols.Spaces.TryGetValue(name, out var width)) return $"<mspace width=\"{width}\"></mspace>";
        if (MathSymbols.Silent.Contains(name)) return "";
        if (MathSymbols.Accents.TryGetValue(name, out var accent))
            return name.StartsWith("under", StringComparison.Ordinal) ? $"<munder>{Argument()}<mo>{accent}</mo></munder>" : $"<mover accent=\"true\">{Argument()}<mo>{accent}</mo></mover>";
        return Structure(name);
    }

    private string Structure(string name)
    {
        switch (name)
        {
            case " " or "\n": return "<mspace width=\"0.25em\"></mspace>";
            case "frac" or "dfrac" or "tfrac": return $"<mfrac>{Argument()}{Argument()}</mfrac>";
            case "binom": return $"<mrow><mo>(</mo><mfrac linethickness=\"0\">{Argument()}{Argument()}</mfrac><mo>)</mo></mrow>";
            case "sqrt":
                SkipSpace();
                if (Peek != '[') return $"<msqrt>{Argument()}</msqrt>";
                var degree = new MathMarkup(Bracketed()).Row('\0');
                return $"<mroot>{Argument()}<mrow>{degree}</mrow></mroot>";
            case "text" or "textrm" or "textit" or "textbf" or "mbox" or "textsf" or "texttt":
                return $"<mtext>{WebUtility.HtmlEncode(Braced()).Replace(' ', '\u00a0')}</mtext>";
            case "mathrm" or "operatorname" or "mathsf" or "mathit" or "mathtt":
                return Upright(Braced());
            case "mathbf" or "boldsymbol" or "bm" or "mathbb" or "mathcal" or "mathscr" or "pmb":
                return $"<mrow class=\"{(name is "mathcal" or "mathscr" ? "math-script" : "math-bold")}\">{Argument()}</mrow>";
            case "left": return Fenced();
            case "label" or "tag":
                Braced();
                return "";
            case "begin":
                var environment = Braced().TrimEnd('*');
                return Environment(environment);
            default: return $"<mtext>\\{WebUtility.HtmlEncode(name)}</mtext>";
        }
    }

    private string Environment(string name)
    {
        SkipSpace();
        if (name is "array" or "tabular") Braced();
        var lines = Lines(name, name is "align" or "aligned" or "split" or "eqnarray" or "gathered" ? "pairs" : name is "cases" ? "left" : "center");
        var (open, close) = name switch
        {
            "pmatrix" => ("(", ")"),
            "bmatrix" => ("[", "]"),
            "vmatrix" => ("|", "|"),
            "Vmatrix" => ("‖", "‖"),
            "Bmatrix" => ("{", "}"),
            "cases" => ("{", ""),
            _ => ("", ""),
        };
        return $"<mrow>{Fence(open)}{lines}{Fence(close)}</mrow>";
    }

    private string Fenced()
    {
        var open = Delimiter();
        var inside = Row('\0');
        while (_at < _tex.Length && !Ahead(@"\right", whole: true) && Peek != '}')
        {
            _at += Ahead(@"\\") ? 2 : 1;
            inside += Row('\0');
        }
        var close = Take(@"\right") ? Delimiter() : "";
        return $"<mrow>{Fence(open)}<mrow>{inside}</mrow>{Fence(close)}</mrow>";
    }

    private static string Fence(string sign) => sign.Length == 0 ? "" : $"<mo fence=\"true\" stretchy=\"true\">{WebUtility.HtmlEncode(sign)}</mo>";

    private string Delimiter()
    {
        SkipSpace();
        if (_at >= _tex.Length) return "";
        if (Peek == '\\') return MathSymbols.Operators.GetValueOrDefault(Command(), "");
        return _tex[_at++] is var c && c == '.' ? "" : c.ToString();
    }

    private static string Upright(string text) =>
        new MathMarkup(text).Row('\0') is var row && text.All(char.IsLetterOrDigit)
            ? $"<mi mathvariant=\"normal\">{WebUtility.HtmlEncode(text)}</mi>"
            : $"<mrow class=\"math-upright\">{row}</mrow>";

    // One argument as one element: a group in braces, or the next atom.
    private string Argument()
    {
        SkipSpace();
        if (_at >= _tex.Length) return "<mrow></mrow>";
        if (!Take("{")) return Peek is '}' or '&' ? "<mrow></mrow>" : $"<mrow>{Atom(out _)}</mrow>";
        var row = Row('}');
        while (_at < _tex.Length && Peek != '}')
        {
            _at += Ahead(@"\\") || Ahead(@"\end") || Ahead(@"\right") ? Command().Length * 0 : 1;
            row += Row('}');
        }
        Take("}");
        return $"<mrow>{row}</mrow>";
    }

    // The text of a group, unread.
    private string Braced()
    {
        SkipSpace();
        if (!Take("{")) return _at < _tex.Length ? _tex[_at++].ToString() : "";
        var start = _at;
        for (var depth = 1; _at < _tex.Length; _at++)
        {
            if (_tex[_at] == '{') depth++;
            if (_tex[_at] == '}' && --depth == 0) return _tex[start.._at++];
        }
        return _tex[start..];
    }

    private string Bracketed()
    {
        var close = _tex.IndexOf(']', _at);
        var inside = close < 0 ? _tex[(_at + 1)..] : _tex[(_at + 1)..close];
        _at = close < 0 ? _tex.Length : close + 1;
        return inside;
    }

    // The name after a backslash: letters, or one other character.
    private string Command()
    {
        var start = ++_at;
        while (char.IsAsciiLetter(Peek)) _at++;
        if (_at == start && _at < _tex.Length) _at++;
        return _tex[start.._at];
    }

    private char Peek => _at < _tex.Length ? _tex[_at] : '\0';

    private bool Ahead(string text, bool whole = false) =>
        string.CompareOrdinal(_tex, _at, text, 0, text.Length) == 0
        && (!whole || _at + text.Length >= _tex.Length || !char.IsAsciiLetter(_tex[_at + text.Length]));

    private bool Take(string text)
    {
        if (!Ahead(text)) return false;
        _at += text.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Peek)) _at++;
    }
}
