using Spm.Kernel.Scripting;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Engine;

/// <summary>Carries out the magics of a cell: the extensions' commands, and the few of the kernel itself.</summary>
internal sealed class MagicRunner(IReadOnlyList<INotebookExtension> extensions, IVariables variables)
{
    /// <summary>Lists the magics.</summary>
    public const string Help = "help";

    /// <summary>Lists the variables.</summary>
    public const string Who = "who";

    public IReadOnlyCollection<string> Words { get; } = [Help, Who, .. extensions.Select(e => e.Commands.Prefix)];

    /// <summary>Result of a magic.</summary>
    /// <exception cref="CommandException">There is no such magic, or its line is wrong.</exception>
    public Task<CommandResult> RunAsync(CellSegment magic, CellScope scope)
    {
        if (extensions.FirstOrDefault(e => e.Commands.Prefix == magic.Prefix) is { } extension)
            return extension.Commands.ExecuteAsync(magic.Text, new CommandContext(scope.Display, variables), scope.Token);
        return magic.Prefix switch
        {
            Help => Task.FromResult(new CommandResult(new MimeBundle(HelpText()), null)),
            Who => Task.FromResult(new CommandResult(new MimeBundle(WhoText()), null)),
            _ => throw Unknown(magic.Prefix!),
        };
    }

    private string HelpText()
    {
        var lines = extensions.Select(e => ($"#!{e.Commands.Prefix}", e.Commands.Summary))
            .Append(($"#!{Who}", "The variables of the notebook and their types"))
            .Append(($"#!{Help}", "This list")).ToList();
        var width = lines.Max(l => l.Item1.Length) + 2;
        var magics = string.Join('\n', lines.Select(l => $"  {l.Item1.PadRight(width)}{l.Item2}"));
        var commands = string.Concat(extensions.SelectMany(e => e.Commands.Commands.Select(c => $"\n  #!{e.Commands.Prefix} {c.Name,-12} {c.Summary}")));
        return $"Magics, at the start of a line; %word works too:\n{magics}\n"
            + (commands.Length == 0 ? "" : $"\nCommands; more with #!{extensions[0].Commands.Prefix} {CommandCatalogue.HelpCommand} COMMAND:{commands}\n")
            + "\nEverything else in a cell is C#. The value of the last line is shown when it has no semicolon; Display(value) shows one at once.";
    }

    private string WhoText()
    {
        var lines = variables.Names.Select(name => $"{name}: {(variables.TryGet(name, out var value) && value is not null ? TypeSpelling.Short(value.GetType()) : "null")}").ToList();
        return lines.Count == 0 ? "There are no variables yet." : string.Join('\n', lines);
    }

    private CommandException Unknown(string word) => new(
        $"There is no magic #!{word}.{Spelling.Hint(word, Words)} Magics: {string.Join(", ", Words.Select(w => "#!" + w))}. Try: #!{Help}");
}
