namespace Spm.Notebook.Commands;

/// <summary>What could stand at the cursor of a command line.</summary>
internal static class CommandCompleter
{
    public static IReadOnlyList<CommandCompletion> Complete(CommandCatalogue catalogue, string line, int cursor, IVariables variables)
    {
        cursor = Math.Clamp(cursor, 0, line.Length);
        var before = CommandLine.Split(line[..cursor], allowOpenQuote: true).ToList();
        var inWord = before.Count > 0 && before[^1].End == cursor && (cursor == 0 || !char.IsWhiteSpace(line[cursor - 1]));
        var word = inWord ? before[^1] : new CommandToken("", cursor, cursor);
        if (inWord) before.RemoveAt(before.Count - 1);
        return [.. Candidates(catalogue, before, word.Text, variables)
            .Where(c => c.Text.StartsWith(word.Text, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(c => c.Text)
            .Select(c => new CommandCompletion(c.Text, word.Start, cursor, c.Kind, c.Description))];
    }

    private static IEnumerable<(string Text, string Kind, string Description)> Candidates(CommandCatalogue catalogue, List<CommandToken> before, string word, IVariables variables)
    {
        if (before.Count == 0)
            return catalogue.Commands.Select(c => (c.Name, "command", c.Summary)).Append((CommandCatalogue.HelpCommand, "command", "What the commands are and how to use them"));
        if (before[0].Text == CommandCatalogue.HelpCommand)
            return catalogue.Commands.Select(c => (c.Name, "command", c.Summary));
        if (catalogue.Find(before[0].Text) is not { } command) return [];

        if (command.Options.FirstOrDefault(o => o.Display == before[^1].Text && !o.IsFlag) is { } awaiting)
            return Values(awaiting, word, variables);
        var given = before.Select(t => t.Text).ToHashSet();
        var options = command.Options.Where(o => !given.Contains(o.Display)).Select(o => (o.Display, "option", o.Attribute.Help));
        if (word.StartsWith('-')) return options;
        var position = PositionOf(command, before);
        return position < command.Arguments.Count ? Values(command.Arguments[position], word, variables).Concat(options) : options;
    }

    private static int PositionOf(CommandDefinition command, List<CommandToken> before)
    {
        var position = 0;
        for (var i = 1; i < before.Count; i++)
        {
            var option = command.Options.FirstOrDefault(o => o.Display == before[i].Text.Split('=')[0]);
            if (option is null) position++;
            else if (!option.IsFlag && !before[i].Text.Contains('=')) i++;
        }
        return position;
    }

    private static IEnumerable<(string Text, string Kind, string Description)> Values(ParameterDefinition parameter, string word, IVariables variables)
    {
        var listed = parameter.Attribute.Values.Concat(parameter.Property.PropertyType.IsEnum ? Enum.GetNames(parameter.Property.PropertyType).Select(n => n.ToLowerInvariant()) : []);
        var values = listed.Select(v => (v, "value", parameter.Attribute.Help));
        if (word.StartsWith('@') || parameter.Attribute.Completion == ValueSource.VariablesAndFiles)
            values = values.Concat(variables.Names.Select(n => (word.StartsWith('@') ? "@" + n : n, "variable", TypeOf(variables, n))));
        if (parameter.Attribute.Completion != ValueSource.Listed) values = values.Concat(Files(word));
        return values;
    }

    private static string TypeOf(IVariables variables, string name) => variables.TryGet(name, out var value) ? value?.GetType().Name ?? "null" : "";

    private static IEnumerable<(string Text, string Kind, string Description)> Files(string word)
    {
        var slash = word.LastIndexOf('/') + 1;
        var folder = slash == 0 ? "." : word[..slash];
        if (!Directory.Exists(folder)) return [];
        return new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = true })
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => (word[..slash] + f.Name + (f is DirectoryInfo ? "/" : ""), "file", f is DirectoryInfo ? "folder" : "file"));
    }
}
