using System.CommandLine;

namespace Spm.Notebook.Commands;

/// <summary>From the words of a line to the typed record of a command. System.CommandLine sorts the words; the meaning and the errors are ours.</summary>
internal sealed class CommandBinder
{
    private readonly CommandCatalogue _catalogue;
    private readonly CommandDefinition _command;
    private readonly Command _syntax;
    private readonly Dictionary<ParameterDefinition, Option<string[]>> _options = [];
    private readonly Dictionary<ParameterDefinition, Option<bool>> _flags = [];
    private readonly Argument<string[]> _words = new("words") { Arity = ArgumentArity.ZeroOrMore };

    public CommandBinder(CommandCatalogue catalogue, CommandDefinition command)
    {
        (_catalogue, _command) = (catalogue, command);
        _syntax = new Command(command.Name) { _words };
        foreach (var parameter in command.Options)
        {
            if (parameter.IsFlag)
                _syntax.Options.Add(_flags[parameter] = new Option<bool>(parameter.Display) { Arity = ArgumentArity.Zero });
            else
                _syntax.Options.Add(_options[parameter] = new Option<string[]>(parameter.Display) { Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = false });
        }
    }

    /// <summary>The record, and the variable named by a closing <c>as name</c>.</summary>
    public (object Record, string? BindTo) Bind(List<string> words, IVariables variables)
    {
        var bindTo = TakeBindTo(words);
        var parsed = _syntax.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var record = Activator.CreateInstance(_command.RecordType)!;
        var values = new ParameterValues(_catalogue.Notation, variables, Wrong);

        var arguments = parsed.GetValue(_words) ?? [];
        if (arguments.FirstOrDefault(LooksLikeOption) is { } unknown) throw UnknownOption(unknown);
        if (arguments.Length > _command.Arguments.Count)
            throw Wrong($"There is one word too many: «{arguments[_command.Arguments.Count]}».");
        for (var i = 0; i < _command.Arguments.Count; i++)
        {
            var parameter = _command.Arguments[i];
            if (i < arguments.Length)
                parameter.Property.SetValue(record, values.Convert(parameter, arguments[i]));
            else if (parameter.IsRequired)
                throw Wrong($"{parameter.Display} is missing: {parameter.Attribute.Help}.{Choice(parameter)}");
        }
        foreach (var (parameter, option) in _options)
        {
            var result = parsed.GetResult(option);
            if (result is null or { Implicit: true })
            {
                if (parameter.IsRequired) throw Wrong($"{parameter.Display} is missing: {parameter.Attribute.Help}.{Choice(parameter)}");
                continue;
            }
            if (result.IdentifierTokenCount > 1) throw Wrong($"{parameter.Display} is given {result.IdentifierTokenCount} times; give it once.");
            if (result.Tokens.Count == 0) throw Wrong($"{parameter.Display} has no value: {parameter.Attribute.Help}{Allowed(parameter)}.");
            parameter.Property.SetValue(record, values.Convert(parameter, result.Tokens[0].Value));
        }
        foreach (var (parameter, flag) in _flags)
            if (parsed.GetResult(flag) is { Implicit: false })
                parameter.Property.SetValue(record, true);
        return (record, bindTo);
    }

    private string? TakeBindTo(List<string> words)
    {
        if (words.Count > 0 && words[^1] == "as") throw Wrong("«as» wants the name of a variable after it, such as «as beps».");
        if (words.Count < 2 || words[^2] != "as") return null;
        var name = words[^1];
        if (!IsIdentifier(name)) throw Wrong($"«{name}» cannot be the name of a variable: letters, digits and _ only, not starting with a digit.");
        if (CSharpKeywords.Contains(name)) throw Wrong($"«{name}» is a word of C# and cannot be the name of a variable; choose another, such as my_{name}.");
        if (name == _catalogue.Prefix) throw Wrong($"«{name}» is the session itself; give the result another name.");
        words.RemoveRange(words.Count - 2, 2);
        return name;
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static bool LooksLikeOption(string word) =>
        word.Length > 1 && word[0] == '-' && (word[1] == '-' || char.IsLetter(word[1])) && !double.TryParse(word, out _);

    private CommandException UnknownOption(string word)
    {
        var name = word.Split('=')[0];
        var known = _command.Options.Select(o => o.Display).ToList();
        var list = known.Count == 0 ? $"{_command.Name} has no options." : $"Options of {_command.Name}: {string.Join(", ", known)}.";
        return Wrong($"There is no option {name}.{Spelling.Hint(name, known)} {list}");
    }

    private string Allowed(ParameterDefinition parameter) =>
        new CommandHelp(_catalogue, _command).Allowed(parameter) is { Length: > 0 } allowed ? $" ({allowed})" : "";

    private static string Choice(ParameterDefinition parameter) =>
        parameter.Attribute.Values.Length > 0 ? $" One of: {string.Join(", ", parameter.Attribute.Values)}." : "";

    private CommandException Wrong(string message) => new($"{message} Try: {_catalogue.Lead}{_command.Example}") { IsWrongUsage = true };
}
