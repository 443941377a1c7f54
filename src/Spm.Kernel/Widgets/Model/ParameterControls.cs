using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spm.Kernel.Widgets.Model;

/// <summary>From the parameters of a function and short hands for their values to controls.</summary>
internal static class ParameterControls
{
    private const string Ways = "Give (min, max) or (min, max, step) for a slider, a number, true or false, a text, a list to choose from, or a control";

    public static Widget[] For(ParameterInfo[] parameters, object?[] given)
    {
        var byName = given is [{ } only] && IsAnonymous(only.GetType()) ? Properties(only) : null;
        if (byName?.Keys.FirstOrDefault(n => !parameters.Any(p => p.Name == n)) is { } unknown)
            throw new ArgumentException($"The function has no parameter «{unknown}». Its parameters: {Names(parameters)}.");
        if (byName is null && given.Length > parameters.Length)
            throw new ArgumentException($"{given.Length} controls were given for {parameters.Length} parameters: {Names(parameters)}.");
        return [.. parameters.Select((p, i) => Control(p, byName is null ? i < given.Length ? given[i] : null : byName.GetValueOrDefault(p.Name!)))];
    }

    /// <summary>A control's value as an argument.</summary>
    public static object? Argument(object? value, ParameterInfo parameter) =>
        value is IConvertible && Target(parameter) is { IsEnum: false } type && !type.IsInstanceOfType(value) ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;

    private static Widget Control(ParameterInfo parameter, object? given)
    {
        var type = Target(parameter);
        var name = parameter.Name ?? "";
        var start = parameter.HasDefaultValue && parameter.DefaultValue is { } d and not DBNull ? d : null;
        if (given is Widget widget) return widget is IValueControl ? widget : throw new ArgumentException($"{widget.GetType().Name} holds no value and cannot be the control of «{name}».");
        if (given is null && start is null && type.IsEnum) given = Enum.GetValues(type);
        switch (given ?? start)
        {
            case bool b when type == typeof(bool):
                return new Checkbox(b, name);
            case string s when type == typeof(string):
                return new Text(s, name);
            case Enum e when type == e.GetType():
                return Chosen(Enum.GetValues(type), e, name);
            case ITuple { Length: >= 2 and <= 4 } range when IsNumber(type) && Enumerable.Range(0, range.Length).All(i => range[i] is IConvertible and not string and not bool):
                return Slider(type, [.. Enumerable.Range(0, range.Length).Select(i => Number(range[i]))], start, name);
            case IEnumerable list and not string:
                return Chosen(list, start, name);
            case IConvertible n and not string and not bool when IsNumber(type):
                return Around(type, Number(n), name);
            case null:
                throw new ArgumentException($"The parameter «{name}» ({type.Name}) has no control. {Ways}: Interact(f, new {{ {name} = … }}).");
            case var other:
                throw new ArgumentException($"«{other}» is no control for the parameter «{name}» ({type.Name}). {Ways}.");
        }
    }

    private static Widget Slider(Type type, double[] range, object? start, string name)
    {
        var (low, high) = (range[0], range[1]);
        if (low > high) throw new ArgumentException($"The range of «{name}» is ({low}, {high}); the minimum comes first.");
        var value = range.Length > 3 ? range[3] : start is not null ? Number(start) : low + ((high - low) / 2);
        if (IsWhole(type))
            return new IntSlider((int)value, (int)low, (int)high, range.Length > 2 ? (int)range[2] : 1, name);
        var step = range.Length > 2 ? range[2] : (high - low) / 200;
        var slider = new FloatSlider(value, low, high, step, name);
        // Two decimals, the front end's own, would show 0.00 for small numbers and too many digits for large ones.
        if (step < 0.01 || Math.Max(Math.Abs(low), Math.Abs(high)) >= 1e5) slider.ReadoutFormat = ".5g";
        return slider;
    }

    // From -n to 3n, as ipywidgets does it.
    private static Widget Around(Type type, double value, string name)
    {
        var (low, high) = value == 0 ? (0, IsWhole(type) ? 10 : 1) : value > 0 ? (-value, 3 * value) : (3 * value, -value);
        return Slider(type, [low, high, IsWhole(type) ? 1 : (high - low) / 200, value], null, name);
    }

    private static Dropdown<object> Chosen(IEnumerable list, object? start, string name)
    {
        var options = list.Cast<object>().ToList();
        if (options.Count == 0) throw new ArgumentException($"The list for «{name}» is empty; there is nothing to choose from.");
        var dropdown = new Dropdown<object>(options, description: name);
        if (start is not null && options.Contains(start)) dropdown.Value = start;
        return dropdown;
    }

    private static Type Target(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte) || type == typeof(uint);

    private static bool IsNumber(Type type) => IsWhole(type) || type == typeof(double) || type == typeof(float) || type == typeof(decimal);

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static bool IsAnonymous(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), false) && type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static Dictionary<string, object?> Properties(object anonymous) => anonymous.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(anonymous));

    private static string Names(ParameterInfo[] parameters) => parameters.Length == 0 ? "none" : string.Join(", ", parameters.Select(p => p.Name));
}
