using System.Globalization;
using System.Text;

namespace Spm.Notebook.Commands;

/// <summary>Help on a catalogue, or on one command of it. How it looks in a browser is a formatter's business; <see cref="ToString"/> is for a terminal.</summary>
/// <param name="Catalogue">The commands.</param>
/// <param name="Command">The command asked for, or null for all.</param>
public sealed record CommandHelp(CommandCatalogue Catalogue, CommandDefinition? Command)
{
    /// <summary>How the command is written: <c>fit MODEL SOURCE [--loss …] [as NAME]</c>.</summary>
    public string Usage => Command is null
        ? $"{Catalogue.Prefix} COMMAND"
        : string.Join(' ', new[] { Catalogue.Prefix, Command.Name }.Where(w => w.Length > 0)
            .Concat(Command.Arguments.Select(a => a.IsRequired ? a.Display : $"[{a.Display}]"))
            .Concat(Command.Options.Select(o => o.IsRequired ? $"{o.Display} {ValueOf(o)}" : o.IsFlag ? $"[{o.Display}]" : $"[{o.Display} {ValueOf(o)}]")));

    /// <summary>What is allowed and what is meant when nothing is given: <c>100 mV to 10 V, else 8 V</c>.</summary>
    public string Allowed(ParameterDefinition parameter)
    {
        var attribute = parameter.Attribute;
        var parts = new List<string>();
        if (attribute.Values.Length > 0) parts.Add(string.Join(" | ", attribute.Values));
        else if (parameter.Property.PropertyType.IsEnum) parts.Add(string.Join(" | ", Enum.GetNames(parameter.Property.PropertyType)).ToLowerInvariant());
        if (double.IsFinite(attribute.Minimum) && double.IsFinite(attribute.Maximum))
            parts.Add(parameter.Property.PropertyType == typeof(int)
                ? string.Create(CultureInfo.InvariantCulture, $"{attribute.Minimum:0} to {attribute.Maximum:0}")
                : $"{Format(attribute.Minimum, attribute.Unit)} to {Format(attribute.Maximum, attribute.Unit)}");
        var text = string.Join("; ", parts);
        if (parameter.Default is null or false or "" or Array { Length: 0 } || parameter.IsRequired) return text;
        var standard = parameter.Default switch
        {
            double number => Format(number, attribute.Unit),
            string[] words => string.Join(",", words),
            Enum value => value.ToString().ToLowerInvariant(),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
        return text.Length == 0 ? $"default {standard}" : $"{text}; default {standard}";
    }

    /// <summary>Meaning and range in one line: <c>largest bias (100 mV to 10 V; default 8 V)</c>.</summary>
    public string Line(ParameterDefinition parameter)
    {
        var allowed = Allowed(parameter);
        return allowed.Length == 0 ? parameter.Attribute.Help : $"{parameter.Attribute.Help} ({allowed})";
    }

    /// <summary>A parameter as it stands in a command: <c>--vmax V</c>.</summary>
    public static string Written(ParameterDefinition parameter) =>
        !parameter.IsOption || parameter.IsFlag ? parameter.Display : $"{parameter.Display} {ValueOf(parameter)}";

    /// <summary>The option at the cursor of a line without its prefix, also when the cursor is in its value; or null.</summary>
    public ParameterDefinition? ParameterAt(string line, int cursor)
    {
        var words = CommandLine.Split(line, allowOpenQuote: true);
        var at = words.TakeWhile(w => w.Start <= cursor).ToList();
        if (Command is null || at.Count == 0) return null;
        return Option(at[^1].Text) ?? (at.Count > 1 && Option(at[^2].Text) is { IsFlag: false } before ? before : null);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Command is null)
        {
            text.AppendLine(Catalogue.Summary).AppendLine();
            foreach (var command in Catalogue.Commands) text.AppendLine($"  {command.Name,-10} {command.Summary}");
            text.AppendLine($"  {CommandCatalogue.HelpCommand,-10} This list; with a command's name, all about it").AppendLine();
            text.Append($"In a cell: #!{Catalogue.Prefix} COMMAND or %{Catalogue.Prefix} COMMAND. In a shell: {Catalogue.Prefix} COMMAND. More: #!{Catalogue.Prefix} help COMMAND");
            return text.ToString();
        }
        text.AppendLine(Command.Summary).AppendLine().AppendLine($"  {Usage} [as NAME]").AppendLine();
        foreach (var parameter in Command.Arguments.Concat(Command.Options))
        {
            var allowed = Allowed(parameter);
            text.AppendLine($"  {parameter.Display,-14} {parameter.Attribute.Help}{(allowed.Length > 0 ? $" ({allowed})" : "")}");
        }
        return text.Append($"\nExample: {Catalogue.Lead}{Command.Example}").ToString();
    }

    private ParameterDefinition? Option(string word) => Command!.Options.FirstOrDefault(o => o.Display == word.Split('=')[0]);

    private string Format(double value, string unit) => Catalogue.Notation.Format(value, unit);

    private static string ValueOf(ParameterDefinition parameter) =>
        parameter.Attribute.Unit.Length > 0 ? parameter.Attribute.Unit : parameter.Display.TrimStart('-').ToUpperInvariant();
}
