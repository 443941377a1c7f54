using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Magics;

/// <summary>What <c>#!help</c> says: all magics, or all about one word.</summary>
/// <param name="kernel">The kernel's own.</param>
/// <param name="extensions">The extensions' catalogues.</param>
internal sealed class MagicHelp(CommandCatalogue kernel, IReadOnlyList<CommandCatalogue> extensions)
{
    /// <summary>The overview, or help on a magic, a catalogue or a command.</summary>
    /// <param name="words">What stands after <c>#!help</c>.</param>
    /// <exception cref="CommandException">There is no such word.</exception>
    public object Of(IReadOnlyList<string> words)
    {
        var word = words.Count == 0 ? null : words[0].TrimStart('#', '!', '%');
        if (word is null or CommandCatalogue.HelpCommand) return new MimeBundle(Overview());
        if (extensions.FirstOrDefault(e => e.Prefix == word) is { } extension) return extension.HelpFor(words.Count > 1 ? words[1] : null);
        if (extensions.Prepend(kernel).FirstOrDefault(c => c.Find(word) is not null) is { } catalogue) return catalogue.HelpFor(word);
        var known = extensions.Select(e => e.Prefix).Concat(extensions.Prepend(kernel).SelectMany(c => c.Commands.Select(d => d.Name))).ToList();
        throw new CommandException($"There is no magic or command «{word}».{Spelling.Hint(word, known)} Try: #!help");
    }

    private string Overview()
    {
        var lines = extensions.Select(e => ($"#!{e.Prefix}", e.Summary))
            .Concat(kernel.Commands.Select(c => ($"#!{c.Name}", c.Summary)))
            .Append(($"#!{CommandCatalogue.HelpCommand}", "This list; with a word after it, all about that")).ToList();
        var width = lines.Max(l => l.Item1.Length) + 2;
        var magics = string.Join('\n', lines.Select(l => $"  {l.Item1.PadRight(width)}{l.Item2}"));
        var commands = string.Concat(extensions.SelectMany(e => e.Commands.Select(c => $"\n  #!{e.Prefix} {c.Name,-12} {c.Summary}")));
        return $"Magics, at the start of a line; %word works too:\n{magics}\n"
            + (commands.Length == 0 ? "" : $"\nCommands; more with #!{extensions[0].Prefix} {CommandCatalogue.HelpCommand} COMMAND:{commands}\n")
            + "\nPackages and files: #r \"nuget: Name\", #r \"nuget: Name, 1.2.3\", #r \"folder/Name.dll\", #load \"folder/file.csx\"."
            + "\nEverything else in a cell is C#. The value of the last line is shown when it has no semicolon; Display(value) shows one at once.";
    }
}
