namespace Spm.Notebook.Commands;

/// <summary>
/// All commands of an extension. One definition serves as a magic in a cell (<c>#!spm scan</c>, <c>%spm scan</c>), as a directive
/// of .NET Interactive and as a shell command (<c>spm scan</c>).
/// </summary>
/// <param name="prefix">The word before every command, such as <c>spm</c>.</param>
/// <param name="summary">One line that says what the commands are for.</param>
/// <param name="notation">How quantities are read and written.</param>
public sealed class CommandCatalogue(string prefix, string summary, IQuantityNotation notation)
{
    private readonly List<CommandDefinition> _commands = [];

    /// <summary>The word before every command; empty when the commands stand for themselves.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>What stands before a command in a cell: <c>#!spm </c>, or <c>#!</c> alone without a prefix.</summary>
    internal string Lead => Prefix.Length == 0 ? "#!" : $"#!{Prefix} ";

    /// <summary>What the commands are for.</summary>
    public string Summary { get; } = summary;

    /// <summary>All commands, in the order in which they were added.</summary>
    public IReadOnlyList<CommandDefinition> Commands => _commands;

    internal IQuantityNotation Notation { get; } = notation;

    /// <summary>Adds a command; <c>help</c> is built in.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public CommandCatalogue Add(CommandDefinition command)
    {
        if (command.Name == HelpCommand || Find(command.Name) is not null)
            throw new ArgumentException($"There is already a command {command.Name}.", nameof(command));
        _commands.Add(command);
        return this;
    }

    /// <summary>The command of a name, or null.</summary>
    public CommandDefinition? Find(string name) => _commands.Find(c => c.Name == name);

    /// <summary>Carries out a line of a cell, without its prefix: <c>fit loop beps as loops</c>.</summary>
    /// <exception cref="CommandException">The line is wrong; the message says how it would be right.</exception>
    public Task<CommandResult> ExecuteAsync(string line, CommandContext context, CancellationToken cancel) =>
        ExecuteAsync([.. CommandLine.Split(line).Select(t => t.Text)], context, cancel);

    /// <summary>Carries out a line that is already split, as a shell does.</summary>
    /// <exception cref="CommandException">The line is wrong; the message says how it would be right.</exception>
    public async Task<CommandResult> ExecuteAsync(IReadOnlyList<string> words, CommandContext context, CancellationToken cancel)
    {
        if (words.Count == 0) return new CommandResult(HelpFor(null), null);
        if (words[0] is HelpCommand or "--help" or "-h" or "-?") return new CommandResult(HelpFor(words.Count > 1 ? words[1] : null), null);
        var command = Find(words[0]) ?? throw Unknown(words[0]);
        if (words.Skip(1).Any(w => w is "--help" or "-h" or "-?")) return new CommandResult(HelpFor(command.Name), null);
        var binding = new CommandBinder(this, command).Bind([.. words.Skip(1)], context.Variables);
        var value = await Carry(command, binding.Record, context, cancel).ConfigureAwait(false);
        if (binding.BindTo is not null && value is null)
            throw new CommandException($"{Lead[2..]}{command.Name} has no result that {binding.BindTo} could hold. Leave out «as {binding.BindTo}».");
        return new CommandResult(value, binding.BindTo);
    }

    /// <summary>Help on all commands (null) or on one.</summary>
    /// <exception cref="CommandException">There is no such command.</exception>
    public CommandHelp HelpFor(string? name)
    {
        if (name is null or HelpCommand) return new CommandHelp(this, null);
        return new CommandHelp(this, Find(name) ?? throw Unknown(name));
    }

    /// <summary>Proposals for the word at <paramref name="cursor"/> of a line without its prefix.</summary>
    public IReadOnlyList<CommandCompletion> Complete(string line, int cursor, IVariables variables) =>
        CommandCompleter.Complete(this, line, cursor, variables);

    /// <summary>The word of the built-in help.</summary>
    public const string HelpCommand = "help";

    private static async Task<object?> Carry(CommandDefinition command, object record, CommandContext context, CancellationToken cancel)
    {
        try
        {
            return await command.Handler(record, context, cancel).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            // Who types a command knows neither the exception nor a parameter of that name.
            throw new CommandException(e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal));
        }
    }

    private CommandException Unknown(string name) => new(
        $"There is no command «{name}».{Spelling.Hint(name, _commands.Select(c => c.Name).Append(HelpCommand))} "
        + $"Commands: {string.Join(", ", _commands.Select(c => c.Name).Append(HelpCommand))}. Try: {Lead}{HelpCommand}")
    { IsWrongUsage = true };
}
