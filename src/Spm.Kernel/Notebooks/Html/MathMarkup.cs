using System.Net;
using System.Text;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>
/// From LaTeX mathematics to MathML Core (https://www.w3.org/TR/mathml-core), which browsers draw without a script and without a network.
/// Covers what notebooks use: scripts, fractions, roots, accents, fences, text, matrices and aligned lines. A command it does not
/// know stays readable as its own source; the source is also the <c>alttext</c>.
/// </summary>
internal sealed class MathMarkup : TexScanner
{
    // A person writes five levels; a thousand would end the stack.
    private const int DeepestNesting = 60;

    private int _depth;

    private MathMarkup(string tex, int depth = 0)
        : base(tex) => _depth = depth;

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
            var cell = Row(stop: '\0');
            while (Stray(environment))
            {
                Skip();
                cell += Row(stop: '\0');
            }
            rows[^1].Add(cell);
            if (Take("&")) continue;
            if (Take(@"\\"))
            {
                if (Peek == '[') Bracketed();
                rows.Add([]);
                continue;
            }
            if (Take(@"\end")) Braced();
            break;
        }
        if (rows.Count > 1 && rows[^1] is [""]) rows.RemoveAt(rows.Count - 1);
        if (environment is null && rows is [[var only]]) return $"<mrow>{only}</mrow>";
        var cells = rows.Select(row => string.Concat(row.Select((cell, i) =>
            $"<mtd style=\"text-align:{(align == "pairs" ? i % 2 == 0 ? "right" : "left" : align)}\">{cell}</mtd>")));
        return $"<mtable>{string.Concat(cells.Select(c => $"<mtr>{c}</mtr>"))}</mtable>";
    }

    // Something that closes what was never opened.
    private bool Stray(string? environment) =>
        !AtEnd && Peek != '&' && !Ahead(@"\\") && (environment is null || !Ahead(@"\end"));

    // Atoms with their scripts, up to the stop character, &, \\, \end or \right.
    private string Row(char stop)
    {
        var row = new StringBuilder();
        while (!AtEnd)
        {
            if (char.IsWhiteSpace(Peek)) SkipSpace();
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
        if (atom.Length == 0 && (below ?? above) is not null) atom = "<mrow></mrow>";
        return (below, above) switch
        {
            (null, null) => atom,
            (not null, null) => $"<{lower}>{atom}{below}</{lower}>",
            (null, not null) => $"<{upper}>{atom}{above}</{upper}>",
            _ => $"<{both}>{atom}{below}{above}</{both}>",
        } + (IsFunction(atom) ? "<mspace width=\"0.17em\"></mspace>" : "");
    }

    private static bool IsFunction(string atom) =>
        atom.StartsWith("<mi>", StringComparison.Ordinal) && MathSymbols.Functions.Contains(atom[4..^5]);

    private string Atom(out bool limits)
    {
        limits = false;
        if (_depth >= DeepestNesting) return $"<mtext>{WebUtility.HtmlEncode(Rest())}</mtext>";
        _depth++;
        var atom = Shallow(out limits);
        _depth--;
        return atom;
    }

    private string Shallow(out bool limits)
    {
        limits = false;
        var c = Peek;
        if (c == '\\') return Command(Command(), out limits);
        if (c == '{') return Argument();
        if (char.IsAsciiDigit(c)) return $"<mn>{Number()}</mn>";
        var character = Character();
        if (character.Length > 1 || char.IsLetter(c)) return $"<mi>{character}</mi>";
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
        if (MathSymbols.Functions.Contains(name)) return $"<mi>{name}</mi>";
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
                var degree = new MathMarkup(Bracketed(), _depth).Row('\0');
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
        while (!AtEnd && !Ahead(@"\right", whole: true) && Peek != '}')
        {
            Skip();
            inside += Row('\0');
        }
        var close = Take(@"\right") ? Delimiter() : "";
        return $"<mrow>{Fence(open)}<mrow>{inside}</mrow>{Fence(close)}</mrow>";
    }

    private static string Fence(string sign) => sign.Length == 0 ? "" : $"<mo fence=\"true\" stretchy=\"true\">{WebUtility.HtmlEncode(sign)}</mo>";

    private string Delimiter()
    {
        SkipSpace();
        if (AtEnd) return "";
        if (Peek == '\\') return MathSymbols.Operators.GetValueOrDefault(Command(), "");
        return Character() is var sign && sign == "." ? "" : sign;
    }

    private string Upright(string text) =>
        new MathMarkup(text, _depth).Row('\0') is var row && text.All(char.IsLetterOrDigit)
            ? $"<mi mathvariant=\"normal\">{WebUtility.HtmlEncode(text)}</mi>"
            : $"<mrow class=\"math-upright\">{row}</mrow>";

    // One argument as one element: a group in braces, or the next atom.
    private string Argument()
    {
        SkipSpace();
        if (AtEnd) return "<mrow></mrow>";
        if (char.IsAsciiDigit(Peek)) return $"<mn>{Character()}</mn>";
        if (!Take("{")) return Peek is '}' or '&' ? "<mrow></mrow>" : $"<mrow>{Atom(out _)}</mrow>";
        var row = Row('}');
        while (!AtEnd && Peek != '}')
        {
            Skip();
            row += Row('}');
        }
        Take("}");
        return $"<mrow>{row}</mrow>";
    }
}
