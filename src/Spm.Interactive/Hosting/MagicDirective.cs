using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Hosting;

/// <summary>A parameter as .NET Interactive knows one: for its completion only, the words of a line are sorted by the catalogue.</summary>
/// <param name="Name">As it is written: <c>--grid</c>; an argument's name in capitals.</param>
/// <param name="Description">Meaning and range.</param>
/// <param name="IsFlag">Whether it takes no value.</param>
/// <param name="IsArgument">Whether its value stands without a name. That engine knows one in a command; it stands for all.</param>
/// <param name="Values">What completion offers.</param>
public sealed record MagicParameter(string Name, string Description, bool IsFlag, bool IsArgument, Func<IEnumerable<string>> Values);

/// <summary>A magic as .NET Interactive knows one: a directive, or a subcommand of it.</summary>
/// <param name="Name"><c>#!spm</c>, or a subcommand's word.</param>
/// <param name="Description">One line.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Subcommands">One level, as that engine allows.</param>
public sealed record MagicDirective(string Name, string Description, IReadOnlyList<MagicParameter> Parameters, IReadOnlyList<MagicDirective> Subcommands)
{
    private static readonly MagicParameter Help = new("--help", "explains the command", IsFlag: true, IsArgument: false, () => []);

    /// <summary>The directive of a catalogue: every command is a subcommand, so none can be forgotten.</summary>
    /// <param name="catalogue">The commands.</param>
    /// <param name="variables">The variables whose names completion offers.</param>
    public static MagicDirective Of(CommandCatalogue catalogue, IVariables variables)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var help = new MagicDirective(
            CommandCatalogue.HelpCommand,
            "Lists the commands; with a command's name, all about it",
            [new MagicParameter("COMMAND", "command to explain", IsFlag: false, IsArgument: true, () => catalogue.Commands.Select(c => c.Name))],
            []);
        return new MagicDirective($"#!{catalogue.Prefix}", catalogue.Summary, [Help], [.. catalogue.Commands.Select(c => Of(catalogue, c, variables)), help]);
    }

    private static MagicDirective Of(CommandCatalogue catalogue, CommandDefinition command, IVariables variables)
    {
        var words = catalogue.HelpFor(command.Name);
        return new MagicDirective(command.Name, $"{command.Summary}. Example: #!{catalogue.Prefix} {command.Example}",
            [
                .. command.Arguments.Take(1).Select(a => new MagicParameter(
                    a.Display, string.Join("; then ", command.Arguments.Select(words.Line)), IsFlag: false, IsArgument: true,
                    () => command.Arguments.SelectMany((_, before) => Values(catalogue, string.Concat(Enumerable.Repeat("x ", before).Prepend(command.Name + " ")), variables)).Distinct())),
                .. command.Options.Select(o => new MagicParameter(
                    o.Display, words.Line(o), o.IsFlag, IsArgument: false, () => o.IsFlag ? [] : Values(catalogue, $"{command.Name} {o.Display} ", variables))),
            ], []);
    }

    /// <summary>What the catalogue itself proposes at the end of a line.</summary>
    private static IEnumerable<string> Values(CommandCatalogue catalogue, string line, IVariables variables) =>
        catalogue.Complete(line, line.Length, variables).Where(c => c.Kind is not ("option" or "keyword")).Select(c => c.Text);
}
