using System.Globalization;

namespace Spm.Notebook.Commands;

/// <summary>Proposals for the value of an option or an argument: listed words, its usual value with its unit, variables, files.</summary>
internal sealed class ParameterProposals(CommandCatalogue catalogue, CommandDefinition command, IVariables variables)
{
    private static readonly string[] Prefixes = ["", "m", "k", "µ", "n", "M", "p"];

    /// <param name="parameter">What the value is for.</param>
    /// <param name="word">What was typed; becomes its last part where the value is a list.</param>
    public IEnumerable<ValueProposal> Of(ParameterDefinition parameter, ref StartedWord word)
    {
        var type = Nullable.GetUnderlyingType(parameter.Property.PropertyType) ?? parameter.Property.PropertyType;
        if (word.Text.StartsWith('@')) return Variables(parameter, type, "@");
        if (type.IsArray) word = word.AfterComma();
        var help = new CommandHelp(catalogue, command).Line(parameter);
        var listed = parameter.Attribute.Values.Concat(parameter.Attribute.Proposals).Concat(type.IsEnum ? Enum.GetNames(type).Select(n => n.ToLowerInvariant()) : []).ToList();
        var proposals = listed.Select(v => new ValueProposal(v, "value", help));
        if (listed.Count == 0) proposals = proposals.Concat(Quantities(parameter, type, word.Text, help));
        if (parameter.Attribute.Completion == ValueSource.VariablesAndFiles) proposals = proposals.Concat(Variables(parameter, type, ""));
        else if (listed.Count == 0 && word.Text.Length == 0 && type != typeof(string)) proposals = proposals.Concat(Variables(parameter, type, "@").Where(v => Fits(type, v.Text[1..])));
        if (parameter.Attribute.Completion != ValueSource.Listed) proposals = proposals.Concat(FileNames.StartingWith(word.Text).Select(f => new ValueProposal(f, "file", f.EndsWith('/') ? "folder" : "file")));
        return proposals;
    }

    /// <summary>The usual value; after a number, the number with its unit and the prefixes that stay in range.</summary>
    private IEnumerable<ValueProposal> Quantities(ParameterDefinition parameter, Type type, string typed, string help)
    {
        if (typed.Length == 0)
        {
            if (parameter is { IsRequired: false, Default: { } standard } && Written(standard, parameter.Attribute.Unit) is { Length: > 0 } text) yield return new(text, "value", help);
            yield break;
        }
        if (type != typeof(double) || parameter.Attribute.Unit.Length == 0 || !double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) yield break;
        foreach (var prefix in Prefixes)
            if (IsAllowed(parameter, typed + prefix + parameter.Attribute.Unit))
                yield return new(typed + prefix + parameter.Attribute.Unit, "value", help);
    }

    private string Written(object value, string unit) => value switch
    {
        double number => catalogue.Notation.Format(number, unit).Replace(" ", "", StringComparison.Ordinal),
        int or GridSize => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => "",
    };

    private bool IsAllowed(ParameterDefinition parameter, string text)
    {
        try
        {
            var value = catalogue.Notation.Parse(text, parameter.Attribute.Unit);
            return value >= parameter.Attribute.Minimum && value <= parameter.Attribute.Maximum;
        }
        catch (FormatException)
        {
            // A unit that takes no such prefix.
            return false;
        }
    }

    /// <summary>Those whose value fits first; the type is what a person chooses by.</summary>
    private IEnumerable<ValueProposal> Variables(ParameterDefinition parameter, Type type, string mark)
    {
        var wanted = type == typeof(object) && parameter.Attribute.Completion == ValueSource.VariablesAndFiles ? null : type;
        return variables.Names.OrderByDescending(n => Fits(wanted, n)).Select(n => new ValueProposal(mark + n, "variable", TypeOf(n)));
    }

    /// <summary>Where data are wanted (null), plain numbers and words are not; else what the binder would take.</summary>
    private bool Fits(Type? wanted, string name)
    {
        if (!variables.TryGet(name, out var value) || value is null) return false;
        if (wanted is null) return value is not (string or bool or double or int);
        if (wanted == typeof(object) || wanted.IsInstanceOfType(value)) return true;
        return wanted == typeof(double) || wanted == typeof(int) ? value is IConvertible and not (string or bool or char) : wanted == typeof(string) && value is IFormattable;
    }

    private string TypeOf(string name) => variables.TryGet(name, out var value) ? value?.GetType().Name.Split('`')[0] ?? "null" : "";
}
