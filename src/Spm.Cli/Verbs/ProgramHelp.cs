using System.Reflection;
using System.Text;
using Spm.Cli.Shell;
using Spm.Notebook;

namespace Spm.Cli.Verbs;

/// <summary>Help on the program, a verb or a command, for a terminal.</summary>
internal static class ProgramHelp
{
    /// <summary>The program's version, without the commit.</summary>
    public static string Version =>
        typeof(ProgramHelp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>All verbs and commands, one line each.</summary>
    public static string Overview(IReadOnlyList<INotebookExtension> extensions)
    {
        var text = new StringBuilder($"spm {Version}: scanning probe microscopy from notebooks and from the shell\n\n");
        foreach (var verb in Verb.All) text.Append($"  {verb.Name,-10} {verb.Summary}\n");
        foreach (var catalogue in extensions.Select(e => e.Commands))
        {
            text.Append($"\n{catalogue.Summary}\n");
            foreach (var command in catalogue.Commands) text.Append($"  {command.Name,-10} {command.Summary}\n");
        }
        return text.Append("\nAll about one of them: spm help NAME. Results of a command as JSON: --json").ToString();
    }

    /// <summary>All about one verb or command.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public static string For(string word, IReadOnlyList<INotebookExtension> extensions)
    {
        if (Verb.Find(word) is not { } verb)
        {
            var catalogue = extensions.Select(e => e.Commands).FirstOrDefault(c => c.Find(word) is not null) ?? throw ShellCommand.Unknown(word, extensions);
            return catalogue.HelpFor(word).ToString().Replace("#!", "", StringComparison.Ordinal);
        }
        var text = new StringBuilder($"{verb.Summary}\n\n  {verb.Usage}\n\n");
        if (verb.ArgumentName is not null) text.Append($"  {verb.ArgumentName,-20} {verb.ArgumentHelp}\n");
        foreach (var option in verb.Options) text.Append($"  {$"{option.Name} {option.ValueName}",-20} {option.Help}\n");
        return text.Append($"\nExample: {verb.Example}").ToString();
    }
}
