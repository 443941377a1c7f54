using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Session;

/// <summary>Values for parameters as a person types them: <c>tau=20ms</c>, <c>f0=300kHz:400kHz</c>, in the units the parameters have for these data.</summary>
internal static class ParameterTexts
{
    /// <summary>SYMBOL=VALUE each.</summary>
    /// <exception cref="ArgumentException">Not of that form, an unknown symbol, one that is given twice, or a value in another unit.</exception>
    public static IReadOnlyDictionary<string, double> Values(IReadOnlyList<string> texts, string option, FitModel model, IReadOnlyList<FitParameter> parameters) =>
        Each(texts, option, "VALUE", model, parameters, (text, parameter) => Number(text, option, parameter));

    /// <summary>SYMBOL=LOW:HIGH each; an empty side is open.</summary>
    /// <exception cref="ArgumentException">As <see cref="Values"/>, or the bounds are crossed.</exception>
    public static IReadOnlyDictionary<string, (double Lower, double Upper)> Ranges(IReadOnlyList<string> texts, string option, FitModel model, IReadOnlyList<FitParameter> parameters) =>
        Each(texts, option, "LOW:HIGH", model, parameters, (text, parameter) =>
        {
            if (text.Split(':') is not [var low, var high] || low.Length + high.Length == 0)
                throw new ArgumentException($"{option} wants {parameter.Symbol}=LOW:HIGH, got «{parameter.Symbol}={text}». One side may be left open: {parameter.Symbol}=0: or {parameter.Symbol}=:0");
            var range = (low.Length == 0 ? double.NegativeInfinity : Number(low, option, parameter), high.Length == 0 ? double.PositiveInfinity : Number(high, option, parameter));
            return range.Item1 < range.Item2 ? range : throw new ArgumentException($"{option}: the lower bound of {parameter.Symbol} must be below the upper one, got {low} to {high}.");
        });

    private static Dictionary<string, T> Each<T>(IReadOnlyList<string> texts, string option, string form, FitModel model, IReadOnlyList<FitParameter> parameters, Func<string, FitParameter, T> read)
    {
        var values = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=');
            if (at <= 0) throw new ArgumentException($"{option} wants SYMBOL={form}, several separated by commas, got «{text}». Parameters of {model.Name}: {List()}.");
            var symbol = text[..at].Trim();
            var parameter = parameters.FirstOrDefault(p => p.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"{option}: {model.Name} has no parameter «{symbol}».{Spelling.Hint(symbol, parameters.Select(p => p.Symbol))} It has: {List()}.");
            if (!values.TryAdd(parameter.Symbol, read(text[(at + 1)..].Trim(), parameter)))
                throw new ArgumentException($"{option} gives {parameter.Symbol} twice; give it once.");
        }

        return values;

        string List() => string.Join(", ", parameters.Select(p => p.Unit.Length > 0 ? $"{p.Symbol} ({p.Unit})" : p.Symbol));
    }

    private static double Number(string text, string option, FitParameter parameter)
    {
        try
        {
            return Quantity.Parse(text, parameter.Unit, parameter.Symbol);
        }
        catch (QuantityFormatException e)
        {
            throw new ArgumentException($"{option}: {e.Message}", e);
        }
    }
}
