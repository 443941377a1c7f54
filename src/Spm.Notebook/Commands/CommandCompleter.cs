namespace Spm.Notebook.Commands;

/// <summary>What could stand at the cursor of a command line.</summary>
internal static class CommandCompleter
{
    public static IReadOnlyList<CommandCompletion> Complete(CommandCatalogue catalogue, string line, int cursor, IVariables variables)
    {
        cursor = Math.Clamp(cursor, 0, line.Length);
        var word = StartedWord.Of(line, cursor, out var before);
        if (word is null) return [];
        var candidates = Candidates(catalogue, before, ref word, variables).DistinctBy(c => c.Text).ToList();
        var found = candidates.Where(c => c.Text.StartsWith(word.Text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0) found = [.. candidates.Where(c => c.Kind is not "file" && c.Text.Contains(word.Text, StringComparison.OrdinalIgnoreCase))];
        return [.. found.Select(c => new CommandCompletion(word.Quoted(c.Text), word.Start, cursor, c.Kind, c.Description))];
    }

    private static IEnumerable<ValueProposal> Candidates(CommandCatalogue catalogue, List<string> before, ref StartedWord word, IVariables variables)
    {
        if (before.Count == 0)
            return catalogue.Commands.Select(c => new ValueProposal(c.Name, "command", c.Summary)).Append(new(CommandCatalogue.HelpCommand, "command", "What the commands are and how to use them"));
        if (before[0] == CommandCatalogue.HelpCommand)
            return before.Count > 1 ? [] : catalogue.Commands.Select(c => new ValueProposal(c.Name, "command", c.Summary));
        if (catalogue.Find(before[0]) is not { } command) return [];
        if (before.Count > 1 && before[^1] == "as") return ResultNames(command, variables);
        if (before.Count > 2 && before[^2] == "as") return [];

        var values = new ParameterProposals(catalogue, command, variables);
        if (word.AfterEquals(out var option, out var value) && command.Options.FirstOrDefault(o => o.Display == option && !o.IsFlag) is { } assigned)
        {
            word = value;
            return values.Of(assigned, ref word);
        }
        if (command.Options.FirstOrDefault(o => o.Display == before[^1] && !o.IsFlag) is { } awaiting) return values.Of(awaiting, ref word);
        var given = before.Select(t => t.Split('=')[0]).ToHashSet();
        var help = new CommandHelp(catalogue, command);
        var options = command.Options.Where(o => !given.Contains(o.Display)).Select(o => new ValueProposal(o.Display, "option", help.Line(o)));
        if (word.Text.StartsWith('-')) return options;
        var position = PositionOf(command, before);
        if (position < command.Arguments.Count)
        {
            var argument = values.Of(command.Arguments[position], ref word).ToList();
            return argument.Concat(options).Concat(As(command, position));
        }
        return options.Concat(As(command, position));
    }

    /// <summary>The word <c>as</c>, where everything that must be given is.</summary>
    private static IEnumerable<ValueProposal> As(CommandDefinition command, int position) =>
        command.Arguments.Skip(position).Any(a => a.IsRequired) ? [] : [new("as", "keyword", "keeps the result in a variable: as NAME")];

    /// <summary>The name of the command's example first, then names that exist and would be replaced.</summary>
    private static IEnumerable<ValueProposal> ResultNames(CommandDefinition command, IVariables variables)
    {
        var example = command.Example.Split(' ');
        if (example is [.., "as", var name]) yield return new(name, "variable", "a new variable, as in the example");
        foreach (var existing in variables.Names) yield return new(existing, "variable", "replaces the variable of this name");
    }

    private static int PositionOf(CommandDefinition command, List<string> before)
    {
        var position = 0;
        for (var i = 1; i < before.Count; i++)
        {
            var option = command.Options.FirstOrDefault(o => o.Display == before[i].Split('=')[0]);
            if (option is null) position++;
            else if (!option.IsFlag && !before[i].Contains('=', StringComparison.Ordinal)) i++;
        }
        return position;
    }
}
