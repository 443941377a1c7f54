namespace Spm.Core.Data;

/// <summary>
/// A unit symbol taken apart: an SI prefix and what it multiplies. Only SI symbols take prefixes (<c>V</c>, <c>m</c>, <c>m/V</c>);
/// <c>a.u.</c>, <c>rad</c>, <c>%</c>, <c>°</c>, the empty unit, powers (<c>m²</c>) and unknown words do not.
/// Source: SI Brochure, 9th edition (2019), section 3 and table 7.
/// </summary>
/// <param name="Base">The symbol without prefix, such as <c>m</c> in <c>nm</c>.</param>
/// <param name="Exponent">Power of ten of the prefix, −9 in <c>nm</c>.</param>
/// <param name="TakesPrefix">Whether a prefix may stand before <paramref name="Base"/>.</param>
internal readonly record struct UnitSymbol(string Base, int Exponent, bool TakesPrefix)
{
    /// <summary>Prefixes by power of 1000, from 10⁻²⁴ to 10²⁴.</summary>
    private static readonly string[] _prefixes = ["y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"];

    private static readonly HashSet<string> _siSymbols =
        ["m", "s", "A", "V", "N", "Hz", "W", "J", "Pa", "C", "F", "Ω", "S", "H", "T", "K", "g", "eV", "Wb", "mol", "Sa", "B"];

    /// <summary>Smallest and largest power of ten that has a prefix.</summary>
    public const int MinExponent = -24, MaxExponent = 24;

    /// <summary>The prefix of 10^<paramref name="exponent"/>, a multiple of 3 from −24 to 24.</summary>
    public static string PrefixOf(int exponent) => _prefixes[(exponent - MinExponent) / 3];

    /// <summary>The power of ten of a prefix, or null when it is none.</summary>
    public static int? ExponentOf(string prefix) => Array.IndexOf(_prefixes, prefix) is var i and >= 0 ? MinExponent + 3 * i : null;

    /// <summary>One spelling of each symbol: micro sign for Greek mu and <c>u</c>, Ω for ohm, ° for deg.</summary>
    public static string Normalize(string symbol)
    {
        symbol = symbol.Trim().Replace('μ', 'µ').Replace('\u2126', 'Ω').Replace("Ohm", "Ω", StringComparison.OrdinalIgnoreCase);
        if (symbol is "deg" or "degree" or "degrees") return "°";
        return symbol.Length > 1 && symbol[0] == 'u' && IsSi(symbol[1..]) ? "µ" + symbol[1..] : symbol;
    }

    /// <summary>Takes a symbol apart; a symbol that is itself a unit (<c>m</c>, <c>Pa</c>) is not read as a prefix.</summary>
    public static UnitSymbol Parse(string symbol)
    {
        symbol = Normalize(symbol);
        if (IsSi(symbol)) return new(symbol, 0, true);
        return symbol.Length > 1 && IsSi(symbol[1..]) && ExponentOf(symbol[..1]) is { } exponent
            ? new(symbol[1..], exponent, true)
            : new(symbol, 0, false);
    }

    /// <summary>True when the leading factor of a symbol is an SI unit to the first power.</summary>
    private static bool IsSi(string symbol)
    {
        var end = symbol.IndexOfAny(['/', '·', '*', ' ']);
        return _siSymbols.Contains(end < 0 ? symbol : symbol[..end]);
    }
}
