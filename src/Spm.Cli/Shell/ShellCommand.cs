using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spm.Cli.Verbs;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Cli.Shell;

/// <summary>A command of the catalogue as a shell command: the same words as in a cell, the result as text or, with <c>--json</c>, as JSON.</summary>
/// <param name="extensions">Whose commands there are.</param>
/// <param name="output">Results.</param>
/// <param name="error">What is shown while the command runs.</param>
internal sealed class ShellCommand(IReadOnlyList<INotebookExtension> extensions, TextWriter output, TextWriter error)
{
    private const string JsonFlag = "--json";
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Carries out a command.</summary>
    /// <exception cref="UsageException">There is no such command.</exception>
    /// <exception cref="CommandException">The command is wrong or cannot be carried out.</exception>
    public async Task<int> RunAsync(string[] words, CancellationToken cancel)
    {
        var extension = extensions.FirstOrDefault(e => e.Commands.Find(words[0]) is not null) ?? throw Unknown(words[0], extensions);
        extension.RegisterFormatters();
        var command = extension.Commands.Find(words[0])!;
        var json = words.Contains(JsonFlag) && command.Options.All(o => o.Display != JsonFlag);
        // What a program reads must be the result and nothing else.
        var shown = new TerminalOutput(json ? error : output, error, isInteractive: !Console.IsErrorRedirected);
        var result = await Execute(extension.Commands, [.. words.Where(w => !json || w != JsonFlag)], shown, cancel).ConfigureAwait(false);
        if (json) output.WriteLine(Json(result.Value).ToJsonString(Layout));
        else if (result.Value is { } value) output.WriteLine(Text(value));
        return ExitCode.Success;
    }

    private static async Task<CommandResult> Execute(CommandCatalogue commands, string[] words, INotebookOutput shown, CancellationToken cancel)
    {
        try
        {
            return await commands.ExecuteAsync(words, new CommandContext(shown, NoVariables.Instance), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (CommandException or OperationCanceledException))
        {
            // As in a cell: whatever a command throws is its error, told by its message; the extension's exception types are not known here.
            throw new ProgramException($"{words[0]}: {e.Message}", e);
        }
    }

    /// <summary>A word that is neither a verb nor a command.</summary>
    public static UsageException Unknown(string word, IReadOnlyList<INotebookExtension> extensions)
    {
        var known = Verb.All.Select(v => v.Name).Concat(extensions.SelectMany(e => e.Commands.Commands.Select(c => c.Name))).Append("help").ToList();
        return new UsageException($"There is no command «{word}».{Spelling.Hint(word, known)} Commands: {string.Join(", ", known)}. Try: spm help");
    }

    private static string Text(object value) => value is CommandHelp help
        ? help.ToString().Replace("#!", "", StringComparison.Ordinal)
        : BundleFormatter.TryFormat(value)?.Text ?? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    // A result without numbers of its own still answers with JSON.
    private static JsonNode Json(object? value) =>
        value is null ? new JsonObject() : JsonSummary.TryOf(value) ?? new JsonObject { ["text"] = Text(value) };
}
