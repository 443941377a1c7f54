using System.Globalization;
using System.Reflection;

namespace Spm.Notebook.Commands;

/// <summary>From the text of one value to the type of its property: numbers with units and ranges, words, lists, enumerations, variables.</summary>
internal sealed class ParameterValues(IQuantityNotation notation, IVariables variables, Func<string, CommandException> wrong)
{
    public object? Convert(ParameterDefinition parameter, string text)
    {
        var type = Nullable.GetUnderlyingType(parameter.Property.PropertyType) ?? parameter.Property.PropertyType;
        if (type == typeof(object)) return FromVariableOrText(parameter, text);
        if (text.StartsWith('@')) return FromVariable(parameter, type, text[1..]);
        if (type == typeof(double)) return InRange(parameter, Quantity(parameter, text));
        if (type == typeof(int)) return Whole(parameter, text);
        if (type == typeof(string)) return Listed(parameter, text);
        if (type.IsArray && text.Trim(',', ' ').Length == 0) throw wrong($"{parameter.Display} names nothing: {parameter.Attribute.Help}.{(parameter.Attribute.Values.Length > 0 ? $" One or more of: {string.Join(", ", parameter.Attribute.Values)}." : parameter.Attribute.Proposals.Length > 0 ? $" Such as: {string.Join(", ", parameter.Attribute.Proposals)}." : "")}");
        if (type == typeof(string[])) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => Listed(parameter, t)).ToArray();
        if (type == typeof(double[])) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => InRange(parameter, Quantity(parameter, t))).ToArray();
        if (type.IsEnum) return Enumerated(parameter, type, text);
        return Parsed(parameter, type, text);
    }

    private object FromVariableOrText(ParameterDefinition parameter, string text)
    {
        if (text.StartsWith('@')) return FromVariable(parameter, typeof(object), text[1..])!;
        // Where the value is a word of a list, a variable of that name is not meant: it takes an @.
        return parameter.Attribute.Completion == ValueSource.VariablesAndFiles && variables.TryGet(text, out var value) && value is not null ? value : text;
    }

    private object? FromVariable(ParameterDefinition parameter, Type type, string name)
    {
        if (!variables.TryGet(name, out var value))
            throw wrong($"{parameter.Display} names the variable {name}, which does not exist.{Spelling.Hint(name, variables.Names)}");
        if (value is null) throw wrong($"{parameter.Display} names the variable {name}, which is null.");
        if (type.IsInstanceOfType(value)) return value is double number ? InRange(parameter, number) : value;
        if (type == typeof(double) && value is IConvertible and not string) return InRange(parameter, System.Convert.ToDouble(value, CultureInfo.InvariantCulture));
        if (value is string or IFormattable) return Convert(parameter, System.Convert.ToString(value, CultureInfo.InvariantCulture)!);
        throw wrong($"{parameter.Display} cannot take the variable {name}: it is a {value.GetType().Name}, and {type.Name} is needed.");
    }

    private double Quantity(ParameterDefinition parameter, string text)
    {
        try
        {
            return notation.Parse(text, parameter.Attribute.Unit);
        }
        catch (FormatException e)
        {
            throw wrong($"{parameter.Display}: {e.Message}");
        }
    }

    private double InRange(ParameterDefinition parameter, double value)
    {
        var (low, high, unit) = (parameter.Attribute.Minimum, parameter.Attribute.Maximum, parameter.Attribute.Unit);
        if (value >= low && value <= high && double.IsFinite(value)) return value;
        throw wrong($"{parameter.Display} must be {Range(low, high, unit)}, got {notation.Format(value, unit)}.");
    }

    private string Range(double low, double high, string unit) => (double.IsFinite(low), double.IsFinite(high)) switch
    {
        (true, true) => $"{notation.Format(low, unit)} to {notation.Format(high, unit)}",
        (true, false) => $"at least {notation.Format(low, unit)}",
        (false, true) => $"at most {notation.Format(high, unit)}",
        _ => "a finite number",
    };

    private int Whole(ParameterDefinition parameter, string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value != Math.Floor(value) || Math.Abs(value) > int.MaxValue)
            throw wrong($"{parameter.Display} must be a whole number, got «{text}».");
        var (low, high) = (parameter.Attribute.Minimum, parameter.Attribute.Maximum);
        return value >= low && value <= high
            ? (int)value
            : throw wrong($"{parameter.Display} must be {(double.IsFinite(high) ? $"{low:0} to {high:0}" : $"at least {low:0}")}, got {text}.");
    }

    private string Listed(ParameterDefinition parameter, string text)
    {
        var values = parameter.Attribute.Values;
        if (values.Length == 0) return text;
        return values.FirstOrDefault(v => v.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw wrong($"{parameter.Display} cannot be «{text}».{Spelling.Hint(text, values)} One of: {string.Join(", ", values)}.");
    }

    private object Enumerated(ParameterDefinition parameter, Type type, string text) =>
        !int.TryParse(text, out _) && Enum.TryParse(type, text, ignoreCase: true, out var value)
            ? value
            : throw wrong($"{parameter.Display} cannot be «{text}».{Spelling.Hint(text, Words(type))} One of: {string.Join(", ", Words(type))}.");

    private static IEnumerable<string> Words(Type enumeration) => Enum.GetNames(enumeration).Select(n => n.ToLowerInvariant());

    private object? Parsed(ParameterDefinition parameter, Type type, string text)
    {
        var parse = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)])
            ?? throw new InvalidOperationException($"{parameter.Property} of type {type} has no Parse(string, IFormatProvider).");
        try
        {
            return parse.Invoke(null, [text, CultureInfo.InvariantCulture]);
        }
        catch (TargetInvocationException e) when (e.InnerException is FormatException inner)
        {
            throw wrong($"{parameter.Display}: {inner.Message}");
        }
    }
}
