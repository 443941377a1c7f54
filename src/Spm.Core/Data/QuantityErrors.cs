namespace Spm.Core.Data;

/// <summary>The words of a <see cref="QuantityFormatException"/>: what was wrong, what would be right, an example.</summary>
internal static class QuantityErrors
{
    public static QuantityFormatException NotANumber(string text, string unit, string? what)
    {
        var advice = text.Contains(',') ? " Use a point for decimals." : "";
        return new(text, unit, $"'{text}' is not {Describe(unit, what)}: give {Advice(unit)}.{advice}");
    }

    public static QuantityFormatException WrongUnit(string text, string number, string given, string unit, string? what)
    {
        var expected = UnitSymbol.Parse(unit);
        var spelling = expected.TakesPrefix && given.Length > expected.Base.Length - 1 ? NearestSpelling(given, expected.Base) : null;
        var advice = spelling is null ? $"give {Advice(unit)}" : $"did you mean {number}{spelling}? Prefixes and units are case-sensitive";
        return new(text, unit, $"{number} {given} is not {Describe(unit, what)}: {advice}.");
    }

    /// <summary>The right spelling when only upper and lower case are wrong: <c>kHz</c> for <c>khz</c>.</summary>
    private static string? NearestSpelling(string given, string unit)
    {
        if (!given.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) return null;
        var prefix = given[..^unit.Length];
        if (UnitSymbol.ExponentOf(prefix) is not null) return prefix + unit;
        var lower = prefix.ToLowerInvariant().Replace('u', 'µ');
        return UnitSymbol.ExponentOf(lower) is not null ? lower + unit : null;
    }

    private static string Describe(string unit, string? what)
    {
        what ??= UnitSymbol.Parse(unit).Base switch
        {
            "V" => "voltage",
            "m" => "length",
            "s" => "time",
            "Hz" => "frequency",
            "N" => "force",
            "A" => "current",
            "rad" or "°" => "angle",
            "m/s" => "speed",
            "N/m" => "spring constant",
            "K" => "temperature",
            "" => "plain number",
            _ => $"quantity in {unit}",
        };
        if (what.StartsWith("the ", StringComparison.Ordinal)) return what;
        return ("aeiou".Contains(char.ToLowerInvariant(what[0])) ? "an " : "a ") + what;
    }

    private static string Advice(string unit) => UnitSymbol.Parse(unit).Base switch
    {
        "V" => "volts, such as 8V or 500mV",
        "m" => "metres, such as 2um or 500nm",
        "s" => "seconds, such as 4ms or 0.5s",
        "Hz" => "hertz, such as 350kHz or 1.2MHz",
        "N" => "newtons, such as 50nN",
        "A" => "amperes, such as 100pA",
        "rad" => "radians, such as 1.57rad, or degrees, such as 90deg",
        "°" => "degrees, such as 90°",
        "m/s" => "metres per second, such as 2um/s",
        "N/m" => "newtons per metre, such as 2N/m",
        "K" => "kelvins, such as 300K",
        "" => "a number without unit, such as 3 or 0.5",
        var symbol when UnitSymbol.Parse(symbol).TakesPrefix => $"a number in {symbol}, such as 3{symbol} or 500m{symbol}",
        var symbol => $"a number in {symbol}, such as 3{symbol}",
    };
}
